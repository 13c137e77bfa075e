"""What is said where the documents do not answer: what was searched, what is missing, the nearest they hold, and a
question that they do answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Citation, Statement
from assistant.ledger_answer.row_citations import quoted, voice_at
from assistant.question.question import Question
from assistant.reading.confidence import Confidence
from assistant.reading.quoted import Chosen
from assistant.reading.select import select
from assistant.retrieval.candidate import Candidate
from assistant.retrieval.number_places import places_of
from assistant.texts import say
from assistant.verification.verify import verify
from assistant.writing.extractive import compose
from assistant.writing.missing import in_no_document, joined, not_in, uncounted
from assistant.writing.missing_source import Cited, cited_elsewhere
from assistant.writing.render import Names, escape, place_of, render, shorten
from assistant.writing.suggestions import example_for, examples_near
from corpus.model import Metadata
from index.metadata import country_name
from index.search import Searcher

WORDS = 120  # of a refusal
_QUOTED = 2  # statements of the nearest
_LONG = 45  # words of one
_ABOUT = frozenset({"country", "commitment"})  # nothing is near what is about something else
_NEAR = 0.0  # the reader's logit from which a sentence is near enough to be shown though it does not answer
_TITLE = 60  # characters of a title
_TITLES = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found, with the judgement on it."""

    question: Question
    candidates: Sequence[Candidate]
    chosen: Sequence[Chosen]
    sure: Confidence
    unfiltered: bool = False  # commitments are listed of which nobody weighed the condition that the question puts
    unknown: bool = False  # most of the question's words stand in no document, or something that it names
    part_read: bool = False  # of the nearest document not all was read, and its rest may hold them

    @property
    def foreign(self) -> bool:
        """Whether nothing shows that the question is about these documents: neither its words nor what it names, nor a
        sentence that the reader finds near."""
        near = any(_is_near(candidate) for candidate in self.candidates)
        return self.unknown and not near and not self.part_read and not self.sure.blocked and not self.question.in_field


