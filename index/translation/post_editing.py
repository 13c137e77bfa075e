"""What makes a machine translation fit to be read: dates, institutions, levels and areas by their official names, the
articles before them, and words that the translator is known to take for others (reading.toml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

import regex

from corpus.data import table
from corpus.text.countries import territory_names
from corpus.text.dates import dates_in, months
from corpus.text.institutions import bilingual_names, institutions_in
from corpus.text.names import names
from corpus.text.normalize import fold


@cache
def capitals(language: str) -> frozenset[str]:
    """In English days, months, countries, their languages and their peoples; none in Spanish."""
    from babel import Locale
    from babel.languages import get_official_languages

    if language != "en":
        return frozenset()
    locale = Locale(language)
    places = {str(code): str(name) for code, name in locale.territories.items() if str(code).isalpha()}
    spoken = {code for place in places for code in get_official_languages(place, regional=True)}
    return frozenset(
        {
            *(str(day) for day in locale.days["format"]["wide"].values()),
            *(name.capitalize() for name in months(language)),
            *places.values(),
            *(str(locale.languages[code]) for code in spoken if code in locale.languages),
            *" ".join(table("index", "reading")["capitals"][language].values()).split(),
        }
    )


Span = tuple[int, int, str]
_MARK = regex.compile(r"^\s*(?:(?:\(?[a-zA-Z]|\(?\d{1,2}(?:\.\d{1,2})*|[ivxIVX]{1,4})[.)]|[•·–—-])\s+")
_TOKEN = r"qz\d+x"
_ARTICLE = regex.compile(
    r"(?<!\w)(?P<lead>de |a )?(?P<word>el|del|al|un|este|todo el|la) (?P<token>qz(?P<n>\d+)x)", regex.IGNORECASE
)
_AFTER_TOKEN = regex.compile(
    rf"(?<=(?:(?<!\w){_TOKEN}|(?<![.!?])[”\"»’])\s+)(?P<word>\p{{Lu}}\p{{Ll}}*)(?!\w)", regex.IGNORECASE
)
_DAY = regex.compile(r"(?<!\w)(?P<word>en|por|entre|desde|hasta) (?P<token>qz(?P<n>\d+)x)", regex.IGNORECASE)
_ON = {"en": "el", "por": "a más tardar el", "entre": "entre el", "desde": "desde el", "hasta": "hasta el"}
_IN = regex.compile(r"\s+(?:en|in)\s+")
_SMALL = regex.compile(
    r"^(?:\W|\b(?:de|del|la|las|los|el|en|para|por|of|the|for|in|on|to|at|a)\b)+|(?:\W|\b(?:de|del|la|las|los|el|en|para|por|of|the|for|in|on|to|at|a)\b)+$"
)
_VERB_OPENING = regex.compile(r"^\p{Lu}\p{Ll}+(?:ed|ing)\s+(?:in|on|at|by|for|to|with)\s+(?=\p{Lu})")


def official(text: str, source: str, target: str) -> str | None:
    """What a whole cell is called in the other language, where it is a level of a scale or a policy area."""
    return _labels(source, target).get(fold(" ".join(text.split())))


def spans(text: str, source: str, target: str, titles: Mapping[str, str]) -> list[Span]:
    """Places that are written by rule or by data, not by the translator, in order, none over another."""
    found = [*_titles(text, titles), *dates_in(text, source, target), *institutions_in(text, source, target)]
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def kept_names(text: str, source: str, taken: Sequence[Span]) -> list[tuple[int, int]]:
    """Spans of proper names, less what `taken` holds, less everyday words with a capital."""
    found: list[tuple[int, int]] = []
    for start, end in names(text):
        opened = _openings(source).match(text[start:end]) or _VERB_OPENING.match(text[start:end])
        if opened:
            start += opened.end()
        place = next(
            (m for m in _IN.finditer(text, start, end) if text[m.end() : end] in territory_names(source)), None
        )
        if place:  # "Kaduna in Nigeria"
            found += [(start, place.start()), (place.end(), end)]
            continue
        edges = [
            start,
            *(edge for a, b, _ in taken if a < end and b > start for edge in (max(a, start), min(b, end))),
            end,
        ]
        for a, b in zip(edges[::2], edges[1::2], strict=True):
            part = text[a:b]
            first, last = _SMALL.match(part), None
            if (a, b) != (start, end):
                a += first.end() if first else 0
                last = next((m for m in _SMALL.finditer(text[a:b]) if m.end() == b - a and m.start()), None)
                b = a + last.start() if last else b
            if a < b and not _everyday(text[a:b], source):
                found.append((a, b))
    return found


def lowered(text: str, source: str, taken: Sequence[Span]) -> str:
    """The text with a small letter at everyday words that are capitalised within a sentence (same length)."""
    told = list(text)
    for start, end in names(text):
        if _everyday(text[start:end], source) and not any(a < end and b > start for a, b, _ in taken):
            told[start] = told[start].lower()
    return "".join(told)


def opening(text: str) -> str:
    """The mark a list item begins with ("a) ", "3. "), which is no word to translate; "" where there is none."""
    match = _MARK.match(text)
    return match.group() if match and match.end() < len(text) else ""


def agree(text: str, kept: Sequence[str], target: str) -> str:
    """A translation with its protected places still as tokens: Spanish articles that suit what the tokens stand for,
    and small letters after a token within a sentence."""
    text = _AFTER_TOKEN.sub(lambda m: m.group() if m.group() in capitals(target) else m.group().lower(), text)
    if target != "es":
        return text
    return _ARTICLE.sub(lambda match: _article(match, kept), _DAY.sub(lambda match: _on_day(match, kept), text))


def first_small(text: str, result: str) -> str:
    """The translator capitalises the first word that it knows: not the second word, where it did not know the first."""
    source, told = text.split(" ", 2)[:2], result.split(" ", 2)
    unknown = len(source) == 2 and len(told) > 1 and source[0].isalpha() and source[0] == told[0]
    if unknown and source[1][:1].islower() and told[1] not in capitals("en"):
        told[1] = told[1][:1].lower() + told[1][1:]
    return " ".join(told)


def _on_day(match: regex.Match[str], kept: Sequence[str]) -> str:
    number = int(match.group("n"))
    if number >= len(kept) or not regex.match(r"\d{1,2}(?: y \d{1,2}| al \d{1,2})? de \p{Ll}", kept[number]):
        return match.group()
    word = match.group("word")
    told = _ON[word.lower()]
    return f"{told[0].upper() + told[1:] if word[0].isupper() else told} {match.group('token')}"


def _article(match: regex.Match[str], kept: Sequence[str]) -> str:
    number = int(match.group("n"))
    name = kept[number] if number < len(kept) else ""
    word = match.group("word").lower()
    told = {"del": "de el", "al": "a el"}.get(word, word)
    lead, _, article = told.rpartition(" ")
    kind = _form_of(name)
    if fold(name.partition(" ")[0]) in months("es"):
        suited = lead  # a month takes no article
    else:
        suited = f"{lead} {_FORMS.get(article, {}).get(kind, article)}".strip()
    suited = {"de el": "del", "a el": "al"}.get(suited, suited)
    suited = suited.capitalize() if match.group("word")[:1].isupper() else suited
    return f"{match.group('lead') or ''}{suited} {match.group('token')}".lstrip() if suited else match.group("token")


_FORMS = {
    "el": {"f": "la", "mp": "los", "fp": "las"},
    "la": {"m": "el", "mp": "los", "fp": "las"},
    "un": {"f": "una", "mp": "unos", "fp": "unas"},
    "este": {"f": "esta", "mp": "estos", "fp": "estas"},
}


def _form_of(name: str) -> str:
    """ "m", "f", "mp" or "fp" for the first word of a Spanish name; "" for what is not known to be Spanish."""
    word = name.partition(" ")[0]
    rules = table("index", "reading")["gender"]
    if not regex.fullmatch(r"\p{Lu}?\p{Ll}+", word) or not _is_spanish(name):
        return ""
    plural = regex.fullmatch(rules["plural"], word) is not None
    single = regex.sub(r"(?<=[aeo])s$|(?<=[dnl])es$", "", word) if plural else word
    single = regex.sub(r"cion$", "ción", single)
    feminine = regex.fullmatch(rules["feminine"], single) and not regex.fullmatch(rules["masculine"], single)
    return ("f" if feminine else "m") + ("p" if plural else "")


@lru_cache(maxsize=1000)  # of any text's names
def _is_spanish(name: str) -> bool:
    """Is it one of the forms that are known to be Spanish, or has it Spanish joints?"""
    from corpus.text.terms import load_terms

    forms = {form for term in load_terms().terms for form in term.forms.get("es", ())}
    forms |= {form[0].upper() + form[1:] for form in forms}
    known = {entry["es"] for entry in bilingual_names()["whole"]}
    return (
        name in forms
        or name in known
        or regex.search(r"\b(?:de|del|la|los|las|y)\b", name) is not None
        or name in territory_names("es")
    )


@cache
def _openings(language: str) -> regex.Pattern[str]:
    words = "|".join(table("index", "reading")["openings"][language])
    return regex.compile(rf"(?:{words})\s+(?:(?:the|an?|el|la|los|las|un|una)\s+)?(?=\p{{Lu}})")


def _titles(text: str, titles: Mapping[str, str]) -> Iterator[Span]:
    for written, told in titles.items():
        at = text.find(written)
        if at >= 0 and len(written) > 8:
            yield at, at + len(written), told


@cache
def _labels(source: str, target: str) -> dict[str, str]:
    labels = [
        entry["label"]
        for entry in table("corpus.ledger", "areas").values()
        if isinstance(entry, dict) and "label" in entry
    ]
    for scale in table("corpus.ledger", "scales").values():
        labels += [level["label"] for level in scale.get("levels", {}).values()]
    return {fold(label[source]): label[target] for label in labels}


def _everyday(name: str, language: str) -> bool:
    return name in table("index", "reading")["everyday"][language]
