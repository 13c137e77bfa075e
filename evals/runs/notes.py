"""What became different in the answer to one question between two runs, also where it is worth the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from corpus.text.normalize import squeeze
from evals.cases import Case
from evals.metrics.answers import GIVEN
from evals.metrics.prose import plain
from evals.runs.run import Row
from evals.runs.scores import Marks

# A name of the section [compare] of the texts, and what is filled into it.
Note = tuple[str, Mapping[str, str]]


def notes(old: Row, new: Row, case: Case | None) -> Iterator[Note]:
    if old.question != new.question:
        yield "question", {"before": old.question, "after": new.question}
    if (old.error or "") != (new.error or ""):
        yield ("error", {"error": new.error}) if new.error else ("error_gone", {"error": old.error or ""})
    if old.found is not None and new.found is not None:
        first, second = _rank(old), _rank(new)
        if first != second:
            yield "rank", {"before": first, "after": second}
    if old.answer is None or new.answer is None:
        return
    if old.answer.status != new.answer.status:
        yield "status", {"before": old.answer.status, "after": new.answer.status}
    if old.answer.language != new.answer.language:
        yield "language", {"before": old.answer.language, "after": new.answer.language}
    if case is not None:
        yield from _against_gold(old, new, case)
    quotes = [[squeeze(citation.quote) for citation in row.answer.citations] for row in (old, new) if row.answer]
    for name, here, there in (("quotation_lost", quotes[0], quotes[1]), ("quotation_new", quotes[1], quotes[0])):
        if other := [quote for quote in here if quote not in there]:
            yield name, {"quotation": other[0], "n": str(len(other))}


def _against_gold(old: Row, new: Row, case: Case) -> Iterator[Note]:
    answers = [row.answer for row in (old, new) if row.answer is not None]
    texts = [plain(answer.text) if answer.status in GIVEN else "" for answer in answers]
    lacked, lacks = (case.missing_nuggets(text) for text in texts)
    for name, nuggets, others in (("nuggets_lost", lacks, lacked), ("nuggets_won", lacked, lacks)):
        if changed := [nugget.alternatives[0] for nugget in nuggets if nugget not in others]:
            yield name, {"nuggets": "; ".join(changed)}
    claimed, claims = (case.claims_forbidden(text) for text in texts)
    if new_claims := [claim[0] for claim in claims if claim not in claimed]:
        yield "forbidden", {"claims": "; ".join(new_claims)}


def cited(before: Marks, after: Marks) -> Iterator[Note]:
    was, is_now = before.get("gold_cited", 0.0), after.get("gold_cited", 0.0)
    if is_now != was:
        yield ("gold_lost" if is_now < was else "gold_won"), {}


def _rank(row: Row) -> str:
    """The place, from 1, of the first that holds gold; "–" where none does."""
    return next((str(n) for n, parts in enumerate(row.found or (), start=1) if parts), "–")
