"""What a person may say of a document that is here already, and whether it can be right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from corpus.errors import FieldUnknown, ValueWrong
from corpus.kinds import kind
from corpus.model import CLAIMED, Metadata
from corpus.text.countries import INVENTED, known_codes

FIELDS = ("title", "kind", "publisher", "country", "cycle", "language", "date", "url", "commitment", "pair")
_NEEDED = ("title", "kind", "language")
# Field → its form, and the key under which the screen texts say what the form is.
_FORMS = {
    "cycle": re.compile(r"\d{4}(?:-\d{4})?"),
    "date": re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"),
    "language": re.compile(r"[a-z]{2}"),
    "url": re.compile(r"https?://\S+"),
}


def checked(values: Mapping[str, str]) -> dict[str, str]:
    """The values as they are kept; raises FieldUnknown, ValueWrong, KindUnknown. "" takes a value away."""
    found = {name: " ".join(value.split()) for name, value in values.items()}
    for name, value in found.items():
        if name not in FIELDS:
            raise FieldUnknown(field=name, known=", ".join(FIELDS))
        if name == "country":
            found[name] = value = value.upper()
        wrong = not value and name in _NEEDED
        wrong |= bool(value) and name in _FORMS and not _FORMS[name].fullmatch(value)
        wrong |= name == "country" and bool(value) and value not in {*known_codes(), *INVENTED}
        if wrong:
            raise ValueWrong(field=name, value=value)
        if name == "kind":
            kind(value)
    return found


def corrected(metadata: Metadata, values: Mapping[str, str]) -> Metadata:
    """The metadata with these values, which nobody has to infer any more."""
    settles = "kind" in values
    return replace(
        metadata,
        **{name: value or None for name, value in values.items()},  # type: ignore[arg-type]
        inferred=tuple(name for name in metadata.inferred if name not in values),
        doubtful=tuple(name for name in metadata.doubtful if name not in values and not (name == CLAIMED and settles)),
    )
