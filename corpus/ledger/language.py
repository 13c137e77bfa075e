"""Which of the two languages a title is in: OGP's pages give English titles inside Spanish documents."""

from __future__ import annotations

from functools import cache

import regex

from corpus.commitments import registry
from corpus.ledger.data import table
from corpus.terms import fold


@cache
def _known() -> dict[str, str]:
    titles = {fold(entry.title_es): "es" for entry in registry().values()}
    return {**titles, **{fold(entry.title_en): "en" for entry in registry().values()}}


def language_of(title: str, default: str) -> str:
    """ "es" or "en" where the registry or the title's small words tell; else `default`."""
    known = _known().get(fold(title))
    if known:
        return known
    words = regex.findall(r"\p{L}+", fold(title))
    small = table("numbers")["small_words"]
    score = {language: sum(word in small[language] for word in words) for language in ("es", "en")}
    if regex.search(r"[ñáéíóúü¿¡]|ci[oó]n\b", title.lower()):
        score["es"] += 2
    return default if score["es"] == score["en"] else max(score, key=lambda language: score[language])
