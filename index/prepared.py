"""Documents made ready for an index: passages and units with both language sides."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.model import Document
from index.bridge import translate_all
from index.cache import Cache
from index.errors import BuildInvalid
from index.language import LANGUAGES, detect
from index.passages import TARGET, Passage, passages_of
from index.translate import TermBridge

_DETECT = 80  # characters from which a passage's own language is looked at
_BATCH = 100


@dataclass(frozen=True)
class Prepared:
    """Rows for the content store, texts for the searches; passages and units in the same order everywhere."""

    documents: tuple[Document, ...]
    passages: list[tuple[Any, ...]]
    units: list[tuple[Any, ...]]
    passage_texts: list[str]
    unit_texts: list[str]
    unit_languages: list[str]  # that `unit_texts` are in
    sides: dict[str, list[str]]
    own_side: list[str]
    warnings: tuple[tuple[str, str], ...]

    def passage_id(self, n: int) -> str:
        return str(self.passages[n][1])

    def units_of(self, n: int) -> list[str]:
        first, count = self.passages[n][13], self.passages[n][14]
        return [unit[9] for unit in self.units[first : first + count]]


def prepare_documents(
    documents: Sequence[Document],
    bridge: TermBridge,
    cache: Cache,
    say: Callable[[str, int, int], None],
    embedder_languages: Sequence[str],
    *,
    passage_size: int = TARGET,
) -> Prepared:
    """Cut into passages of about `passage_size` characters, detect languages, translate what is not in the cache.

    Errors: BuildInvalid for an id that is there twice.
    """
    _check_ids(documents)
    cut = [
        (n, document, passage)
        for n, document in enumerate(documents)
        for passage in passages_of(document, passage_size)
    ]
    languages = [_language(document, passage) for _, document, passage in cut]
    translations = _translations(cut, languages, bridge, cache, say)
    warnings = _warnings(languages, bridge, embedder_languages)
    prepared = Prepared(tuple(documents), [], [], [], [], [], {code: [] for code in LANGUAGES}, [], warnings)
    for n, ((number, document, passage), language) in enumerate(zip(cut, languages, strict=True)):
        _add(prepared, n, number, document, passage, language, translations, embedder_languages)
    return prepared


def _check_ids(documents: Sequence[Document]) -> None:
    for identifier, count in Counter(document.id for document in documents).items():
        if count > 1:
            raise BuildInvalid(reason=f"{count} documents have the id {identifier}")


def _add(
    prepared: Prepared,
    n: int,
    number: int,
    document: Document,
    passage: Passage,
    language: str,
    translations: dict[tuple[str, str], str],
    embedder_languages: Sequence[str],
) -> None:
    def translated(text: str) -> str | None:
        return translations.get((language, text))

    def read(text: str) -> str:
        """The text in a language the embedder reads, where that can be had."""
        return text if language in embedder_languages else translated(text) or text

    first = len(prepared.units)
    own, other = [], []
    for unit in passage.units:
        text = document.text[unit.start : unit.end]
        own.append(text)
        other.append(translated(text) or text)
        in_other = translated(unit.context) if unit.context else ""
        prepared.units.append(
            (
                len(prepared.units), n, unit.kind, unit.start, unit.end, unit.block, unit.header, unit.label,
                unit.context, text, translated(text), in_other,
            )
        )  # fmt: skip
        context = read(unit.context) if unit.context else ""
        prepared.unit_texts.append(f"{context}: {read(text)}" if context else read(text))
        prepared.unit_languages.append(language if read(text) == text else _other(language))
    headings = _context(passage)
    heading_other = " ".join(translated(part) or part for part in passage.section)
    body, body_other = " ".join(own), " ".join(other)
    about = passage.reference
    has_other = any(translated(text) for text in own)
    prepared.passages.append(
        (
            n, passage.id, number, passage.start, passage.end,
            json.dumps(passage.section, ensure_ascii=False), passage.page, passage.voice, passage.origin,
            language, body_other if has_other else None, about.number if about else None,
            about.id if about else None, first, len(passage.units),
        )
    )  # fmt: skip
    searched = {language: f"{headings} {body}"}
    for code in LANGUAGES:
        searched.setdefault(code, f"{heading_other} {body_other}")
        prepared.sides[code].append(searched[code])
    prepared.own_side.append(f"{headings} {body}")
    embedded = body if language in embedder_languages else body_other
    last = read(passage.section[-1]) if passage.section else ""
    prepared.passage_texts.append(f"{last}: {embedded}" if last else embedded)


def _other(language: str) -> str:
    return next((code for code in LANGUAGES if code != language), language)


def _context(passage: Passage) -> str:
    return " ".join(passage.section)


def _language(document: Document, passage: Passage) -> str:
    """The passage's own language where its words say so clearly, else its document's."""
    language = document.metadata.language
    text = document.text[passage.start : passage.end]
    if language in LANGUAGES and len(text) >= _DETECT:
        return detect(text, default=language, certainty=0.95) or language
    return language


def _translations(
    cut: list[tuple[int, Document, Passage]],
    languages: list[str],
    bridge: TermBridge,
    cache: Cache,
    say: Callable[[str, int, int], None],
) -> dict[tuple[str, str], str]:
    """(language, text) → the text in the other language, for every unit, context and heading."""
    wanted: dict[str, dict[str, None]] = {}
    for (_, document, passage), language in zip(cut, languages, strict=True):
        texts = wanted.setdefault(language, {})
        for unit in passage.units:
            texts[document.text[unit.start : unit.end]] = None
            if unit.context:
                texts[unit.context] = None
        texts.update(dict.fromkeys(passage.section))
    jobs = []
    for language, texts in wanted.items():
        target = _other(language)
        if language in LANGUAGES and bridge.translates(language, target):
            jobs.append((language, target, list(texts)))
    total = sum(len(texts) for _, _, texts in jobs)
    done = 0
    found: dict[tuple[str, str], str] = {}
    say("translate", 0, total)
    for language, target, listed in jobs:
        namespace = f"{bridge.fingerprint}:{language}-{target}"
        known = cache.translations(namespace, listed)
        todo = [text for text, value in zip(listed, known, strict=True) if value is None]
        found.update(((language, t), v) for t, v in zip(listed, known, strict=True) if v is not None)
        done += len(listed) - len(todo)
        for at in range(0, len(todo), _BATCH):
            say("translate", done, total)
            part = todo[at : at + _BATCH]
            pairs = list(zip(part, translate_all(bridge, part, language, target), strict=True))
            good = [(text, value) for text, value in pairs if value is not None]
            cache.put_translations(namespace, [t for t, _ in good], [v for _, v in good])
            found.update(((language, text), value) for text, value in good)
            done += len(part)
    say("translate", total, total)
    return found


def _warnings(
    languages: list[str], bridge: TermBridge, embedder_languages: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    warnings: list[tuple[str, str]] = []
    if not bridge.translates("es", "en"):
        warnings.append(("no_bridge", ""))
    unread = sorted(set(languages) - set(LANGUAGES) - set(embedder_languages))
    warnings += [("language_unread", code) for code in unread]
    return tuple(warnings)
