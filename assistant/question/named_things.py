"""What a question names outright: years, names, acronyms, countries, plans by their number. Evidence that has none of
them is evidence about something else, however alike it sounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import regex

from corpus.ledger.plan_names import names_plan
from corpus.model import Metadata
from corpus.text.countries import countries, names_country
from corpus.text.names import names
from corpus.text.normalize import fold
from corpus.text.terms import Term, load_terms
from index.bm25 import stopwords

_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PERIOD = regex.compile(r"(?<!\d)(?:19|20)\d\d\s?[-–—/]\s?(?:19|20)?\d\d(?!\d)")
_POSSESSIVE = regex.compile(r"['’]s$")
_NUMBER = r"\d{1,3}(?:\.\d{1,2})*"
_NUMBERED = regex.compile(
    rf"(?<!\w)(?P<word>\p{{L}}{{3,}})\W{{1,3}}(?P<numbers>{_NUMBER}(?:(?:,\s*|\s*,?\s+(?:y|e|o|and|or)\s+){_NUMBER})*)"
    r"(?![\w%]|[.,]\d|\s*(?:[-–—]|to|a|al|hasta)\s*\d|\s*(?:%|per ?cent|por ?ciento|years?|anos?))"
)
ANY = ""  # the word of a number that is one thing in every language ("7.2")


@dataclass(frozen=True, slots=True)
class Specific:
    """One thing that is named: any of its folded forms stands for it, or the country it is. `written` is how the
    question has it ("" for a country), `sort` what it is."""

    forms: frozenset[str]
    country: str | None = None
    written: str = field(default="", compare=False)
    sort: Literal["year", "country", "plan", "term", "name"] = field(default="name", compare=False)


def specifics(question: str, language: str) -> tuple[Specific, ...]:
    """What the question names, each thing once."""
    periods = {year: m.group() for m in _PERIOD.finditer(question) for year in regex.findall(r"\d{4}", m.group())}
    found = [
        Specific(frozenset({year}), written=periods.get(year, year), sort="year") for year in _YEAR.findall(question)
    ]
    found += [Specific(frozenset(), code, sort="country") for code in countries(question)]
    taken: list[tuple[int, int]] = []
    for mention in load_terms().find(question, language):
        written = question[mention.start : mention.end]
        if _is_plan(mention.term) or any(c.isupper() for c in written[1:]):
            forms = frozenset(fold(f) for forms in mention.term.forms.values() for f in forms)
            found.append(Specific(forms, written=written, sort="plan" if _is_plan(mention.term) else "term"))
        taken.append((mention.start, mention.end))
    for start, end in names(question):
        name = _POSSESSIVE.sub("", question[start:end])
        overlaps = any(start < right and left < end for left, right in taken)
        if len(name) > 1 and not overlaps and not countries(name):
            found.append(Specific(frozenset({fold(name)}), written=name))
    return tuple(dict.fromkeys(found))


def plans(text: str, language: str) -> list[str]:
    """The words that give plans their number ("the fourth plan", "4PA"), as they are written."""
    return [text[m.start : m.end] for m in load_terms().find(text, language) if _is_plan(m.term)]


def names_in(text: str) -> tuple[str, ...]:
    """The proper names in a text that name no plan."""
    return tuple(name for start, end in names(text) if not names_plan(name := text[start:end]))


def numbered_in(texts: Iterable[str]) -> dict[str, frozenset[str]]:
    """What texts name by a word and its number: {"option": {"2"}}; of "7.2" also under ANY."""
    found: dict[str, frozenset[str]] = {}
    for text in texts:
        for match in _NUMBERED.finditer(fold(text)):
            if match.group("word") in stopwords("es") | stopwords("en"):
                continue
            numbers = frozenset(regex.findall(_NUMBER, match.group("numbers")))
            alone = frozenset(number for number in numbers if "." in number)
            for word, its in ((regex.sub(r"e?s$", "", match.group("word")), numbers), (ANY, alone)):
                found[word] = found.get(word, frozenset()) | its
    return found


def absent(wanted: Sequence[Specific], texts: Iterable[str], documents: Iterable[Metadata]) -> float:
    """The share of them that stand neither in the texts nor in what is known of the documents (0 for none)."""
    return len(absent_of(wanted, texts, documents)) / len(wanted) if wanted else 0.0


def absent_of(wanted: Sequence[Specific], texts: Iterable[str], documents: Iterable[Metadata]) -> tuple[Specific, ...]:
    """Those of them that stand neither in the texts nor in what is known of the documents."""
    documents = list(documents)
    about = [" ".join(filter(None, (m.title, m.publisher, m.cycle, m.date, m.commitment, m.source))) for m in documents]
    ground = " \n ".join([*texts, *about])
    folded = fold(ground)
    home = {m.country for m in documents}
    missing = []
    for one in wanted:
        if one.country:
            there = one.country in home or names_country(one.country, ground)
        else:
            there = any(_stands_in(form, folded) for form in one.forms)
        if not there:
            missing.append(one)
    return tuple(missing)


def _stands_in(form: str, ground: str) -> bool:
    return regex.search(rf"(?<!\w){regex.escape(form)}(?!\w)", ground) is not None


def _is_plan(term: Term) -> bool:
    """ "the third plan", "4PA": a term that gives a plan its number."""
    return any(regex.fullmatch(r"\dpa", fold(form)) for form in term.forms.get("es", ()))
