"""Which of the two languages a title is in: OGP's pages give English titles inside Spanish documents."""

from __future__ import annotations

from functools import cache

from corpus.commitments import registry
from corpus.text.language import title_language
from corpus.text.normalize import fold


@cache
def _known() -> dict[str, str]:
    titles = {fold(entry.title_es): "es" for entry in registry().values()}
    return {**titles, **{fold(entry.title_en): "en" for entry in registry().values()}}


def language_of(title: str, default: str) -> str:
    """ "es" or "en" where the registry or the title's words tell; else `default`."""
    return _known().get(fold(title)) or title_language(title, default)
