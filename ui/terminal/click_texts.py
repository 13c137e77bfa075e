"""Click's own words ("Usage:", "Missing argument") in the person's language.

Click marks its messages for gettext but ships no translations, and gettext looks for its catalogues in the
system's folders only. So the two functions it imported are replaced in its modules while a command runs.
The Spanish wording is in `ui/texts/click.es.toml`; a test compares that file with the messages of the
click that is installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.types

from corpus.data import table

MODULES = (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types)


@cache
def messages(language: str) -> dict[str, str]:
    """Click's English message -> ours. Empty for English."""
    return {} if language == "en" else table("ui.texts", f"click.{language}")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Click speaks `language` inside the block and what it spoke before after it."""
    known = messages(language)

    def translated(message: str) -> str:
        return known.get(message, message)

    def plural(singular: str, plural: str, n: int) -> str:
        return translated(singular if n == 1 else plural)

    before = [
        (module, name, getattr(module, name))
        for module in MODULES
        for name in ("_", "ngettext")
        if hasattr(module, name)
    ]
    try:
        for module, name, _ in before:
            setattr(module, name, translated if name == "_" else plural)
        yield
    finally:
        for module, name, function in before:
            setattr(module, name, function)
