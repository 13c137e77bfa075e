"""Units that may answer a question, each with the signs that speak for or against it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import regex

from assistant.kinds_of_answer import counted_nouns, counts, fits
from assistant.places import countries
from assistant.question import Understanding, aspects
from assistant.specifics import without_plan
from assistant.voices import voice_of, voice_of_header
from corpus.commitments import Reference, without_references
from corpus.kinds import kind
from corpus.model import Metadata
from corpus.terms import fold, load_terms
from index.content import StoredPassage, StoredUnit
from index.lexical import words
from index.query import Query
from index.search import Hit, Searcher

_SHORT = 40
UNITS = 220  # units judged for one question


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A unit with its place, the signs that were found (by the names of scoring.toml) and their weighted sum.

    `aspects` are those of the question that stand in such a place (column, section)."""

    unit: StoredUnit
    passage: StoredPassage
    metadata: Metadata
    signs: dict[str, float]
    score: float
    aspects: tuple[str, ...]
    vector: np.ndarray[tuple[int, ...], np.dtype[np.float32]]

    @property
    def section(self) -> tuple[str, ...]:
        """Where the unit stands: the headings above it, then its row's label. What it is itself is not among them."""
        section, label = self.passage.section, self.unit.label
        if self.unit.kind in {"heading", "label"}:
            own = " ".join(self.unit.text.split())
            return section[:-1] if section and own.startswith(section[-1]) else section
        return (*section, label) if label and label not in section[-1:] else section

    @property
    def voice(self) -> str:
        """Who speaks: whom the column names, else what the document says of the section, else what the sentence
        shows."""
        named = voice_of_header(f"{self.unit.header} {self.unit.label}") if self.unit.kind == "cell" else None
        return named or self.passage.voice or voice_of(self.unit.text, kind(self.metadata.kind).voice)


@cache
def weights() -> dict[str, float]:
    return dict(_scoring()["weights"])


@cache
def _scoring() -> dict[str, dict[str, float]]:
    return tomllib.loads((files("assistant") / "scoring.toml").read_text(encoding="utf-8"))


def gather(
    searcher: Searcher, query: Query, asked: Understanding, language: str | None = None, passages: int = 14
) -> list[Candidate]:
    """Every unit of the best passages (and of the named commitment's), best first.

    Of two documents that say the same in two languages only the one in the answer's `language` is read.
    """
    hits = searcher.rank(query, passages, _without_twins(searcher, language or query.language))
    hits += _named(searcher, asked, {hit.n for hit in hits}, hits, language or query.language)
    if not hits:
        return []
    by_passage = {hit.n: hit for hit in hits}
    units = searcher.content.units_of([hit.n for hit in hits])[:UNITS]
    vectors = searcher.unit_vectors[[unit.n for unit in units]].astype(np.float32)
    similarities = vectors @ query.vector
    judge = _Judge(searcher, query, asked, hits)
    found = []
    for unit, similarity, vector in zip(units, similarities, vectors, strict=True):
        hit = by_passage[unit.passage]
        signs = judge.signs(unit, hit, float(similarity))
        score = sum(weights()[name] * value for name, value in signs.items())
        found.append(Candidate(unit, hit.stored, hit.metadata, signs, score, judge.placed(unit, hit), vector))
    return _of_one_plan(sorted(found, key=lambda candidate: (-candidate.score, candidate.unit.n)), asked)


def _of_one_plan(candidates: list[Candidate], asked: Understanding) -> list[Candidate]:
    """A commitment's number without its country may stand in several countries' plans: keep the likeliest one's."""
    if not asked.references or asked.countries:
        return candidates
    about = [c for c in candidates if c.signs.get("commitment", 0.0) > 0]
    best: dict[str | None, list[float]] = {}
    for candidate in about:
        best.setdefault(candidate.metadata.country, []).append(candidate.score)
    if len(best) < 2:
        return candidates
    country = max(best, key=lambda code: sum(best[code][:3]) / 3)
    return [c for c in candidates if c.metadata.country == country or c.signs.get("commitment", 0.0) <= 0]


def _without_twins(searcher: Searcher, language: str) -> frozenset[int] | None:
    """Documents less those that have a twin in the answer's language; None where there are no twins."""
    documents = searcher.documents()
    native = {m.pair for m in documents.values() if m.pair and m.language == language}
    kept = frozenset(n for n, m in documents.items() if m.language == language or m.pair not in native)
    return None if len(kept) == len(documents) else kept


