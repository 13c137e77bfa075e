"""What reading one file may take, and whether pictures of text are read: settings of the environment.

OGP_READ_SECONDS    seconds for one file (default 120; 1200 with text recognition)
OGP_READ_MEMORY_MB  megabytes of memory for the process that reads (default 1500)
OGP_OCR             1: recognise text on pages that are pictures (default: no)
OGP_OCR_LANGUAGES   languages of tesseract to recognise (default spa+eng)
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

SECONDS, SECONDS_WITH_OCR, MEGABYTES = 120.0, 1200.0, 1500.0
LANGUAGES = "spa+eng"
_YES = frozenset({"1", "true", "yes", "on"})
_LANGUAGES = re.compile(r"[a-zA-Z_]+(?:\+[a-zA-Z_]+)*")


@dataclass(frozen=True, slots=True)
class Limits:
    """`ocr` names the languages in which text is recognised on pictures; "" leaves pictures alone."""

    seconds: float = SECONDS
    megabytes: float = MEGABYTES
    ocr: str = ""


def limits(environment: Mapping[str, str] | None = None) -> Limits:
    """The limits that the environment sets; what is no sensible number counts as not set."""
    values = os.environ if environment is None else environment
    ocr = values.get("OGP_OCR", "").strip().casefold() in _YES
    languages = values.get("OGP_OCR_LANGUAGES", "").strip()
    languages = languages if _LANGUAGES.fullmatch(languages) else LANGUAGES
    return Limits(
        _number(values.get("OGP_READ_SECONDS", ""), SECONDS_WITH_OCR if ocr else SECONDS),
        _number(values.get("OGP_READ_MEMORY_MB", ""), MEGABYTES),
        languages if ocr else "",
    )


def _number(text: str, default: float) -> float:
    try:
        value = float(text)
    except ValueError:
        return default
    return value if 0 < value < math.inf else default
