"""What a person sends, made safe to work with: cleaned, or turned away with the reason."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import regex

MAX_CHARACTERS = 2000
_UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_SPACES = regex.compile(r"\s+")
_TERMINAL = regex.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")  # colours and paste marks that a terminal puts in


@dataclass(frozen=True, slots=True)
class Intake:
    """`problem` is a key of the clarify texts, None for a usable question."""

    text: str
    problem: str | None = None
    length: int = 0


def take_in(question: object) -> Intake:
    """Clean a question. Only its beginning is looked at when it is far too long."""
    if not isinstance(question, str):
        return Intake("", "empty")
    if len(question) > MAX_CHARACTERS:
        return Intake(clean(question[:200]), "too_long", len(question))
    text = clean(question)
    if not text:
        return Intake("", "no_words" if question.strip() else "empty")
    if not any(character.isalpha() for character in text):
        return Intake(text, "no_words")
    return Intake(text)


def clean(text: str) -> str:
    """One line in NFC without control characters and sequences, lone surrogates or invisible marks."""
    kept = "".join(
        " " if character.isspace() else character
        for character in _TERMINAL.sub("", text)
        if character.isspace() or unicodedata.category(character) not in _UNWANTED
    )
    return _SPACES.sub(" ", unicodedata.normalize("NFC", kept)).strip()
