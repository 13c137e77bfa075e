"""What no answer may hold: what can be followed or run, what only the prompt holds, and signs that nobody wrote."""

from __future__ import annotations

import base64
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import regex

from corpus.text.normalize import fold

PROMPT_RUN = 8  # so many words on end from the instructions are a leak
_ENDINGS = "com|org|net|info|invalid|test|example|localhost|gov|gob|edu|int|io|app|dev|xyz|site|online"
# Addresses, markup and what is made to be followed: no claim needs them, and one that has them was told to.
_ACTIVE = regex.compile(
    r"[a-z][a-z0-9+.-]{1,20}://|\bwww\d?\.|\b(?:javascript|data|vbscript|file|mailto|tel):\S"
    r"|!?\[[^\]]*\]\s*\(|<[a-z!/?]|&(?:#\d+|#x[0-9a-f]+|[a-z]+);|\b[\w.+-]+@[\w-]+\.[a-z]"
    rf"|\b(?:[a-z0-9-]+\.)+(?:{_ENDINGS})\b"
    # countries' own, in small letters: "EE.UU." is none, nor is a full stop without its space
    r"|(?<![\w.])(?-i:[a-z0-9-]{3,}(?:\.[a-z0-9-]+)*\.[a-z]{2})(?![\w])",
    regex.IGNORECASE,
)
_MARKED = regex.compile(
    r"«([^«»]+)»|“([^“”]+)”|„([^„“”]+)[“”]|\"([^\"]+)\"|‹([^‹›]+)›|(?<!\w)[‘']([^‘’']{2,})[’'](?!\w)"
)
# Figures are those of every document; another sign for one ("⁹", "九", "½") is nobody's to read as he likes.
_FOREIGN = regex.compile(r"(?!\p{Latin})\p{L}|(?![0-9ªº])[\p{N}]|[ªº]\p{N}")
_WORD = regex.compile(r"[\p{L}\p{N}]+")
_MARKED_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def active(text: str) -> bool:
    """Does it hold an address, markup, or anything else that is made to be followed or run?"""
    return _ACTIVE.search(text) is not None


def foreign_signs(text: str, beside: Iterable[str]) -> bool:
    """Does it hold letters of another script, or figures that are not 0 to 9, which no text beside it holds?"""
    found = set(_FOREIGN.findall(text))
    return bool(found) and bool(found - set("".join(beside)))


def marked_otherwise(text: str, beside: Iterable[str]) -> bool:
    """Does it put in quotation marks what stands in none of the texts beside it, word for word?"""
    marked = [_words(next(filter(None, match.groups()))) for match in _MARKED.finditer(text)]
    if not marked:
        return False
    told = [f" {_words(one)} " for one in beside]
    return any(run and not any(f" {run} " in one for one in told) for run in marked)


def _words(text: str) -> str:
    return " ".join(_MARKED_WORD.findall(fold(unicodedata.normalize("NFC", text))))


def new_canary() -> str:
    """A word that stands in one prompt and nowhere else."""
    return f"cn{secrets.token_hex(8)}"


@dataclass(frozen=True)
class Secrets:
    """What a prompt holds that no answer may repeat: `canary`, `keys` and `instructions` of one request."""

    canary: str
    keys: frozenset[str]
    instructions: str

    def leaked(self, text: str) -> bool:
        """Does the text hold the canary in any plain disguise, or a run of the instructions?"""
        told = _WORD.findall(fold(text))
        joined = "".join(told)
        return any(form in joined for form in self._forms) or bool(_runs(told) & self._runs)

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        canary = self.canary.lower()
        coded = [base64.b64encode(form.encode()).decode() for form in (self.canary, self.canary.upper())]
        parts = [canary, canary[::-1], canary.encode().hex(), *("".join(_WORD.findall(fold(c))) for c in coded)]
        # most of it gives it away as well
        return tuple(dict.fromkeys([*parts, canary[2:12], canary[-10:]]))

    @cached_property
    def _runs(self) -> frozenset[tuple[str, ...]]:
        return _runs(_WORD.findall(fold(self.instructions)))


def _runs(words: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words[at : at + PROMPT_RUN]) for at in range(len(words) - PROMPT_RUN + 1))
