"""What a person sends, made safe to work with: cleaned, no longer shouted, or turned away with the reason."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import regex

from corpus.text.language import LANGUAGES
from corpus.text.normalize import fold
from index.vocabulary import Vocabulary

_WORD = regex.compile(r"(?<![\w@/#&])\p{L}+(?![\w@/#&])")
_LEAST = 3  # words; fewer in capitals are a name, or initials


def quiet(message: str, vocabulary: Vocabulary) -> str:
    """The message in small letters, with a capital at its beginning; as it is where it was not shouted."""
    words = [match.group() for match in _WORD.finditer(message)]
    if len(words) < _LEAST or sum(word.isupper() for word in words) <= 0.8 * len(words):
        return message
    text = _WORD.sub(lambda match: _written(match.group(), vocabulary), message)
    first = next((at for at, character in enumerate(text) if character.isalpha()), 0)
    return text[:first] + text[first:].capitalize()[:1] + text[first + 1 :]


def _written(word: str, vocabulary: Vocabulary) -> str:
    """As the collection writes it most, in whichever language it writes it more often."""
    folded = fold(word)
    held = [found for code in LANGUAGES if (found := vocabulary.words(code).get(folded))]
    written = max(held, key=lambda found: found[1])[0] if held else word
    if len(written) != len(word) or written.islower() or not held:
        return _small(word)
    # its accents are the message's own: what is missing is put in later
    return "".join(a if b.isupper() else _small(a) for a, b in zip(word, written, strict=True))


def _small(text: str) -> str:
    """In small letters, one character for one ("İ" has no small letter that is one)."""
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


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
