"""Every mark of one answer, under the names that runs and reports know them by.

Each mark is 1 or 0, or a share between; "words" is a number. A mark that does not apply to the answer is not there.

Of every answer
status                  its status is the expected one ("partial" counts as answered)
language                it is in the language asked; absent where too few words tell
words, within_length    how many words it has, and whether so many are allowed
exact                   share of its quotations that are exact; absent without quotations
bare                    a statement has no quotation, or the answer no statement
forbidden               it makes a claim that a right answer does not; absent where the case names none

Of answers to questions that the documents answer
right                   found and said, in the language, within the length, with no forbidden claim
found_and_said          it was given, says all vital nuggets and quotes all parts of the gold
wrong_refusal           it was not given
vital_recall, nugget_recall          nuggets found; 0 where it was not given
nugget_precision                     absent where it was not given
gold_cited                           share of the gold's parts in its quotations; 0 where it was not given
citation_recall, citation_precision  absent where it was not given, and without statements

Of answers to questions that they do not answer
right_refusal           refused for the expected reason, in the language, within the length, with no forbidden claim
answered_unanswerable   it was given all the same (questions about OGP)
answered_out_of_scope   it was given all the same (other questions, and orders to the assistant)

Nuggets are scored as in TREC's question answering tracks: Jimmy Lin and Dina Demner-Fushman, "Automatically
Evaluating Answers to Definition Questions", HLT/EMNLP 2005, figure 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from evals.cases import Case, Language, Nugget
from evals.metrics.citations import SameRow, citation_scores, cited_parts, gold_cited, no_rows, quoted_share
from evals.metrics.judge import Judge
from evals.metrics.prose import language_matches, lines, plain

ALLOWANCE = 100  # non-white characters that each nugget found entitles an answer to, as at TREC


@dataclass(frozen=True, slots=True)
class NuggetScores:
    """Each from 0 to 1. `vital_recall` is None without vital nuggets, `recall` without any."""

    vital_recall: float | None
    recall: float | None
    precision: float


def nugget_scores(nuggets: Iterable[Nugget], text: str, judge: Judge) -> NuggetScores:
    """Of an answer's `text`, Markdown with citation markers.

    `vital_recall` is TREC's recall; `recall` counts all nuggets alike. Precision falls with the characters beyond the
    allowance, where n nuggets stand in the text and it is l non-white characters long as it is read:
    1 - (l - 100 n) / l, and 1 up to 100 n. An answer with no nugget has a precision of 0.
    """
    read = plain(text)
    stands = [(nugget.vital, judge.stands(nugget, read)) for nugget in nuggets]
    allowance = ALLOWANCE * sum(stood for _, stood in stands)
    return NuggetScores(
        vital_recall=_share(stood for vital, stood in stands if vital),
        recall=_share(stood for _, stood in stands),
        precision=_precision(len("".join(read.split())), allowance),
    )


def _share(stood: Iterable[bool]) -> float | None:
    outcomes = list(stood)
    return sum(outcomes) / len(outcomes) if outcomes else None


def _precision(length: int, allowance: int) -> float:
    if allowance == 0:
        return 0.0
    return 1.0 if length <= allowance else 1 - (length - allowance) / length


# A citizen reads 180 words in under a minute, and on one screen. An answer that lists things may need the room that
# each of them takes; no other kind of question does, however many places it has to look in.
LIMIT = 180
LIST_LIMIT = 350
LISTS = frozenset({"list"})


def words(text: str) -> int:
    """The words of an answer's text as a reader counts them: no markers, Markdown, addresses, dashes or bullets."""
    return sum(any(character.isalnum() for character in word) for line in lines(text) for word in line.split())


def limit(kind: str) -> int:
    """How many words an answer to a question of that kind may have."""
    return LIST_LIMIT if kind in LISTS else LIMIT


GIVEN = frozenset({"answered", "partial"})


def mark_answer(
    case: Case,
    answer: Answer,
    language: Language,
    *,
    exact: Callable[[Citation], bool],
    judge: Judge,
    same_row: SameRow = no_rows,
) -> dict[str, float]:
    """The marks of an answer to the case as it was asked in `language`, as the module describes them.

    `exact` says whether a quotation is what its document holds; `judge` whether a nugget stands in a text,
    `same_row` whether a quotation stands in the table row of a gold place.
    """
    marks, acceptable = _of_any(case, answer, language, exact)
    if case.expected == "answered":
        return marks | _of_answerable(case, answer, judge, acceptable, same_row)
    given = answer.status in GIVEN
    name = "answered_unanswerable" if case.expected == "not_found" else "answered_out_of_scope"
    return marks | {"right_refusal": float(acceptable and answer.status == case.expected), name: float(given)}


def _of_any(
    case: Case, answer: Answer, language: Language, exact: Callable[[Citation], bool]
) -> tuple[dict[str, float], bool]:
    """The marks of every answer, and whether its language, length and claims are such as a right one may have."""
    status = "answered" if answer.status == "partial" else answer.status
    marks = {"status": float(status == case.expected)}
    matches = language_matches(answer.text, language)
    if matches is not None:
        marks["language"] = float(matches)
    count = words(answer.text)
    short = count <= limit(case.kind)
    marks |= {"words": float(count), "within_length": float(short)}
    bare, share = quoted_share(answer, exact)
    if share is not None:
        marks["exact"] = share
    marks["bare"] = float(bare > 0)
    claims = bool(case.claims_forbidden(plain(answer.text)))
    if case.forbidden:
        marks["forbidden"] = float(claims)
    return marks, matches is not False and short and not claims


def _of_answerable(case: Case, answer: Answer, judge: Judge, acceptable: bool, same_row: SameRow) -> dict[str, float]:
    given = answer.status in GIVEN
    marks = {"wrong_refusal": float(not given), "gold_cited": 0.0}
    # What a refusal names or quotes ("the nearest they hold is …") answers nothing.
    nuggets = nugget_scores(case.nuggets, answer.text if given else "", judge)
    if nuggets.vital_recall is not None:
        marks["vital_recall"] = nuggets.vital_recall
    if nuggets.recall is not None:
        marks["nugget_recall"] = nuggets.recall
    if given:
        marks |= {"gold_cited": gold_cited(case, answer, same_row), "nugget_precision": nuggets.precision}
    citations = citation_scores(case, answer, judge, same_row) if given else None
    if citations is not None:
        marks |= {"citation_recall": citations.recall, "citation_precision": citations.precision}
    found = given and nuggets.vital_recall in {None, 1.0} and _cites_enough(case, answer, same_row)
    return marks | {"found_and_said": float(found), "right": float(found and acceptable)}


def _cites_enough(case: Case, answer: Answer, same_row: SameRow) -> bool:
    """Whether each part stands in a quotation; of documents that disagree, either place shows that it was found."""
    cited = cited_parts(case, answer.citations, same_row)
    return bool(cited) if case.kind == "conflict" else cited == case.parts
