"""A list of commitments of which something is to be so in words that no scale has ("Which commitments are red?"): what
does not say it is not listed."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from assistant.ledger_query.grammar import Rest, pattern
from assistant.reading.quoted import Chosen
from corpus.terms import fold
from index.lexical import stems
from index.query import Query

_SO = regex.compile(
    r"(?<!\w)(?:commitments|compromisos)\s+(?:are|were|is|remain|stay|son|estan|fueron|eran|estaban|quedaron|siguen)\s+"
    r"(?:(?:in|on|still|now|en|aun|todavia|ya)\s+)?(?P<words>(?:\w+\s?){1,3})\W*$"
)


def predicate(question: str) -> str:
    """The words that say what is to be so of the commitments, "" where the question asks for none in such words."""
    match = _SO.search(fold(question))
    if match is None:
        return ""
    left = [span for span in Rest(question).words() if match.start("words") <= span[0] < match.end("words")]
    before = fold(question[: left[0][0]]) if left else ""
    if pattern("topic", "behind").search(before) or pattern("institution", "lead").search(match.group("words")):
        return ""  # a subject, or who leads: the passages know these
    return " ".join(question[start:end] for start, end in left)


def that_say_so(chosen: Sequence[Chosen], query: Query) -> tuple[list[Chosen], bool]:
    """(what of it says so, True), where some of it does and some not; else (all of it, whether all of it does)."""
    wanted = {code: stems(words, code) for code, text in query.texts.items() if (words := predicate(text))}
    if not any(wanted.values()):
        return list(chosen), True
    saying = [one for one in chosen if wanted.get(_of(one), frozenset()) & stems(one.text, _of(one))]
    return saying or list(chosen), bool(saying)


def _of(one: Chosen) -> str:
    return one.candidate.passage.language
