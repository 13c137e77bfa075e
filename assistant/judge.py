"""The signs that speak for or against one unit as the answer to one question."""

from __future__ import annotations

import regex

from assistant.kinds_of_answer import counted_nouns, counts, fits
from assistant.places import names_country
from assistant.question import Understanding, aspects
from assistant.subject import subject, terms_of
from corpus.commitments import Reference
from corpus.kinds import kind
from corpus.terms import fold
from index.content import StoredUnit
from index.lexical import stems, words
from index.query import Query
from index.search import Hit, Searcher

_SHORT = 40
_LABEL = 45  # characters of a label that a sentence begins with
_FAR = -4.0  # a passage that search puts further down than this is no worse for it


class Judge:
    """Finds the signs of one question in units."""

    def __init__(self, searcher: Searcher, query: Query, asked: Understanding, top: float) -> None:
        """`top`: the search score of the best passage."""
        self._searcher = searcher
        self._query = query
        self._asked = asked
        self._top = top
        self._aspects = [aspects()[name] for name in asked.aspects]
        self._rarity = {
            code: {token: searcher.rarity(token, code) for token in subject(query, code, asked)}
            for code in query.tokens
        }
        self._terms = terms_of(query)
        self._places: dict[tuple[str, str, str], tuple[str, ...]] = {}
        self._nouns = {code: counted_nouns(text, code) for code, text in query.texts.items()}
        self._about: dict[int, tuple[set[str], set[str]]] = {}

    def signs(self, unit: StoredUnit, hit: Hit, similarity: float, kinship: float) -> dict[str, float]:
        """`similarity`: cosine of the unit's and the question's vectors; `kinship`: the share of the question's words
        that the unit with its context accounts for by words of like meaning."""
        text = fold(unit.text)
        within, covered = self._coverage(unit, hit)
        signs = {
            "dense": similarity,
            "covered": covered,
            "within": within,
            "kindred": kinship,
            "passage": self.passage(hit.score),
            "language": float(hit.language == self._query.language),
            "heading": float(unit.kind in {"heading", "label"}),
            "short": _shortness(unit),
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

    def passage(self, score: float) -> float:
        """How far a passage's search score lies below the best one's."""
        return max(score - self._top, _FAR)

    def placed(self, unit: StoredUnit, hit: Hit) -> tuple[str, ...]:
        """The asked aspects whose usual place this is: by the column and the row's label, else by the label that the
        sentence begins with ("Lead institution: …"), else by the heading."""
        if not self._aspects:
            return ()
        section = hit.stored.section[-1] if hit.stored.section else ""
        section = own_label(unit.text) or section
        key = (unit.header, unit.label, "" if unit.header or unit.label else section)
        if key in self._places:  # every sentence of a cell or section stands in the same place
            return self._places[key]
        place = fold(f"{unit.header} {unit.label}" if unit.header or unit.label else section)
        self._places[key] = tuple(a.name for a in self._aspects if any(p.search(place) for p in a.place))
        return self._places[key]

    def _coverage(self, unit: StoredUnit, hit: Hit) -> tuple[float, float]:
        """Share of the question's meaning words in the unit, and in the unit with context, best of both languages."""
        best = (0.0, 0.0)
        sides = {hit.language: (unit.text, unit.context)}
        if unit.translation and hit.language != self._query.language:
            sides[self._query.language] = (unit.translation, unit.other_context or "")
        named = self._terms_in(f"{unit.context} \n {unit.text}"), self._terms_in(unit.text)
        for code, (text, context) in sides.items():
            rarity = self._rarity.get(code) or {}
            total = sum(rarity.values())
            if not total:  # the question says nothing more than what it names: nothing is left to cover
                return (1.0, 1.0)
            inside = stems(text, code) | named[1]
            around = inside | stems(context, code) | self._words_about(hit, code) | named[0]
            within = sum(value for token, value in rarity.items() if token in inside) / total
            covered = sum(value for token, value in rarity.items() if token in around) / total
            best = max(best, (within, covered), key=lambda pair: pair[0] + pair[1])
        return best

    def _terms_in(self, text: str) -> set[str]:
        """Stems of the question's terms that the text names in any of their forms ("IRM" for the mechanism)."""
        if not self._terms:
            return set()
        folded = fold(text)
        return {stem for found, forms in self._terms if forms.search(folded) for stem in found}

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
        text = f"{unit.text} \n {' '.join(hit.stored.section)}"
        if any(names_country(code, text) for code in named):
            return 0.5 if hit.metadata.country and hit.metadata.country not in named else 0.3
        if hit.metadata.country in named:
            return 0.3
        return -1.0 if hit.metadata.country else -0.3

    def _acronym(self, unit: StoredUnit) -> float:
        if "definition" not in self._asked.aspects and "body" not in self._asked.types:
            return 0.0
        return float(any(spells_out(acronym, unit.text) for acronym in self._asked.acronyms))


def own_label(text: str) -> str:
    """ "Lead institution" of "Lead institution: Judicial Council.", "" for a sentence without a label."""
    label, colon, told = text.partition(":")
    return label if colon and told[:1].isspace() and told.strip() and len(label) <= _LABEL else ""


def _shortness(unit: StoredUnit) -> float:
    """1 for a unit too short to say much, 2 for a word or two; 0 for headings and labels, judged by another sign."""
    if unit.kind in {"heading", "label"} or len(unit.text) >= _SHORT:
        return 0.0
    return 2.0 if len(unit.text) < _SHORT // 2 else 1.0


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
