"""Which of the product's languages a text is in, or which other one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from corpus.data import table
from corpus.text.normalize import fold

if TYPE_CHECKING:
    from lingua import LanguageDetector

LANGUAGES = ("es", "en")
_OTHERS = ("fr", "de", "it", "pt")  # that people ask in; each costs memory
_OURS = 0.15  # of certainty that is left for the product's languages
_SAMPLE = 6000  # characters from which a document's language is told
_FEWEST = 20  # letters below which nothing is told of a document
_SPANISH = regex.compile(r"[ñáéíóúü¿¡]|ci[oó]n\b")


@cache
def _detector(codes: tuple[str, ...], *, quick: bool = False) -> LanguageDetector:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*(getattr(IsoCode639_1, code.upper()) for code in codes))
    return (builder.with_low_accuracy_mode() if quick else builder).build()


def _confidences(text: str, codes: tuple[str, ...]) -> dict[str, float]:
    text = text.encode("utf-8", "replace").decode()  # the detector is told no lone surrogates
    values = _detector(codes).compute_language_confidence_values(text)
    return {value.language.iso_code_639_1.name.lower(): value.value for value in values}


def spanish_confidence(text: str) -> float:
    """How sure it is that `text` is Spanish rather than English: 1 surely, 0 surely not, 0.5 unknown."""
    values = _confidences(text, LANGUAGES)
    spanish, english = values.get("es", 0.0), values.get("en", 0.0)
    return 0.5 if spanish + english == 0 else spanish / (spanish + english)


def detect(text: str, default: str | None = None, certainty: float = 0.65) -> str | None:
    """ "es" or "en" where the text makes that clear, else `default`."""
    spanish = spanish_confidence(text)
    if spanish >= certainty:
        return "es"
    if spanish <= 1 - certainty:
        return "en"
    return default


def foreign(text: str) -> str | None:
    """The ISO code of the other language that a text is surely in: "fr", "de", "it" or "pt". None where it may be in
    one of the product's, which none of 2,500 questions was denied at this bound."""
    values = _confidences(text, (*LANGUAGES, *_OTHERS))
    best = max(values, key=lambda code: values[code])
    return best if best not in LANGUAGES and sum(values[code] for code in LANGUAGES) < _OURS else None


def document_language(text: str) -> str:
    """ "es" or "en" by the beginning of a document; "es" where it is too short to tell.

    Of a sample that long the detector's small models tell as much, and files are read within a limit of memory.
    """
    sample = text[:_SAMPLE]
    if sum(character.isalpha() for character in sample) < _FEWEST:
        return "es"
    language = _detector(LANGUAGES, quick=True).detect_language_of(sample)
    return language.iso_code_639_1.name.lower() if language else "es"


def title_language(title: str, default: str) -> str:
    """ "es" or "en" where a title's accents and small words tell, too short for the detector; else `default`."""
    words = regex.findall(r"\p{L}+", fold(title))
    small = table("corpus.text", "language")["small_words"]
    score = {language: sum(word in small[language] for word in words) for language in LANGUAGES}
    if _SPANISH.search(title.lower()):
        score["es"] += 2
    return default if score["es"] == score["en"] else max(score, key=lambda language: score[language])
