"""Questions typed without accents, or all in capitals."""

from __future__ import annotations

import unicodedata

from evals.cases import Case, Language

_OPENING = str.maketrans("", "", "¿¡")


def without_accents(case: Case, language: Language) -> str:
    """Without accents and without ¿¡; ñ becomes n."""
    apart = unicodedata.normalize("NFD", case.question(language))
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare).translate(_OPENING).strip()


def upper(case: Case, language: Language) -> str:
    return case.question(language).upper()
