"""Which of several numbered things is so, where their headings say it: "Option 1: Recommended – A council" answers
"which option is recommended?", and no sentence below needs to say it again."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from assistant.reading.lists import as_candidate
from assistant.retrieval.candidate import Candidate
from corpus.terms import fold
from index.lexical import stems
from index.query import Query
from index.search import Searcher

_DOCUMENTS = 3  # candidates whose documents are looked through
_PASSAGES = 400  # of each
_WHICH = r"(?<!\w)(?:which|what|que|cual)\s+"
_ASKED = (
    regex.compile(
        _WHICH + r"(?P<thing>\p{L}{4,})\s+(?:is|was|has\s+been|does|did|se|es|fue|esta|quedo|ha\s+sido)\s+"
        r"(?:the\s+|la\s+|el\s+|most\s+)?(?P<so>\p{L}{5,})"
    ),
    regex.compile(_WHICH + r"(?:is|was)\s+the\s+(?P<so>\p{L}{5,})\s+(?P<thing>\p{L}{4,})"),
    regex.compile(_WHICH + r"(?:es|fue)\s+(?:la|el)\s+(?P<thing>\p{L}{4,})\s+(?P<so>\p{L}{5,})"),
)
_NUMBERED = regex.compile(r"\W*(?P<thing>\p{L}{4,})\s+(?:\d{1,3}|[ivx]{1,5}|[a-z])(?!\w)(?P<rest>.*)", regex.DOTALL)


def of_heading_that_says_so(searcher: Searcher, candidates: Sequence[Candidate], query: Query) -> list[Candidate]:
    """The heading of the one thing that is so; none where no heading says it, or several do."""
    asked = {code: found for code, text in query.texts.items() if (found := _asked(text, code))}
    for document in dict.fromkeys(c.passage.document for c in candidates[:_DOCUMENTS] if asked):
        near = next(c for c in candidates if c.passage.document == document)
        rows = searcher.content.passages_of_document(document)[:_PASSAGES]
        code = near.passage.language
        headings = [unit for unit in searcher.content.units_of(rows) if unit.kind == "heading"]
        things = [unit for unit in headings if _names(unit.text, code, asked)]
        so = [unit for unit in things if _says(unit.text, code, asked)]
        if len(so) == 1 and len(things) > 1:
            return [as_candidate(near, so[0], searcher.content.passages([so[0].passage]))]
    return []


def _asked(question: str, code: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The stems of the thing that is asked for and of what it is to be; None where the question is no such one."""
    folded = fold(question)
    match = next((found for pattern in _ASKED if (found := pattern.search(folded))), None)
    if match is None:
        return None
    thing, so = stems(match["thing"], code), stems(match["so"], code)
    return (thing, so) if thing and so else None


def _names(heading: str, code: str, asked: dict[str, tuple[frozenset[str], frozenset[str]]]) -> bool:
    match = _NUMBERED.fullmatch(fold(heading))
    return match is not None and code in asked and stems(match["thing"], code) == asked[code][0]


def _says(heading: str, code: str, asked: dict[str, tuple[frozenset[str], frozenset[str]]]) -> bool:
    match = _NUMBERED.fullmatch(fold(heading))
    return match is not None and asked[code][1] <= stems(match["rest"], code)
