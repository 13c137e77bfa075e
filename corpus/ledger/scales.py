"""Levels of the official scales, in cells that hold nothing else and in running sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from corpus.data import table
from corpus.text.normalize import any_of, fitting, fold

SCALES = ("completion", "openness", "ambition", "values", "status")
_NEAR_AFTER = 7  # words from a scale's subject to its level: "apertura del gobierno … fue marginal"
_NEAR_BEFORE = 4  # words from a level to a subject behind it: "efecto significativo en la apertura"
_NOT = regex.compile(r"(?<!\w)(?:no|not|sin|without|never|nunca|ni|cannot|menos|less)(?:\s+\w+){0,4}\s+$")
_CLAUSE = regex.compile(r"[.;:!?\n]")
_WORD = regex.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a scale that a text names at [start, end)."""

    scale: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Scale:
    subjects: regex.Pattern[str]
    forms: dict[str, regex.Pattern[str]]
    alone: dict[str, regex.Pattern[str]]
    whole: dict[str, regex.Pattern[str]]
    many: bool


@cache
def _scales() -> dict[str, _Scale]:
    read = {}
    for name in SCALES:
        entry = table("corpus.ledger", "scales")[name]
        levels = entry["levels"]
        forms = {key: level.get("forms", []) for key, level in levels.items()}
        alone = {key: level.get("alone", []) for key, level in levels.items()}
        read[name] = _Scale(
            any_of(entry["subjects"]),
            {key: any_of(patterns) for key, patterns in forms.items()},
            {key: any_of(patterns) for key, patterns in alone.items()},
            {key: fitting(forms[key] + alone[key]) for key in levels},
            entry.get("many", False),
        )
    return read


@cache
def keys(scale: str) -> tuple[str, ...]:
    """The levels of a scale, from low to high."""
    return tuple(table("corpus.ledger", "scales")[scale]["levels"])


def many(scale: str) -> bool:
    """Whether several levels of it can hold at once."""
    return _scales()[scale].many


def same_voice_only(scale: str) -> bool:
    return bool(table("corpus.ledger", "scales").get(scale, {}).get("same_voice", False))


def rules_out(status: str, *, agreed: bool) -> tuple[str, ...]:
    """Levels of completion that do not go with a status that another voice gives: nothing goes on, yet it advanced.
    `agreed`: that voice is said to agree with the status."""
    level = table("corpus.ledger", "scales")["status"]["levels"].get(status, {})
    return (*level.get("rules_out", ()), *(level.get("doubts", ()) if agreed else ()))


def level_of(scale: str, text: str) -> str | None:
    """The level that `text` names if it says nothing else: "Sustancial", "No iniciado", "Avances limitados"."""
    bare = regex.sub(r"^\W+|[\W\u2713\u2714]+$", "", fold(text))
    read = _scales()[scale]
    for key, pattern in read.whole.items():
        if pattern.fullmatch(bare):
            return key
    # "cumplimiento limitado", "avances limitados": the subject beside its level, and nothing else
    rest = read.subjects.sub("", bare, count=1).strip()
    rest = regex.sub(r"^(?:con|de|fue|is|was|nivel|level|:)\s+", "", rest)
    return next((key for key, pattern in read.whole.items() if pattern.fullmatch(rest)), None)


def levels_named(scale: str, text: str, *, subject_given: bool = False) -> list[Level]:
    """Levels of a scale in running text, in order. `subject_given`: the text is known to be about this scale."""
    folded = fold(text)
    read = _scales()[scale]
    found = [Level(scale, key, *match.span()) for key, p in read.alone.items() for match in p.finditer(folded)]
    for level in _forms(scale, folded):
        if subject_given or _has_subject(scale, folded, level):
            found.append(level)
    found.sort(key=lambda level: (level.start, -level.end))
    kept: list[Level] = []
    for level in found:
        if not kept or level.start >= kept[-1].end:
            kept.append(level)
    return kept if not read.many else list({level.key: level for level in reversed(kept)}.values())[::-1]


def _forms(scale: str, folded: str) -> Iterator[Level]:
    spans = [
        Level(scale, key, *match.span()) for key, p in _scales()[scale].forms.items() for match in p.finditer(folded)
    ]
    for level in spans:
        # "no iniciado" holds no other level; and "no puede considerarse completo" names none at all
        inside = any(o is not level and o.start <= level.start and level.end <= o.end and o != level for o in spans)
        if not inside and not _NOT.search(folded, 0, level.start):
            yield level


def _has_subject(scale: str, folded: str, level: Level) -> bool:
    """Whether the level belongs to this scale: the nearest subject of any scale around it is one of this scale's."""
    best: tuple[int, int, str] | None = None
    for rank, name in enumerate(SCALES):
        for match in _scales()[name].subjects.finditer(folded):
            before = match.end() <= level.start
            left, right = (match.end(), level.start) if before else (level.end, match.start())
            if right < left or _CLAUSE.search(folded, left, right):
                continue
            words = len(_WORD.findall(folded, left, right))
            if words > (_NEAR_AFTER if before else _NEAR_BEFORE):
                continue
            # a level that another scale does not know cannot belong to it
            if not any(p.fullmatch(folded, level.start, level.end) for p in _scales()[name].whole.values()):
                continue
            distance = (words if before else words + 1, 0 if name == scale else 1 + rank, name)
            best = min(best, distance) if best else distance
    return best is not None and best[2] == scale
