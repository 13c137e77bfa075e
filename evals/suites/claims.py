"""The claims of claims.jsonl: read, checked, and compared with the documents that they quote."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

from assistant.llm.context import Source
from assistant.retrieval.candidate import Candidate
from corpus.model import Metadata
from evals.cases import LANGUAGES
from evals.errors import GoldError, reason
from index.search import Searcher
from index.store import StoredPassage, StoredUnit

FILE = Path(__file__).parent / "data" / "claims.jsonl"
ANCHOR_WORDS = 10  # what is quoted of a document here stays this short
HALVES = ("development", "test")
# What is wrong with a false claim, all else being right. `role`: who did it to whom; `quantifier`: some are all;
# `direction`: a fall is a rise; `cause`: an invented reason; `voice`: another is said to say it; `addition`: half of it
# is invented.
FLAWS = (
    "number", "date", "name", "level", "negation", "role", "quantifier", "direction", "cause", "voice", "unrelated",
    "addition",
)  # fmt: skip

_FIELDS = {"id": str, "language": str, "source": str, "anchor": str, "text": str, "true": bool}
_ID = regex.compile(r"p(\d{3})")


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """`text` in `language`, resting on the sentence or cell of the file `source` that holds `anchor`. `flaw` is None
    where it is true; `line` counts from 1."""

    id: str
    language: str
    source: str
    anchor: str
    text: str
    flaw: str | None
    line: int = 0

    @property
    def half(self) -> str:
        return HALVES[0] if int(self.id[1:]) % 2 else HALVES[1]


def load_claims(path: Path = FILE) -> tuple[LabelledClaim, ...]:
    """The claims of a JSON Lines file, in its order. Errors: GoldError naming file, line and field."""
    found: dict[str, LabelledClaim] = {}
    # not splitlines(): a claim may hold characters that it would take for line ends
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        claim = _claim(line, path.name, number)
        if claim.id in found:
            raise _wrong(path.name, number, "id", "id_twice", id=claim.id, line=found[claim.id].line)
        found[claim.id] = claim
    if not found:
        raise _wrong(path.name, 0, "file", "no_cases")
    return tuple(found.values())


def stand_in(claims: Sequence[LabelledClaim], texts: Mapping[str, str], file: str = FILE.name) -> None:
    """Errors: GoldError for an anchor that does not stand exactly once in the document of that file name."""
    for claim in claims:
        if claim.source not in texts:
            known = ", ".join(sorted(texts))
            raise _wrong(file, claim.line, "source", "no_such_document", known=known)
        if texts[claim.source].count(claim.anchor) != 1:
            raise _wrong(file, claim.line, "anchor", "not_in_document", source=claim.source)


class Quotable:
    """Finds what a claim quotes. Keys are made of the passage's number: the same each time."""

    def __init__(self, searcher: Searcher) -> None:
        content = searcher.content
        self._units: dict[str, list[StoredUnit]] = {}
        self._sources: dict[int, Source] = {}
        for document, metadata in searcher.documents().items():
            passages = content.passages(content.passages_of_document(document))
            units = content.units_of(list(passages))
            self._units[metadata.source] = units
            for unit in units:
                passage = passages[unit.passage]
                best = _candidate(unit, passage, metadata)
                self._sources.setdefault(unit.passage, Source(f"k{passage.n:06x}", passage, metadata, best))

    def __contains__(self, source: str) -> bool:
        """Is it a document of this library, by its file name?"""
        return source in self._units

    def of(self, claim: LabelledClaim) -> tuple[Source, str]:
        """The source, and the sentence or cell of it that holds the claim's anchor. Errors: GoldError."""
        for unit in self._units[claim.source]:
            if claim.anchor in unit.text:
                return self._sources[unit.passage], unit.text
        why = reason("not_in_document", source=claim.source)
        raise GoldError(file=FILE.name, line=claim.line, field="anchor", reason=why)


def _candidate(unit: StoredUnit, passage: StoredPassage, metadata: Metadata) -> Candidate:
    """One that nothing was asked about: a check looks at its place alone."""
    return Candidate(unit, passage, metadata, {}, 0.0)


def _claim(line: str, file: str, number: int) -> LabelledClaim:
    try:
        data: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _wrong(file, number, "line", "not_json", detail=error) from error
    if not isinstance(data, dict):
        raise _wrong(file, number, "line", "not_an_object")
    known = (*_FIELDS, "flaw")
    for key in known:
        if key not in data:
            raise _wrong(file, number, key, "missing")
    for key in data:
        if key not in known:
            raise _wrong(file, number, key, "no_such_field", known=", ".join(known))
    for key, kind in _FIELDS.items():
        if not isinstance(data[key], kind) or not str(data[key]).strip():
            raise _wrong(file, number, key, "not_a_text" if kind is str else "not_a_truth")
    if not _ID.fullmatch(data["id"]):
        raise _wrong(file, number, "id", "not_one_of", known="p001 … p999")
    if data["language"] not in LANGUAGES:
        raise _wrong(file, number, "language", "not_one_of", known=", ".join(LANGUAGES))
    if (data["flaw"] is None) != data["true"] or data["flaw"] not in (None, *FLAWS):
        raise _wrong(file, number, "flaw", "not_one_of", known="null" if data["true"] else ", ".join(FLAWS))
    if (words := len(data["anchor"].split())) > ANCHOR_WORDS:
        raise _wrong(file, number, "anchor", "too_many_words", words=words, limit=ANCHOR_WORDS)
    fields = {key: data[key] for key in ("id", "language", "source", "anchor", "text", "flaw")}
    return LabelledClaim(**fields, line=number)


def _wrong(file: str, number: int, field: str, why: str, /, **values: object) -> GoldError:
    return GoldError(file=file, line=number, field=field, reason=reason(why, **values))