def _named(searcher: Searcher, asked: Understanding, have: set[int], hits: Sequence[Hit], language: str) -> list[Hit]:
    """Passages labelled with a commitment that the question names, where search has not found them already."""
    numbers: list[int] = []
    for reference in asked.references:
        numbers += [n for n in searcher.content.passages_about(reference.number, reference.id) if n not in have]
    floor = min((hit.score for hit in hits), default=0.0)
    allowed = _without_twins(searcher, language)
    named = searcher.hits(numbers[:60], floor)
    return [hit for hit in named if allowed is None or hit.stored.document in allowed][:30]


class _Judge:
    """Finds the signs of one question in units."""

    def __init__(self, searcher: Searcher, query: Query, asked: Understanding, hits: Sequence[Hit]) -> None:
        self._searcher = searcher
        self._query = query
        self._asked = asked
        self._top = max(hit.score for hit in hits)
        self._aspects = [aspects()[name] for name in asked.aspects]
        self._rarity = {
            code: {token: searcher.rarity(token, code) for token in _subject(query, code, asked)}
            for code in query.tokens
        }
        self._terms = _terms(query)
        self._nouns = {code: counted_nouns(text, code) for code, text in query.texts.items()}
        self._about: dict[int, tuple[set[str], set[str]]] = {}

    def signs(self, unit: StoredUnit, hit: Hit, similarity: float) -> dict[str, float]:
        text = fold(unit.text)
        within, covered = self._coverage(unit, hit)
        signs = {
            "dense": similarity,
            "covered": covered,
            "within": within,
            "passage": hit.score - self._top,
            "language": float(hit.language == self._query.language),
            "heading": float(unit.kind in {"heading", "label"}),
            "short": float(len(unit.text) < _SHORT and unit.kind not in {"heading", "label"}),
            "fragment": float(_is_fragment(unit)),
        }
        if self._aspects:
            signs["place"] = float(bool(self.placed(unit, hit)))
            signs["say"] = float(any(p.search(text) for a in self._aspects for p in a.say))
        if self._asked.types - {"list"}:
            signs["type"] = self._type(unit, text)
        if "number" in self._asked.types:
            signs["counted"] = float(self._counts(unit, hit))
        if self._asked.references:
            signs["commitment"] = self._commitment(unit, hit)
        if self._asked.voices:
            signs["voice"] = self._voice(hit, text)
        if self._asked.countries:
            signs["country"] = self._country(unit, hit)
        if self._asked.acronyms:
            signs["acronym"] = self._acronym(unit)
        return signs

    def placed(self, unit: StoredUnit, hit: Hit) -> tuple[str, ...]:
        """The asked aspects whose usual place this is: by the column, the row's label or the section's heading."""
        section = hit.stored.section[-1] if hit.stored.section else ""
        place = fold(f"{unit.header} {unit.label} {section}")
        return tuple(a.name for a in self._aspects if any(p.search(place) for p in a.place))

    def _coverage(self, unit: StoredUnit, hit: Hit) -> tuple[float, float]:
        """Share of the question's meaning words in the unit, and in the unit with context, best of both languages."""
        best = (0.0, 0.0)
        sides = {hit.language: (unit.text, unit.context)}
        if unit.translation and hit.language != self._query.language:
            sides[self._query.language] = (unit.translation, unit.other_context or "")
        named = self._terms_in(f"{unit.context} \n {unit.text}"), self._terms_in(unit.text)
        for code, (text, context) in sides.items():
            rarity = self._rarity.get(code)
            total = sum(rarity.values())
            if not total:
                continue
            inside = set(words(text, code)) | named[1]
            around = inside | set(words(context, code)) | self._words_about(hit, code) | named[0]
            within = sum(value for token, value in rarity.items() if token in inside) / total
            covered = sum(value for token, value in rarity.items() if token in around) / total
            best = max(best, (within, covered), key=lambda pair: pair[0] + pair[1])
        return best

    def _terms_in(self, text: str) -> set[str]:
        """Stems of the question's terms that the text names in any of their forms ("IRM" for the mechanism)."""
        folded = fold(text)
        return {stem for stems, forms in self._terms if forms.search(folded) for stem in stems}

    def _words_about(self, hit: Hit, code: str) -> set[str]:
        """Words of the headings above and of the document's title: what the unit need not say again."""
        key = hit.n
        if key not in self._about:
            metadata = hit.metadata
            text = " ".join((*hit.stored.section, metadata.title, metadata.publisher or "", metadata.cycle or ""))
            both = {language: set(words(text, language)) for language in self._rarity}
            self._about[key] = (both.get("es", set()), both.get("en", set()))
        return self._about[key][0 if code == "es" else 1]

    def _type(self, unit: StoredUnit, folded: str) -> float:
        """The share of the asked types that the unit holds."""
        wanted = self._asked.types - {"list"}
        values = [fits(name, unit.text, folded) for name in wanted]
        return sum(values) / len(values)

    def _counts(self, unit: StoredUnit, hit: Hit) -> bool:
        """Does the unit count the very thing that is asked about ("how many months" → "eight months")?"""
        sides = {hit.language: unit.text}
        if unit.translation and hit.language != self._query.language:
            sides[self._query.language] = unit.translation
        return any(counts(text, code, self._nouns[code]) for code, text in sides.items() if self._nouns.get(code))

    def _commitment(self, unit: StoredUnit, hit: Hit) -> float:
        stored = hit.stored
        for reference in self._asked.references:
            if _same(reference, stored.number, stored.commitment) or (reference.id and reference.id in unit.text):
                return 1.0
        return -1.0 if stored.number is not None or stored.commitment else -0.5

    def _voice(self, hit: Hit, folded: str) -> float:
        voice = hit.stored.voice or kind(hit.metadata.kind).voice
        reports_irm = regex.search(r"(?<!\w)(?:irm|mri)(?!\w)", folded) is not None
        if "assessed" in self._asked.voices and (reports_irm or voice == "assessed"):
            return 1.0
        if "self_reported" in self._asked.voices and voice == "self_reported":
            return 0.0 if reports_irm and "autoevaluacion" not in folded else 1.0
        if "assessed" in self._asked.voices:
            return 0.5 if voice == "recommended" else 0.0
        return float(voice in self._asked.voices)

    def _country(self, unit: StoredUnit, hit: Hit) -> float:
        named = set(self._asked.countries)
        here = set(countries(unit.text)) | set(countries(" ".join(hit.stored.section)))
        if named & here:
            return 0.5 if hit.metadata.country and hit.metadata.country not in named else 0.3
        if hit.metadata.country in named:
            return 0.3
        return -1.0 if hit.metadata.country else -0.3

    def _acronym(self, unit: StoredUnit) -> float:
        if "definition" not in self._asked.aspects and "body" not in self._asked.types:
            return 0.0
        return float(any(spells_out(acronym, unit.text) for acronym in self._asked.acronyms))


