"""Who is given the word besides the one whose document it is: by a heading, a label, a column or a sentence that
introduces what follows; and which sentences deny or limit what they introduce.

`own` is the voice of the document: in the government's own documents its ministries are no others. Data:
given_word.toml.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import regex

from corpus.data import table
from corpus.model import Voice
from corpus.text.normalize import fold

_GOVERNMENTS = ("promised", "self_reported")  # voices of the government's own documents
_JOINT = re.compile(r"\s*[:|\n]\s*|\s+[–—/-]\s+")
_NUMBER = re.compile(r"^\W*(?:\d{1,2}(?:\.\d+)*|[ivx]{1,5}|[a-z])[.):]\s*")
_NAME = regex.compile(
    r"\s+(?:(?:of|for|de|del)\s+(?:(?:the|la|el|los|las)\s+)?)?\p{Lu}[\p{L}.&-]*(?:\s+(?:(?:and|y|of|de|del|la|e)\s+)?\p{Lu}[\p{L}.&-]*)*"
)
_LONGEST_HEADING = 240  # characters
_LONGEST_LABEL = 110
_LONGEST_SENTENCE = 600


def heading_of_another(words: str, own: str) -> bool:
    """Whether somebody else speaks below a heading: "Annex I. Response of the Government", "Shadow report of …"; in a
    plan also where it tells what is not promised ("Rejected proposals")."""
    if own == "context" or len(words) > _LONGEST_HEADING:
        return False
    bare = fold(words).strip(" :.¿?¡!*_\n")
    attached = re.match(rf"{_data()['headings']['attached']}\W+", bare)
    bare = _NUMBER.sub("", bare[attached.end() :] if attached else bare).strip(" :.¿?¡!–—-")
    return _headings(own in _GOVERNMENTS, own in ("promised", "proposed")).fullmatch(bare) is not None


def label_of_another(label: str, own: str) -> bool:
    """Whether a label in front of what is said names another speaker: "Position of the coalition"."""
    if own == "context" or len(label) > _LONGEST_LABEL:
        return False
    return _headings(own in _GOVERNMENTS, False).fullmatch(fold(label).strip(' *_-–—•\t\n«“"')) is not None


def gives_word(sentence: str, own: str) -> bool:
    """Whether a sentence lets somebody else speak: "The ministry holds the following views:"."""
    return own != "context" and _gives(own in _GOVERNMENTS).search(fold(sentence[-_LONGEST_SENTENCE:])) is not None


def speaker_in(sentence: str, own: str) -> str:
    """The first body named besides the one whose document it is, with its name ("Ministry of Water")."""
    match = _named(own in _GOVERNMENTS).search(fold(sentence))
    if match is None:
        return ""
    rest = _NAME.match(sentence, match.end())
    return sentence[match.start() : rest.end() if rest else match.end()]


def announces(sentence: str) -> bool:
    """Whether a sentence ends by announcing what follows."""
    bare = sentence.rstrip(" *_\n")
    return bare.endswith(":") or _announces().search(fold(bare)) is not None


def foretells(sentence: str) -> bool:
    """Whether the sentences behind it are what a sentence speaks of: "… the following would have happened."."""
    bare = sentence.rstrip(" *_\n")
    return bare.endswith(":") or re.search(_data()["gives"]["foretells"], fold(bare)) is not None


def denies(sentence: str) -> bool:
    """Whether a sentence denies what it introduces, or says under which condition it would be so."""
    folded = fold(sentence)
    data = _data()["denies"]
    return re.search(data["words"], re.sub(data["only"], " ", folded)) is not None


def governs(sentence: str) -> bool:
    """Whether what a sentence introduces may not be quoted without it: it names who says it, or denies it."""
    return denies(sentence) or gives_word(sentence, "assessed")


def gives_no_level(sentence: str) -> bool:
    """Whether a sentence names a level that it denies, or gives under a condition alone."""
    return re.search(_data()["denies"]["no_level"], fold(sentence)) is not None


def voice_in_label(label: str, own: str) -> Voice | None:
    """The voice of another body that a label or the header of a column names ("Completion: Ministry of Works", "Level
    claimed by the ministry"); None where it names none."""
    if own == "context":
        return None
    folded = fold(label).strip()
    governments = own in _GOVERNMENTS
    parts = [part for part in _JOINT.split(folded) if part]
    if len(parts) > 1 and any(_joined("public").fullmatch(part) for part in parts):
        return "context"
    if _in_label("public").search(folded):
        return "context"
    if governments:
        return "context" if re.fullmatch(_data()["labels"]["whole"], folded) and _is_public(folded) else None
    named = len(parts) > 1 and any(_joined("government").fullmatch(part) for part in parts)
    if named or _in_label("government").search(folded):
        return "self_reported"
    if re.fullmatch(_data()["labels"]["whole"], folded):
        return "context" if _is_public(folded) else "self_reported"
    return None


def _data() -> dict[str, Any]:
    return table("corpus.text", "given_word")


def _body(*, governments: bool) -> str:
    bodies = _data()["bodies"]
    return bodies["public"] if governments else f"(?:{bodies['government']}|{bodies['public']})"


def _filled(pattern: str, body: str) -> str:
    words = _data()["words"]
    for name in ("speech", "says", "may_be_noun"):
        pattern = pattern.replace(f"{{{name}}}", words[name])
    return pattern.replace("{body}", body)


@cache
def _headings(governments: bool, plan: bool) -> regex.Pattern[str]:
    data = _data()["headings"]
    patterns = [*data["patterns"], *data["anybody"], *(data["unpromised"] if plan else ())]
    patterns += [] if governments else data["of_governments"]
    body = _body(governments=governments)
    return regex.compile("|".join(f"(?:{_filled(pattern, body)})" for pattern in patterns))


@cache
def _gives(governments: bool) -> regex.Pattern[str]:
    body = _body(governments=governments)
    return regex.compile("|".join(f"(?:{_filled(one, body)})" for one in _data()["gives"]["patterns"]))


@cache
def _named(governments: bool) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w){_body(governments=governments)}(?!\w)")


@cache
def _announces() -> regex.Pattern[str]:
    return regex.compile(_data()["gives"]["announces"])


@cache
def _in_label(who: str) -> regex.Pattern[str]:
    return regex.compile("|".join(_filled(one, _data()["bodies"][who]) for one in _data()["labels"]["patterns"]))


@cache
def _joined(who: str) -> regex.Pattern[str]:
    return regex.compile(_filled(_data()["labels"]["joined"], _data()["bodies"][who]))


def _is_public(folded: str) -> bool:
    return regex.search(rf"(?<!\w){_data()['bodies']['public']}(?!\w)", folded) is not None
