"""The row that a question names by its label, as a form's "Sensors installed: 17" is by "how many sensors were
installed": what stands behind the label is what was asked for, in however few words."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from assistant.data import table
from assistant.question.entities import Understanding
from assistant.retrieval.candidate import Candidate
from corpus.commitments import without_references
from corpus.terms import fold
from index.lexical import stems
from index.query import Query

_LEAST = 2  # words of a label with its column: "Name" alone is in too many questions


def of_named_label(candidates: Sequence[Candidate], asked: Understanding, query: Query) -> frozenset[int]:
    """The units whose label, with the header of their column, has the words of the question and no other: those of one
    row, which hold what is asked for; none where several rows are called so."""
    found: list[Candidate] = []
    wanted = {code: _asked_words(text, code) for code, text in query.texts.items()}
    for one in candidates:
        if one.unit.kind == "cell" and one.unit.label and _holds(one, asked) and _is_named(one, wanted):
            found.append(one)
    rows = {(one.unit.passage, one.unit.block) for one in found}
    return frozenset(one.unit.n for one in found) if len(rows) == 1 else frozenset()


def _holds(one: Candidate, asked: Understanding) -> bool:
    """Whether the cell has what is asked for, and stands with the commitment that is named."""
    of_type = one.signs.get("type", 1.0) >= 1 and one.signs.get("counted", 1.0) > 0
    return of_type and (not asked.references or one.signs.get("commitment", 0.0) > 0)


def _is_named(one: Candidate, wanted: dict[str, frozenset[str]]) -> bool:
    code = one.passage.language
    question = wanted.get(code, frozenset())
    label, header = stems(one.unit.label, code), stems(one.unit.header, code)
    around = stems(" ".join((one.metadata.title, *one.passage.section)), code)
    named = label | (header & question)
    return len(named) >= _LEAST and label <= question and question <= named | around


def _asked_words(question: str, code: str) -> frozenset[str]:
    """The words of a question with a meaning, without those that only ask and those that name a commitment."""
    folded = fold(without_references(question))
    for pattern in table("lacking")["asking"]["any"]:
        folded = regex.sub(pattern, " ", folded)
    return stems(regex.sub(_QUANTITY, " ", folded), code)


_QUANTITY = r"\bhow (?:many|much)\b|\b(?:numero|cantidad|number) (?:de|of)\b"
