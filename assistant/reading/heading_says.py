"""Which of several numbered things is so, where their headings say it: "Option 1: Recommended – A council" answers
"which option is recommended?", and no sentence below needs to say it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from assistant.question.content_words import Which
from assistant.question.question import Question
from assistant.reading.lists import as_candidate
from assistant.retrieval.candidate import Candidate
from corpus.text.normalize import fold
from index.bm25 import stems
from index.search import Searcher

_DOCUMENTS = 3  # candidates whose documents are looked through
_PASSAGES = 400  # of each
_NUMBERED = regex.compile(r"\W*(?P<thing>\p{L}{4,})\s+(?:\d{1,3}|[ivx]{1,5}|[a-z])(?!\w)(?P<rest>.*)", regex.DOTALL)


def of_heading_that_says_so(searcher: Searcher, candidates: Sequence[Candidate], question: Question) -> list[Candidate]:
    """The heading of the one thing that is so; none where no heading says it, or several do."""
    asked = question.which
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


def _names(heading: str, code: str, asked: Mapping[str, Which]) -> bool:
    match = _NUMBERED.fullmatch(fold(heading))
    return match is not None and code in asked and stems(match["thing"], code) == asked[code].thing


def _says(heading: str, code: str, asked: Mapping[str, Which]) -> bool:
    match = _NUMBERED.fullmatch(fold(heading))
    return match is not None and asked[code].so <= stems(match["rest"], code)