class Refuser:
    """Words refusals and cautions, in the language of the answer."""

    def __init__(self, searcher: Searcher, language: str, answers: Callable[[str, str], bool]) -> None:
        """`answers` tells whether a question in a language can be answered; it has to be quick."""
        self._searcher = searcher
        self._language = language
        self._answers = answers

    def not_found(self, found: Found) -> Answer:
        """The answer that says so; statements and citations are the nearest, which do not answer the question."""
        lacks = self._lacks(found)
        if "commitment" in found.sure.blocked:
            stands = self._number_stands(found)
            if stands:
                return stands
        head = [self._say("plain"), *map(escape, lacks), self._searched(found.candidates)]
        tail = [] if self._searcher.bridge.translates("es", "en") else [self._say("no_translator")]
        tail.append(self._say("try", question=escape(self.proposal(found))))
        text, statements, citations = self._with_nearest(head, tail, found)
        return self._told(text, statements, citations, lacks, found)

    def _told(
        self,
        text: str,
        statements: Sequence[Statement],
        citations: Sequence[Citation],
        lacks: tuple[str, ...],
        found: Found,
    ) -> Answer:
        return Answer(
            found.question.typed,
            self._language,
            "not_found",
            text,
            tuple(statements),
            tuple(citations),
            missing=lacks,
            confidence=found.sure.probability,
        )

    def _number_stands(self, found: Found) -> Answer | None:
        """The answer that quotes where a commitment's number stands, which was not read as one; None where it stands
        nowhere."""
        places = places_of(self._searcher, found.question)
        made = [quoted(self._searcher, at, voice_at(self._searcher, at), self._language) for at in places]
        cited = [replace(one, number=number) for number, one in enumerate(made, start=1)]
        said = [(one.translation or one.quote, one) for one in cited]
        statements = [
            Statement(" ".join(text.split()), (one.number,), one.voice, one.translation is not None)
            for text, one in said
        ]
        statements, cited = verify(self._searcher, statements, cited)
        if not statements:
            return None
        number = ", ".join(r.id or str(r.number) for r in found.question.references)
        lacks = (self._say("commitment_unread", number=number),)
        names = Names(self._searcher.documents().values(), self._language)
        told = render(statements, cited, self._language, names)
        text = "\n\n".join([self._say("plain"), *map(escape, lacks), told])
        return self._told(text, statements, cited, lacks, found)

    def outside(self, question: str, confidence: float | None = None) -> Answer:
        """The answer to what is about something else."""
        example = escape(self.proposal())
        text = "\n\n".join(say(f"out_of_scope.{key}", self._language, question=example) for key in ("plain", "try"))
        return Answer(question, self._language, "out_of_scope", text, confidence=confidence)

    def caution(self, found: Found) -> str:
        """What stands in front of an answer that is not sure."""
        if found.unfiltered:
            return say("partial.unfiltered", self._language)
        cited = cited_elsewhere(self._searcher, found.question, found.candidates, annexes_only=True)
        if cited:
            return f"{escape(self._cited(cited, 1))} {say('partial.nearest', self._language)}"
        names = not_in(self._searcher, found.question, [one.candidate for one in found.chosen])
        if names:
            return say("partial.absent", self._language, names=escape(joined(names, self._language)))
        return say("partial.intro", self._language)

    def proposal(self, found: Found | None = None) -> str:
        """A question that can be answered, near to what was asked where something near can be."""
        if found:
            near = examples_near(found.question, found.candidates, self._language, self._searcher.documents())
            answered = next((one for one in near if self._answers(one, self._language)), None)
            if answered:
                return answered
        numbers = self._searcher.content.numbers()
        return example_for(self._searcher.documents(), self._language, numbers[1] if numbers else None)

    # what is missing

    def _lacks(self, found: Found) -> tuple[str, ...]:
        """Sentences on what was looked for and is not there."""
        reasons = found.sure.blocked
        sentences = [*self._about_others(found), *(self._say(name) for name in ("date", "money") if name in reasons)]
        if "country" in reasons:
            return tuple(sentences)
        names, words = in_no_document(self._searcher, found.question)
        if names:
            sentences.append(self._say("names", names=joined(names, self._language)))
        if words and not names:
            sentences.append(self._say("words", words=joined(words, self._language)))
        counted = uncounted(found.question, found.chosen) if not words and not reasons else None
        if counted:
            sentences.append(self._say("count", what=joined([counted], self._language)))
        cited = cited_elsewhere(self._searcher, found.question, found.candidates)
        if cited:
            sentences.append(self._cited(cited))
        return tuple(sentences)

    def _cited(self, cited: Cited, most: int = _TITLES) -> str:
        titles = [shorten(metadata.title, _TITLE) for metadata in cited.by[:most]]
        name = joined([cited.name], self._language)
        return self._say("cited", name=name, titles=joined(titles, self._language))

    def _about_others(self, found: Found) -> list[str]:
        sentences = []
        if "country" in found.sure.blocked:
            names = ", ".join(country_name(code, self._language) for code in found.question.countries)
            sentences.append(self._say("country", country=names))
        if "commitment" in found.sure.blocked:
            names = ", ".join(r.id or str(r.number) for r in found.question.references)
            sentences.append(self._say("commitment", number=names))
            span = self._searcher.content.numbers()
            if span:
                sentences.append(self._say("commitment_known", first=span[0], last=span[1]))
        return sentences

    def _searched(self, candidates: Sequence[Candidate]) -> str:
        """Which documents were searched, the nearest by title."""
        documents = list(self._searcher.documents().values())
        near = {candidate.metadata.id: candidate.metadata for candidate in candidates}
        own = [m for m in (*near.values(), *documents) if m.language == self._language]
        told: list[Metadata] = list({m.id: m for m in (*own, *documents)}.values())[:_TITLES]
        titles = ", ".join(f"*{escape(shorten(metadata.title, _TITLE))}*" for metadata in told)
        if len(documents) == 1:
            return self._say("searched_one", titles=titles)
        if len(documents) > len(told):
            titles = self._say("and_more", titles=titles, count=len(documents) - len(told))
        return self._say("searched", count=len(documents), titles=titles)

    # the nearest

    def _with_nearest(
        self, head: list[str], tail: list[str], found: Found
    ) -> tuple[str, list[Statement], list[Citation]]:
        """The whole text, with as many of the nearest sentences as there is room for."""
        away = bool(_ABOUT & set(found.sure.blocked))
        near = [] if away else self._near(found)
        names = Names(self._searcher.documents().values(), self._language)
        for most in range(min(_QUOTED, len(near)), 0, -1):
            made = compose(self._searcher, near[:most], self._language)
            statements, citations = verify(self._searcher, *made)
            if not statements:
                continue
            quoted = render(statements, citations, self._language, names)
            text = "\n\n".join([*head, self._say("nearest_quoted"), quoted, *tail])
            if len(text.split()) <= WORDS:
                return text, statements, citations
        near_ones = [] if away else found.candidates
        if found.question.references:  # another commitment's row beside an empty cell is no nearer
            near_ones = [one for one in near_ones if one.signs.get("commitment", 0.0) > 0]
        nearest = next(iter(near_ones), None)
        if nearest and _is_near(nearest):
            own = nearest.passage.section[-1:] == (nearest.metadata.title,)
            place = "" if own else place_of(nearest.passage.section[-1:], None, self._language)
            title = escape(shorten(nearest.metadata.title, _TITLE))
            head = [*head, self._say("nearest", title=title, place=place)]
        return "\n\n".join([*head, *tail]), [], []

    def _near(self, found: Found) -> list[Chosen]:
        """What would be chosen and is near, short ones only, best first. Where a date or sum is asked for and there is
        none, a sentence with any figure at all is not nearer than another."""
        chosen = found.chosen
        if found.sure.blocked:
            chosen = select(self._searcher, found.candidates, replace(found.question, types=frozenset()))
        near = [one for one in chosen if one.words <= _LONG and _is_near(one.candidate)]
        return sorted(near, key=lambda one: -one.candidate.score)

    def _say(self, key: str, **values: object) -> str:
        return say(f"not_found.{key}", self._language, **values)


def _is_near(candidate: Candidate) -> bool:
    return candidate.signs.get("fits", _NEAR - 1) > _NEAR
