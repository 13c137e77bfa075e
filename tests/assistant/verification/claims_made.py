"""A claim beside a quotation, for tests."""

from __future__ import annotations

from collections.abc import Callable

from assistant.verification.comparison import Side, Sides


def sides(said: str, quoted: str, *, language: str = "en", quoted_in: str | None = None) -> Sides:
    """`said` in `language`, beside a quotation; one in another language is without a translation."""
    quotation = Side(quoted, quoted_in or language)
    return Sides(Side(said, language), ((quotation, quotation if quotation.language == language else None),))


def turned(check: Callable[[Sides], bool], said: str, quoted: str, language: str, quoted_in: str) -> bool:
    return check(sides(said, quoted, language=language, quoted_in=quoted_in))
