"""The page of the documentation that lists what still fails: questions by what is wrong with their answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import fill

from evals.cases import KINDS, LANGUAGES
from evals.report.document import escaped
from evals.report.failures import reasons
from evals.report.run import ANSWERS, Asked, Material, Run, conditions
from evals.report.sections import FIRST
from evals.report.words import Words, words

_WIDTH = 120  # characters of a line


def write_failures(runs: Iterable[Run], path: Path) -> None:
    """A Markdown page in English about the assistant's answers to the development half; of the test half nothing is
    told. Errors: OSError."""
    path.write_text("\n\n".join(_parts(Material(runs), words("en"))) + "\n", encoding="utf-8", newline="\n")


def _parts(material: Material, texts: Words) -> Iterator[str]:
    asked = [one for one in material.asked(ANSWERS, FIRST) if one.row.split == "dev"]
    yield f"# {texts('listing.title')}"
    yield texts("listing.intro").strip()
    if not asked:
        yield texts("missing.failures")
        return
    libraries = dict.fromkeys(texts.library(one.row.library) for one in asked)
    yield _wrapped(texts("listing.libraries", listed="; ".join(libraries)))
    yield "\n".join(_right(asked, texts))
    for group in _groups(asked):
        names = [texts.named("reasons", name) for name in reasons(group[0])]
        yield f"## {texts('listing.group', reasons=', '.join(names).capitalize(), n=len(group))}"
        yield " ".join(texts(f"listing.means.{name}") for name in reasons(group[0]))
        for language in LANGUAGES:
            listed = [one.row.case for one in group if one.row.language == language]
            if listed:
                ids = ", ".join(map(escaped, listed))
                told = texts.named("languages", language)
                yield _wrapped(texts("listing.ids", language=told, n=len(listed), ids=ids))
    if not any(map(reasons, asked)):
        yield texts("failures.none")
    yield texts("document.conditions", listed=conditions(material))


def _wrapped(text: str) -> str:
    return fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _right(asked: Sequence[Asked], texts: Words) -> Iterator[str]:
    """How many are as they should be, of those that the documents answer and of those that they do not."""
    for expected in dict.fromkeys(KINDS.values()):
        for language in LANGUAGES:
            here = [one for one in asked if one.row.language == language and _expected(one) == expected]
            if here:
                right = sum(not reasons(one) for one in here)
                told = texts.named("languages", language)
                yield f"- {texts(f'listing.right.{expected}', language=told, right=right, n=len(here))}"


def _expected(asked: Asked) -> str:
    return asked.case.expected if asked.case else KINDS.get(asked.row.kind, "answered")


def _groups(asked: Sequence[Asked]) -> list[list[Asked]]:
    """Those with the very same reasons together, the most first; each in the order of the run."""
    found: dict[tuple[str, ...], list[Asked]] = {}
    for one in asked:
        if why := tuple(reasons(one)):
            found.setdefault(why, []).append(one)
    return sorted(found.values(), key=len, reverse=True)