def _terms(query: Query) -> list[tuple[frozenset[str], regex.Pattern[str]]]:
    """For every term of the question: the stems it stands for, and a pattern of all its folded forms."""
    found = []
    for mention in load_terms().find(query.text, query.language):
        if mention.term.expand:
            forms = {fold(form) for values in mention.term.forms.values() for form in values}
            stems = words(query.text[mention.start : mention.end], query.language)
            pattern = "|".join(regex.escape(form) for form in sorted(forms, key=len, reverse=True))
            found.append((frozenset(stems), regex.compile(rf"(?<!\w)(?:{pattern})(?!\w)")))
    return found


def _subject(query: Query, code: str, asked: Understanding) -> list[str]:
    """The question's meaning words. Those that only name the commitment and its plan are left out where a commitment
    is named: that sign counts by itself, and every sentence about it would share them."""
    tokens = list(dict.fromkeys(query.tokens[code]))
    text = query.texts.get(code)
    if not asked.references or text is None:
        return tokens
    left = set(words(without_plan(without_references(text), code), code))
    return [token for token in tokens if token in left]


def _is_fragment(unit: StoredUnit) -> bool:
    """A line of a cover or caption: no sentence, no item, no cell."""
    return unit.kind == "sentence" and len(unit.text) < 90 and unit.text.rstrip()[-1:] not in '.!?:;…”»")'


def spells_out(acronym: str, text: str) -> bool:
    """Does the text give the acronym's long form beside it: "Long Form (LF" or "LF (Long Form"?"""
    escaped = regex.escape(acronym)
    after = rf"\p{{L}}[\p{{L}}\s.,-]+\s\(\s*{escaped}\b"
    before = rf"(?<!\w){escaped}\s*(?:\(|[:=–—-]\s|,?\s(?:es|is|significa|means|stands for)\s)"
    if not regex.search(f"{after}|{before}", text):
        return False
    initials = "".join(word[0] for word in regex.findall(r"\p{L}+", fold(text)))
    wanted = fold(acronym)
    # the long form's initials run in order through the text's initials, small words between them left out
    return regex.search(r"[a-z]{0,3}?".join(map(regex.escape, wanted)), initials) is not None or len(wanted) > 5


def _same(reference: Reference, number: int | None, commitment: str | None) -> bool:
    if reference.id and commitment:
        return reference.id == commitment
    return reference.number is not None and reference.number == number
