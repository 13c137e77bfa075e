"""Errors in the person's language: what happened and what to do next, never a traceback."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Mapping
from typing import Any

from ui.views.text import printable
from ui.wording import Wording

# Two names deep: "and/or" and an address of the web are none.
_FOLDER = re.compile(r"""(?<![\w./:~])(?:~|[A-Za-z]:)?(?:[/\\][^\s/\\:;,"'“”()<>|]+){2,}[/\\]?""")


def explain(error: BaseException, texts: Wording) -> str:
    """One or two sentences for a person.

    An OgpError has its own text (`[errors]`, by class name); one without a text speaks its English
    template. Anything else is named shortly, with the way to see more.
    """
    if (known := ogp_error(error)) is not None:
        return known_error(known, texts)
    if (own := f"errors.{type(error).__name__}") in texts:
        return texts(own)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return texts("errors.no_space")
    if isinstance(error, OSError) and error.strerror:
        place = f": {error.filename}" if error.filename is not None else ""
        return printable(texts("errors.system", detail=f"{error.strerror}{place}"))
    detail = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return printable(texts("errors.unexpected", detail=detail))


def explain_to_visitor(error: BaseException, texts: Wording) -> str:
    """As `explain` for an error of ours, without the folders of this computer: they are nobody's business on a page."""
    own = f"visitors.{type(error).__name__}"
    return texts(own) if own in texts else without_folders(explain(error, texts), error)


def without_folders(text: str, error: BaseException) -> str:
    """The text with "…" in the place of every absolute path."""
    for value in values_of(error).values():
        if os.path.isabs(str(value)):  # whole, for a path may hold spaces
            text = text.replace(str(value), "…")
    return _FOLDER.sub("…", text)


def ogp_error(error: BaseException) -> BaseException | None:
    """`error` if it belongs to the project's own tree, else None."""
    # By name, so that a failing import of that very package can still be reported.
    return error if any(base.__name__ == "OgpError" for base in type(error).__mro__) else None


def known_error(error: BaseException, texts: Wording) -> str:
    # A subclass without a text of its own says what its parent says.
    for base in type(error).__mro__:
        key = f"errors.{base.__name__}"
        if key in texts:
            try:
                return printable(texts(key, **_in_words(values_of(error), texts)))
            except (KeyError, IndexError, ValueError):
                break
    return printable(error)


def _in_words(values: Mapping[str, object], texts: Wording) -> Mapping[str, object]:
    """The values with the kinds of content, which corpus names in English, in the person's language."""
    kinds = {key: texts.named("contents", str(values[key])) for key in ("expected", "found") if key in values}
    reasons = {name: _reason(value, texts) for name, value in values.items() if hasattr(value, "key")}
    return {**values, **kinds, **reasons}


def _reason(reason: Any, texts: Wording) -> str:
    """A reason that has wordings of its own (corpus.errors.Reason), in the person's language."""
    key = f"reasons.{reason.key}"
    return texts(key, **reason.values) if key in texts else str(reason)


def values_of(error: BaseException) -> Mapping[str, object]:
    values = getattr(error, "values", None)
    return values if isinstance(values, Mapping) else {}


def show_traceback_if_asked(error: BaseException) -> None:
    """With OGP_DEBUG=1 the traceback goes to stderr, for whoever repairs the program."""
    if os.environ.get("OGP_DEBUG", "") not in ("", "0"):
        import traceback  # seldom wanted, and slow to load

        traceback.print_exception(error, file=sys.stderr)
