"""Which of the product's languages a text is written in, by lingua."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

LANGUAGES = ("es", "en")


@cache
def _detector() -> LanguageDetector:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [IsoCode639_1.ES, IsoCode639_1.EN]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()


def spanish_confidence(text: str) -> float:
    """How sure it is that `text` is Spanish rather than English: 1 surely, 0 surely not, 0.5 unknown."""
    text = text.encode("utf-8", "replace").decode()  # the detector is told no lone surrogates
    values = {v.language.iso_code_639_1.name: v.value for v in _detector().compute_language_confidence_values(text)}
    spanish, english = values.get("ES", 0.0), values.get("EN", 0.0)
    return 0.5 if spanish + english == 0 else spanish / (spanish + english)


def detect(text: str, default: str | None = None, certainty: float = 0.65) -> str | None:
    """ "es" or "en" where the text makes that clear, else `default`."""
    spanish = spanish_confidence(text)
    if spanish >= certainty:
        return "es"
    if spanish <= 1 - certainty:
        return "en"
    return default
