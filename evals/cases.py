"""Gold questions: one question in two languages, where its answer stands, and what a right answer contains.

`gold.load_cases` reads them from the JSON Lines files that `gold/README.md` describes field by field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from corpus.text.normalize import comparable, squeeze

Language = Literal["es", "en"]
Expected = Literal["answered", "not_found", "out_of_scope"]
Split = Literal["dev", "test"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
SPLITS: tuple[Split, ...] = get_args(Split)

# Every kind, with the status its questions must end in.
KINDS: dict[str, Expected] = {
    "fact": "answered",
    "number": "answered",
    "date": "answered",
    "list": "answered",
    "count": "answered",
    "status": "answered",
    "person": "answered",
    "comparison": "answered",
    "conflict": "answered",
    "acronym": "answered",
    "definition": "answered",
    "reason": "answered",
    "next": "answered",
    "false_premise": "answered",
    "colloquial": "answered",
    "multi_hop": "answered",
    "follow_up": "answered",
    "hidden_instruction": "answered",
    "unanswerable": "not_found",
    "out_of_scope": "out_of_scope",
    "injection": "out_of_scope",
}

_CITATION_MARKER = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Gold:
    """A place that answers the question: a document's file name and a few of its words.

    Places of one `part` are alternatives, any of which will do; a question that needs several places at once has
    several parts. `section` is the heading it stands under, for whoever looks it up. Without an anchor the whole
    document is the place.
    """

    source: str
    anchor: str
    section: str = ""
    part: int = 1

    def stands_in(self, text: str) -> bool:
        """Whether `text` (a document, passage or quotation) holds the anchor, however it is spaced."""
        return squeeze(self.anchor) in squeeze(text)

    def is_in(self, source: str, text: str) -> bool:
        """Whether `text`, of the document with that file name, holds the place."""
        return self.source == source and self.stands_in(text)


@dataclass(frozen=True, slots=True)
class Nugget:
    """A piece of a right answer; `alternatives` are its wordings in either language.

    One that is not vital is welcome, but an answer is right without it.
    """

    vital: bool
    alternatives: tuple[str, ...]

    def stands_in(self, answer: str) -> bool:
        """Whether any alternative stands in `answer` as whole words.

        Case, accents and the citation markers `[1]` do not count, and a number is never part of a longer one:
        "6" is neither in "16" nor in "16.6".
        """
        return says(answer, self.alternatives)


@dataclass(frozen=True, slots=True)
class Case:
    """One question pair.

    `before` are the questions of the same conversation that were asked first, each in both languages. `forbidden`
    holds claims, each as its wordings, that a right answer does not make. `line` is where the case stands in its file.
    """

    id: str
    kind: str
    es: str
    en: str
    expected: Expected
    gold: tuple[Gold, ...]
    nuggets: tuple[Nugget, ...]
    split: Split
    line: int = 0
    before: tuple[tuple[str, str], ...] = ()
    forbidden: tuple[tuple[str, ...], ...] = ()

    @property
    def parts(self) -> frozenset[int]:
        """The parts that its places belong to; each must be found."""
        return frozenset(gold.part for gold in self.gold)

    def question(self, language: Language) -> str:
        return self.es if language == "es" else self.en

    def earlier(self, language: Language) -> tuple[str, ...]:
        """What was asked before, in that language."""
        return tuple(pair[LANGUAGES.index(language)] for pair in self.before)

    def parts_in(self, places: Iterable[tuple[str, str]]) -> frozenset[int]:
        """The parts found among places, each a document's file name and a text (a passage or a quotation) of it."""
        looked = list(places)
        return frozenset(gold.part for gold in self.gold if any(gold.is_in(source, text) for source, text in looked))

    def claims_forbidden(self, answer: str) -> tuple[tuple[str, ...], ...]:
        """The forbidden claims that `answer` makes."""
        return tuple(claim for claim in self.forbidden if says(answer, claim))

    def missing_nuggets(self, answer: str) -> tuple[Nugget, ...]:
        """The vital nuggets that `answer` does not contain."""
        return tuple(nugget for nugget in self.nuggets if nugget.vital and not nugget.stands_in(answer))


def says(answer: str, wordings: Iterable[str]) -> bool:
    """Whether any wording stands in `answer` as whole words, as `Nugget.stands_in` compares them."""
    folded = squeeze(comparable(_CITATION_MARKER.sub(" ", answer)))
    return any(_pattern(wording).search(folded) for wording in wordings)


def _pattern(wording: str) -> re.Pattern[str]:
    folded = squeeze(comparable(wording))
    before = r"(?<![^\W_])" + (r"(?<!\d[.,])" if folded[0].isdigit() else "")
    after = r"(?![^\W_])" + (r"(?![.,]\d)" if folded[-1].isdigit() else "")
    return re.compile(before + re.escape(folded) + after)
