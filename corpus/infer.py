"""Metadata that nobody stated, concluded from the text (cues in infer.toml)."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from corpus.characters import comparable
from corpus.kinds import kind
from corpus.model import Metadata
from corpus.phrases import any_phrase
from corpus.structure.assemble import Body

_FIELDS = ("publisher", "country", "cycle", "date", "url", "commitment", "pair")
_HASH = re.compile(r"(?:^|[_\-. ])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,64}(?=$|[_\-. ])", re.I)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_CYCLE = re.compile(r"\b(20[0-3]\d)\s*[-–—/]\s*(?:(20[0-3]\d)|(\d\d))\b")
_YEAR = re.compile(r"\b(20[0-3]\d|19[89]\d)\b")
_HEAD = 3000
_LANGUAGE_SAMPLE = 6000


def complete(values: Mapping[str, str], body: Body, *, source: str, sha256: str, all_fields: bool = True) -> Metadata:
    """Metadata from what is stated, the rest inferred and named so. Raises KindUnknown for a stated kind.

    Without `all_fields` only what a document must have is inferred.
    """
    inferred: list[str] = []
    found: dict[str, Any] = {key: value for key, value in values.items() if key in _FIELDS}

    def infer(key: str, value: str | None) -> str | None:
        if value:
            inferred.append(key)
        return value

    title = values.get("title") or infer("title", infer_title(body, source))
    language = values.get("language") or infer("language", infer_language(body.text))
    assert title and language
    stated_kind = values.get("kind")
    if stated_kind:
        kind(stated_kind)
    name = stated_kind or infer("kind", infer_kind(title, body.text))
    if all_fields:
        found["country"] = values.get("country") or infer("country", infer_country(title, body.text))
        found["cycle"] = values.get("cycle") or infer("cycle", infer_cycle(title, body.text))
        found["date"] = values.get("date") or infer("date", infer_date(title, body))
    return Metadata(
        id=values.get("id") or infer("id", slug(source)) or "document",
        source=source,
        title=title,
        kind=name or "other",
        language=language,
        inferred=tuple(inferred),
        sha256=sha256,
        **found,
    )


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("corpus") / "infer.toml").read_text("utf-8"))


def slug(name: str) -> str:
    """An id from a file's name: without ending and hash, letters and digits with hyphens between."""
    stem = PurePath(name).stem
    short = _NOT_SLUG.sub("-", comparable(_HASH.sub(" ", stem))).strip("-")
    # A name that is a hash and a counter says nothing once the hash is gone.
    return (
        short if any(char.isalpha() for char in short) else _NOT_SLUG.sub("-", comparable(stem)).strip("-")
    ) or "document"


def infer_title(body: Body, source: str) -> str:
    """The first heading near the head, or the title the format carries if it says something, or the file's
    name."""
    heading = next((body.text[block.start : block.end] for block in body.blocks[:15] if block.kind == "heading"), None)
    top = _top_heading(body)
    if top and len(top.split()) > 1:
        return top
    if body.title and _is_title(body.title, source):
        return body.title
    if heading and len(heading) > 3:
        return heading
    first = body.text[body.blocks[0].start : body.blocks[0].end] if body.blocks else ""
    if 3 < len(first) <= 150 and "\t" not in first:
        return first
    return _HASH.sub("", PurePath(source).stem).replace("_", " ").strip() or source


def _top_heading(body: Body) -> str | None:
    """The heading above all others, near the head; None where there are several of that depth."""
    headings = [block for block in body.blocks if block.kind == "heading"]
    top = min((block.level for block in headings), default=0)
    best = [block for block in headings if block.level == top]
    if len(best) != 1 or best[0] not in body.blocks[:20]:
        return None
    return body.text[best[0].start : best[0].end]


def _is_title(title: str, source: str) -> bool:
    folded = comparable(title)
    titles = _data()["titles"]
    if len(title) < 6 or folded in titles["empty"] or folded.endswith(tuple(titles["endings"])):
        return False
    return (
        "_" not in title and not folded.startswith("microsoft word -") and folded != comparable(PurePath(source).stem)
    )


def infer_language(text: str) -> str:
    """ "es" or "en"; "es" where the text is too short to tell."""
    sample = text[:_LANGUAGE_SAMPLE]
    if sum(char.isalpha() for char in sample) < 20:
        return "es"
    language = _detector().detect_language_of(sample)
    return language.iso_code_639_1.name.lower() if language else "es"


@cache
def _detector() -> Any:
    from lingua import Language, LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(Language.SPANISH, Language.ENGLISH).with_low_accuracy_mode().build()


def infer_kind(title: str, text: str) -> str:
    """The kind whose cues weigh most in title, head and text; "other" where too few are found."""
    data = _data()
    head, rest, name = (
        comparable(text[: data["head_letters"]]),
        comparable(text[data["head_letters"] : 60_000]),
        comparable(title),
    )
    scores: Counter[str] = Counter()
    for key, cues in data["cues"].items():
        pattern = any_phrase(cues)
        hits = len(pattern.findall(head)) * data["head_weight"] + len(pattern.findall(name)) * data["title_weight"]
        hits += min(len(pattern.findall(rest)), 10)
        scores[key] = round(hits * data["weights"].get(key, 1.0) * 100)
    best, score = max(scores.items(), key=lambda item: item[1])
    return best if score >= 100 * data["minimum"] else "other"


@cache
def _countries() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of country names in Spanish and English, and the code of each name."""
    from babel import Locale

    codes: dict[str, str] = {}
    for language in ("es", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB") and len(name) > 3:
                codes[comparable(name)] = code
    codes.update(_data()["countries"])
    return any_phrase(codes), codes


def without_countries(folded: str) -> str:
    """A folded text with the names of countries blanked out."""
    return _countries()[0].sub(" ", folded)


def infer_country(title: str, text: str) -> str | None:
    """Code of the country named most often in the title and near it."""
    pattern, codes = _countries()
    found: Counter[str] = Counter()
    for weight, part in ((5, title), (2, text[:600]), (1, text[:_HEAD])):
        for name in pattern.findall(comparable(part)):
            found[codes[name]] += weight
    best = found.most_common(1)
    # One passing mention among many countries says nothing.
    clear = best and best[0][1] >= 4 and best[0][1] >= 0.6 * found.total()
    return best[0][0] if clear else None


def infer_cycle(title: str, text: str) -> str | None:
    """The first span of years in the title or near the head: "2019-2022"."""
    for part in (title, text[:_HEAD]):
        for first, full, short in _CYCLE.findall(part):
            last = full or first[:2] + short
            if 0 < int(last) - int(first) <= 6:
                return f"{first}-{last}"
    return None


def infer_date(title: str, body: Body) -> str | None:
    """When the document was written: "2024-09" by a month and year near its head or in its format, else
    None."""
    months = _data()["months"]
    pattern = re.compile(rf"\b({'|'.join(months)})\s+(?:de\s+|del\s+|\d{{1,2}},?\s+)?(20[0-3]\d|19[89]\d)\b")
    for part in (title, body.text[:400]):
        match = pattern.search(comparable(part))
        if match:
            return f"{match[2]}-{months[match[1]]:02}"
    opening = [block for block in body.blocks[:8] if block.end - block.start < 80]
    for block in opening:
        line = body.text[block.start : block.end]
        if not _CYCLE.search(line) and (year := _YEAR.search(line)) and len(line.split()) <= 3 and ":" not in line:
            return year[1]
    return body.date
