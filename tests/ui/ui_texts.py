"""The screen texts of all commands in both languages, and what is to be filled in in them."""

from __future__ import annotations

import string

from ui.plugins import installed, text_packages
from ui.wording import wording

PACKAGES_OF_TEXTS = text_packages(installed())  # of the commands that other packages add
ES, EN = wording("es", *PACKAGES_OF_TEXTS), wording("en", *PACKAGES_OF_TEXTS)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
