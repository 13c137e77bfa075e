"""What can go wrong while answers are evaluated.

OgpError (corpus)
└── GoldError        a file of gold questions, or one field of one line, is wrong
"""

from __future__ import annotations

from corpus.errors import OgpError


class GoldError(OgpError):
    """`file` is the file's name, `line` counts from 1 (0: the whole file); `field` is the JSON key."""

    template = "{file}, line {line}, {field}: {reason}."
