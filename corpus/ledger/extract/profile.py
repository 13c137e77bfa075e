"""How a kind of document is read: `profiles/<kind>.toml` on top of the words that all kinds share (`labels.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, cast

import regex

from corpus.data import table
from corpus.model import Voice
from corpus.text.normalize import fitting, fold
from corpus.text.numbers import numeral_pattern

_ID, _NUMBER = "{id}", "{number}"  # what the data files leave to be filled in
_NOTHING = regex.compile(r"(?!)")
_LABEL_MAX = 110  # letters; what is longer is a sentence and not a label


@dataclass(frozen=True, slots=True)
class ListPattern:
    """A list item that names a commitment: groups id, title, and fields. `language` is that of its titles."""

    pattern: regex.Pattern[str]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A block that asks for something: groups title and key. `places` are kinds of blocks."""

    kind: str
    places: tuple[str, ...]
    pattern: regex.Pattern[str]
    voice: Voice


@dataclass(frozen=True, slots=True)
class Profile:
    """How one kind of document is read.

    `body` is the field of text that stands below a commitment without any label ("" for none); `numbered` lets
    "7. Title" name a commitment; `plan` reads what is said of the whole plan, `plan_counts` its numbers too;
    `mentions` reads sentences that name a commitment by its title; `retells` marks documents that only repeat others;
    `stated_voices_only` gives findings only where the block itself states its voice; `voices` are the voices of roles
    that differ from `voice`. `rates_in_text` reads levels inside the text of results too; `passing` marks documents
    that tell a moment, which the end may differ from. `strict_rows`: a row is a
    commitment only if it has a field of one. `expects` tells whether such a document lists "every" commitment
    of a plan, tells of "one" at least, or need not name any ("").
    """

    kind: str
    voice: Voice
    body: str = ""
    numbered: bool = False
    plan: bool = True
    plan_counts: bool = True
    mentions: bool = False
    rates_in_text: bool = False
    retells: bool = False
    passing: bool = False
    stated_voices_only: bool = False
    strict_rows: bool = False
    title_language: str = ""
    expects: str = ""
    voices: Mapping[str, Voice] = field(default_factory=dict)
    roles: tuple[tuple[str, regex.Pattern[str]], ...] = ()
    states: tuple[tuple[str, regex.Pattern[str]], ...] = ()
    explicit: tuple[regex.Pattern[str], ...] = ()
    numbers: tuple[regex.Pattern[str], ...] = ()
    chaptered: regex.Pattern[str] = _NOTHING
    general: regex.Pattern[str] = _NOTHING
    paragraphs: tuple[regex.Pattern[str], ...] = ()
    lists: tuple[ListPattern, ...] = ()
    asks: tuple[Ask, ...] = ()
    glued: tuple[str, ...] = ()

    def role_of(self, label: str) -> str | None:
        """What stands below (or after) a label; None where no profile knows it."""
        bare, whole = plain_label(label), fold(label).strip()
        if not whole or len(bare) > _LABEL_MAX:
            return None
        # "N.º" alone is no numbering before a label
        return next((role for role, pattern in self.roles if pattern.fullmatch(bare) or pattern.fullmatch(whole)), None)

    def state_of(self, heading: str) -> str | None:
        """The status that a heading gives all commitments below it."""
        bare = plain_label(heading)
        return next((state for state, pattern in self.states if pattern.fullmatch(bare)), None)

    def is_general(self, heading: str) -> bool:
        """Whether a heading is one of a section that any report has ("Introduction"), and names no commitment."""
        return self.general.fullmatch(plain_label(heading)) is not None

    def voice_of(self, role: str) -> Voice:
        return self.voices.get(role, self.voice)


def plain_label(label: str) -> str:
    """A label folded, without numbering, question marks, marks at its ends and what stands in brackets."""
    bare = regex.sub(r"\([^()]*\)", " ", fold(label))
    bare = regex.sub(r"^\W*(?:(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]\s*)*(?:\d{1,2}(?:\.\d{1,2})*\s+)?", "", bare)
    bare = " ".join(regex.sub(r"[¿?¡!*:\"“”«»]", " ", bare).split()).strip(" .-–—/")
    return bare or ("#" if label.strip() == "#" else "")  # of the numbers of its rows


@cache
def profile_for(kind: str) -> Profile | None:
    """The profile of a kind; None for kinds from which the ledger takes nothing."""
    if not regex.fullmatch(r"[a-z_]+", kind) or kind == "labels":
        return None
    if not (files("corpus.ledger.profiles") / f"{kind}.toml").is_file():
        return None
    return make_profile(kind, table("corpus.ledger.profiles", kind), table("corpus.ledger.profiles", "labels"))


# What a kind says of itself as it is, by the names of Profile.
_OWN = (
    "body",
    "numbered",
    "plan",
    "plan_counts",
    "mentions",
    "rates_in_text",
    "passing",
    "retells",
    "stated_voices_only",
    "strict_rows",
    "title_language",
    "expects",
)


def make_profile(kind: str, own: Mapping[str, Any], shared: Mapping[str, Any]) -> Profile:
    """A profile from its two tables: what the kind says itself comes before what all kinds share."""
    openings = {**shared["openings"], **own.get("openings", {})}
    voice = cast(Voice, own["voice"])

    def filled(pattern: str) -> str:
        return pattern.replace(_ID, openings["id"]).replace(_NUMBER, numeral_pattern())

    def compiled(patterns: list[str]) -> tuple[regex.Pattern[str], ...]:
        return tuple(regex.compile(filled(p), regex.IGNORECASE) for p in patterns)

    labels = [*own.get("labels", {}).items(), *shared["labels"].items()]
    return Profile(
        kind=kind,
        voice=voice,
        **{name: own[name] for name in _OWN if name in own},
        voices=own.get("voices", {}),
        roles=tuple((role, fitting(patterns)) for role, patterns in labels),
        states=tuple((state, fitting(patterns)) for state, patterns in shared["states"].items()),
        explicit=compiled(openings["explicit"]),
        numbers=compiled(openings["numbered"]),
        chaptered=regex.compile(openings["chaptered"]),
        general=fitting(openings["general"]),
        paragraphs=compiled(openings["paragraph"]),
        lists=tuple(
            ListPattern(regex.compile(filled(entry["pattern"])), entry.get("language", ""))
            for entry in own.get("list", [])
        ),
        asks=tuple(_ask(entry, voice) for entry in own.get("proposal", [])),
        glued=tuple(own.get("glued", ())),
    )


def _ask(entry: Mapping[str, Any], voice: Voice) -> Ask:
    pattern = regex.compile(entry["pattern"], regex.IGNORECASE)
    return Ask(entry["kind"], tuple(entry["in"]), pattern, entry.get("voice", voice))
