"""Sentences that stand between quotation marks: words of whoever is quoted."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.text.sentences import clauses

_CLOSES = {"“": "”", "«": "»", "„": "“", '"': '"'}
_WORDS = 8  # a shorter run without a full stop is a name or a term


def quoted_sentences(text: str) -> frozenset[tuple[int, int]]:
    """Spans of the sentences of `text` (as `clauses` gives them) that begin and end inside a quotation. A
    sentence that lets somebody speak and goes on with his words is none: it says itself who speaks."""
    quotations = [span for span in _quotations(text) if _says_something(text[slice(*span)])]
    if not quotations:
        return frozenset()
    return frozenset(
        (start, end)
        for start, end in clauses(text, 0, len(text))
        if any(left <= start and end <= right for left, right in quotations)
    )


def _says_something(quotation: str) -> bool:
    return quotation.rstrip('"”»“ ')[-1:] in (".", "!", "?", "…") or len(quotation.split()) >= _WORDS


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Spans from an opening mark to behind its closing one and the stop that follows. A quotation that the text begins
    with and never closes goes on in the next paragraph."""
    at = 0
    while at < len(text):
        close = _CLOSES.get(text[at])
        inch = text[at] == '"' and at > 0 and (text[at - 1].isalnum())
        if close is None or inch:
            at += 1
            continue
        end = text.find(close, at + 1)
        if end < 0:
            if at == 0:
                yield 0, len(text)
            at += 1
            continue
        stop = end + 1
        while stop < len(text) and text[stop] in ".,;!?…)":
            stop += 1
        yield at, stop
        at = stop
