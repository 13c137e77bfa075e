"""What a prompt holds that no answer may repeat: a canary, the keys, the instructions themselves."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from functools import cached_property

import regex

from corpus.text.normalize import fold

PROMPT_RUN = 8  # so many words on end from the instructions are a leak
_WORD = regex.compile(r"[\p{L}\p{N}]+")


def new_canary() -> str:
    """A word that stands in one prompt and nowhere else."""
    return f"cn{secrets.token_hex(8)}"


@dataclass(frozen=True)
class Secrets:
    """`canary`, `keys` and `instructions` of one request."""

    canary: str
    keys: frozenset[str]
    instructions: str

    def leaked(self, text: str) -> bool:
        """Does the text hold the canary in any plain disguise, or a run of the instructions?"""
        joined = "".join(_WORD.findall(fold(text)))
        if any(form in joined for form in self._forms):
            return True
        told = _WORD.findall(fold(text))
        runs = {tuple(told[at : at + PROMPT_RUN]) for at in range(len(told) - PROMPT_RUN + 1)}
        return bool(runs & self._runs)

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        canary = self.canary.lower()
        coded = [base64.b64encode(form.encode()).decode() for form in (self.canary, self.canary.upper())]
        parts = [canary, canary[::-1], canary.encode().hex(), *("".join(_WORD.findall(fold(c))) for c in coded)]
        # most of it gives it away as well
        return tuple(dict.fromkeys([*parts, canary[2:12], canary[-10:]]))

    @cached_property
    def _runs(self) -> frozenset[tuple[str, ...]]:
        told = _WORD.findall(fold(self.instructions))
        return frozenset(tuple(told[at : at + PROMPT_RUN]) for at in range(len(told) - PROMPT_RUN + 1))
