"""What works on this computer, what is missing and what to do about it: one check after the other.

Nothing is changed, and nothing is asked of the network but the address of the chat model that is set, whether it is
there. Of a key only the name of its variable is ever said.
"""

from __future__ import annotations

import contextlib
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ui.backend import Backend
from ui.doctor.chat_model import State, model_checks
from ui.views import errors
from ui.wording import Wording

LEAST_SPACE = 200  # MB; an index of a few hundred documents with what its next build needs beside it


@dataclass(frozen=True)
class Check:
    """One line. `needed`: without it something does not work that should, because answers need it or because it was
    set; what is optional and not there is no errors. "off" is what is optional and was not asked for."""

    name: str
    state: State
    text: str
    needed: bool = False

    @property
    def failed(self) -> bool:
        return self.needed and self.state in ("missing", "problem")


def checks(backend: Backend, texts: Wording) -> Iterator[Check]:
    """All of them, each as soon as it is done. Never raises: what a check cannot find out is its problem."""
    for name, look in LOOKS.items():
        try:
            yield from look(backend, texts)
        except Exception as error:
            errors.show_traceback_if_asked(error)
            yield Check(name, "problem", errors.explain(error, texts), needed=True)


def _python(_: Backend, texts: Wording) -> Iterator[Check]:
    values = {"version": platform.python_version(), "platform": f"{platform.system()} {platform.machine()}"}
    old = sys.version_info < (3, 11)
    yield Check("python", "problem" if old else "ok", texts(f"doctor.python_{'old' if old else 'ok'}", **values), True)


def _home(backend: Backend, texts: Wording) -> Iterator[Check]:
    home = backend.home()
    free = backend.free_space(home)
    if free is None:
        yield Check("home", "problem", texts("doctor.home_unwritable", home=home), True)
    elif free < LEAST_SPACE * 1_000_000:
        yield Check("home", "problem", texts("doctor.home_full", home=home, mb=free // 1_000_000), True)
    else:
        key = "doctor.home_ok" if home.exists() else "doctor.home_new"
        yield Check("home", "ok", texts(key, home=home, gb=f"{free / 1e9:.1f}"), True)


def _documents(backend: Backend, texts: Wording) -> Iterator[Check]:
    library = backend.library(backend.home())
    count = len(library.documents())
    if not count:
        yield Check("documents", "missing", texts("doctor.documents_none"), True)
    else:
        key = "doctor.documents_starter" if library.is_empty else "doctor.documents_own"
        yield Check("documents", "ok", texts.count(key, count), True)


def _index(backend: Backend, texts: Wording) -> Iterator[Check]:
    home = backend.home()
    status = backend.index_status(home)
    if not status.exists:
        yield Check("index", "missing", texts("doctor.index_none"), True)
        return
    problem = status.problem or next(iter(backend.changed_files(home)), None)
    built = {"documents": status.documents, "passages": status.passages, "built_at": str(status.built_at)[:10]}
    if problem is not None:
        yield Check("index", "problem", errors.explain(problem, texts), True)
    else:
        yield Check("index", "ok", texts("doctor.index_ok", **built), True)
        if status.stale:
            yield Check("fresh", "problem", texts("index.stale"))
        else:
            yield Check("fresh", "ok", texts("doctor.fresh_ok"))


def _embedder(backend: Backend, texts: Wording) -> Iterator[Check]:
    settings = backend.embedder()
    own = backend.own_models()
    if settings.model in own and (fault := own[settings.model]) is not None:
        yield Check("embedder", "problem", texts("doctor.embedder_damaged", fault=errors.explain(fault, texts)), True)
        return
    here = settings.model in own or backend.embedder_here(settings)
    languages = ", ".join(texts.named("languages", code) for code in settings.languages)
    key = "doctor.embedder_own" if settings.model in own else "doctor.embedder_ok" if here else "doctor.embedder_far"
    text = texts(key, model=settings.model, languages=languages)
    yield Check("embedder", "ok" if here else "missing", text, True)
    mismatch = None
    with contextlib.suppress(Exception):  # a missing or damaged index was said already
        mismatch = backend.embedder_mismatch(backend.home(), settings) if here else None
    if mismatch is not None:
        yield Check("match", "problem", errors.explain(mismatch, texts), True)


def _reader(backend: Backend, texts: Wording) -> Iterator[Check]:
    fault = backend.own_models()["reader"]
    if fault is not None:
        yield Check("reader", "problem", texts("doctor.reader_damaged", fault=errors.explain(fault, texts)), True)
    else:
        yield Check("reader", "ok", texts("doctor.reader_ok"), True)


def _reranker(backend: Backend, texts: Wording) -> Iterator[Check]:
    settings = backend.reranker()
    if settings is None:
        yield Check("reranker", "off", texts("doctor.reranker_off"))
        return
    here = backend.reranker_here(settings)
    languages = ", ".join(texts.named("languages", code) for code in settings.languages)
    key = "doctor.reranker_ok" if here else "doctor.reranker_far"
    text = texts(key, model=settings.model, languages=languages, top=settings.top)
    yield Check("reranker", "ok" if here else "missing", text, True)


def _translator(backend: Backend, texts: Wording) -> Iterator[Check]:
    if backend.translates():
        yield Check("translator", "ok", texts("doctor.translator_ok"))
    else:
        yield Check("translator", "missing", texts("doctor.translator_missing"))


def _ocr(backend: Backend, texts: Wording) -> Iterator[Check]:
    wanted, here = backend.ocr()
    values = {"languages": "+".join(sorted(here))}
    if wanted:
        lacking = sorted(set(wanted.split("+")) - here)
        if lacking:
            yield Check("ocr", "problem", texts("doctor.ocr_lacking", languages="+".join(lacking)), True)
        else:
            yield Check("ocr", "ok", texts("doctor.ocr_ok", **values), True)
    elif here:
        yield Check("ocr", "off", texts("doctor.ocr_off", **values))
    else:
        yield Check("ocr", "missing", texts("doctor.ocr_missing"))


def _model(backend: Backend, texts: Wording) -> Iterator[Check]:
    for name, state, text, needed in model_checks(backend, texts):
        yield Check(name, state, text, needed)


LOOKS: dict[str, Callable[[Backend, Wording], Iterator[Check]]] = {
    "python": _python,
    "home": _home,
    "documents": _documents,
    "index": _index,
    "embedder": _embedder,
    "reader": _reader,
    "reranker": _reranker,
    "translator": _translator,
    "ocr": _ocr,
    "model": _model,
}
