"""Messages typed all in capitals, in small letters: names and initials as the collection writes them."""

from __future__ import annotations

import regex

from corpus.terms import fold
from index.language import LANGUAGES
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
