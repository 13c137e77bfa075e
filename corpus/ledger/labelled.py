"""Lines of label and value: "Lead Institution: …", "Completion: Limited. Did it open government? Marginal."."""

from __future__ import annotations

from dataclasses import replace

import regex

from corpus.ledger.draft import Span
from corpus.ledger.profile import Profile

_KEY = regex.compile(
    r"(?:^|(?<=[.;]\s)|(?<=\n))(?P<label>[^\n\t:.;]{2,60}(?:\([^)\n]{1,40}\))?)(?:\s?:|(?<=\?))\s+(?=\S)"
)


def labelled(text: str, profile: Profile) -> list[tuple[str, int, int, str]]:
    """(role, start, end, label) of the pairs of a block, start and end those of the value; [] where the block does not
    begin with a label that the profile knows."""
    keys = [(match, role) for match in _KEY.finditer(text) if (role := profile.role_of(match.group("label")))]
    if not keys or keys[0][0].start() != 0:
        return []
    ends = [match.start() for match, _ in keys[1:]] + [len(text)]
    return [(role, match.end(), end, match.group("label")) for (match, role), end in zip(keys, ends, strict=True)]


def unglued(text: str, span: Span, profile: Profile) -> Span:
    """The span without the label of what follows, where the page runs it into the last word."""
    words = text[span.start : span.end]
    for glued in profile.glued:
        if words.endswith(glued) and regex.search(r"\p{Ll}$", words.removesuffix(glued)):
            return replace(span, end=span.end - len(glued))
    return span
