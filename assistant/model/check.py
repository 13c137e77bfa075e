"""Does what a model wrote stand up? Every claim is made into a statement with its citations, or dropped with a reason.

The reasons, in the order in which they are looked for:

active     it holds an address, markup or a link
leak       it repeats the instructions, the request's keys or its canary
long       it is no sentence, or there is no more room for one
unquoted   none of its quotations is a run of the source that it names
voices     its quotations speak with different voices
language   it is in another language than the question
signs      it holds letters or figures of another script, which they do not
marked     it puts in quotation marks what nobody wrote
figures    it gives a number, a date or an id that its quotations do not, or counts with it something else
names      it names what neither they nor the headings over them do
levels     it gives a level of an official scale that they do not
negation   it denies what they do not deny, or leaves out a denial
direction  it says the opposite: that it rose where it fell
quantity   it says of all what they say of some
role       it says that one did what another did to him
altered    it is their words with figures exchanged or a denial more, or a word or two that they do not have
speaker    it says that somebody else says it
unrelated  it is about something else than they are
reason     it gives a reason that they do not
added      a part of it is about something else than they are
repeated   it says what was said already
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from assistant.answer import Citation, Statement
from assistant.gate import missing_figures, other_forms
from assistant.message.clean import clean
from assistant.model.added import Account, about_the_same, added_part, invented_reason
from assistant.model.altered import altered
from assistant.model.doubts import limits, patterns
from assistant.model.exchanged import exchanged
from assistant.model.figured import other_dates, other_levels, other_numbers
from assistant.model.leaks import Secrets
from assistant.model.marks import foreign_signs, marked_otherwise
from assistant.model.named import document_names, other_names, plain_names
from assistant.model.parse import Claim
from assistant.model.quoting import cite, heading_run, over_run, run_of
from assistant.model.ranged import widened
from assistant.model.sides import Sides
from assistant.model.sources import Source
from assistant.model.speaking import other_speaker
from assistant.model.strange import strange_names
from assistant.model.turned import denies_otherwise, opposed
from assistant.reading.quoted import Chosen
from assistant.translation.answer_language import language_told
from assistant.verify import supported
from assistant.writing.render import Names
from corpus.text.normalize import fold
from index.capitals import capitals
from index.search import Searcher

__all__ = ["Checker", "document_names", "limits"]

_COMPARED: tuple[tuple[str, Callable[[Sides], bool]], ...] = (
    ("levels", other_levels),
    ("negation", denies_otherwise),
    ("direction", opposed),
    ("quantity", widened),
    ("role", exchanged),
    ("altered", altered),
)


def _oddly_marked(text: str, cited: Sequence[Citation], over: Sequence[str]) -> str | None:
    beside = [part for one in cited for part in (one.quote, one.translation or "", one.title, *one.section)]
    if foreign_signs(text, beside):
        return "signs"
    return "marked" if marked_otherwise(text, [*beside, *over]) else None


_KEY = regex.compile(r"\s*[\[(]?\b(?:key:?\s*)?k[0-9a-f]{6}\b[\])]?", regex.IGNORECASE)
_MARKER = regex.compile(r"\s*(?:\[\d{1,3}\]|【[^】]*】|\[\^\d+\])")


@dataclass
class Checker:
    """Checks the claims of one reply, in order, up to so many `words` in all. `citations` are those of what has
    passed, numbered from 1."""

    searcher: Searcher
    sources: Mapping[str, Source]
    language: str
    secrets: Secrets
    names: Names
    words: int
    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    def take(self, claim: Claim) -> bool:
        """True where the claim has passed and is now the last of `statements`; else its reason is in `dropped`."""
        reason = self._check(claim)
        if reason:
            self.dropped.append(reason)
        return not reason

    def _check(self, claim: Claim) -> str | None:
        text = _plain(claim.text)
        folded = fold(text)
        if not text:
            return "long"
        if any(pattern.search(told) for pattern in patterns("active") for told in (clean(claim.text), text)):
            return "active"
        if self.secrets.leaked(claim.text):
            return "leak"
        said = sum(len(one.text.split()) for one in self.statements)
        if len(text.split()) > min(limits()["statement_words"], self.words - said):
            return "long"
        chosen = self._quoted(claim)
        if not chosen:
            return "unquoted"
        if len({one.voice for one in chosen}) > 1:
            return "voices"
        if language_told(text) not in {None, self.language}:
            return "language"
        chosen = self._with_headings(text, chosen)
        cited = [cite(self.searcher, one, self.language) for one in chosen]
        statement = Statement(text, (), chosen[0].voice)
        over = [part for one in chosen for part in over_run(self.searcher, one)]
        reason = _oddly_marked(text, cited, over) or self._unsupported(statement, cited, over)
        if reason:
            return reason
        if any(fold(one.text) == folded for one in self.statements):
            return "repeated"
        numbers = tuple(dict.fromkeys(self._number(citation) for citation in cited))
        self.statements.append(replace(statement, citations=numbers))
        return None

    def _quoted(self, claim: Claim) -> list[Chosen]:
        """The runs that the claim's quotations are, each once; those that are none are left out."""
        found: dict[tuple[int, int, int], Chosen] = {}
        for quote in claim.quotes:
            source = self.sources.get(quote.key)
            run = run_of(self.searcher, source, quote.quote) if source else None
            if run is not None and run.words <= limits()["quotation_words"]:
                found.setdefault((run.candidate.passage.document, run.start, run.end), run)
        return list(found.values())

    def _with_headings(self, text: str, chosen: Sequence[Chosen]) -> list[Chosen]:
        """With the headings over them quoted too, where they hold a figure that the statement needs: the number of a
        commitment stands in its title, and seldom in the sentences below it."""
        quoted = " ".join(one.text for one in chosen)
        if not missing_figures(text, quoted):
            return list(chosen)
        found = list(chosen)
        for one in chosen:
            heading = heading_run(self.searcher, one, text)
            if heading is not None:
                found.append(heading)
                break
        return found

    def _unsupported(self, statement: Statement, cited: Sequence[Citation], over: Sequence[str]) -> str | None:
        sides = Sides.of(statement.text, self.language, cited, over)
        if missing_figures(statement.text, " ".join(citation.quote for citation in cited)):
            return "figures"
        if other_numbers(sides) or other_dates(sides):
            return "figures"
        if not self._named(statement, sides, cited):
            return "names"
        for reason, differs in _COMPARED:
            if differs(sides):
                return reason
        if other_speaker(sides, statement.voice):
            return "speaker"
        account = Account(self.searcher, sides, cited)
        if not about_the_same(sides, account):
            return "unrelated"
        if invented_reason(sides, account):
            return "reason"
        return "added" if added_part(sides, account) else None

    def _named(self, statement: Statement, sides: Sides, cited: Sequence[Citation]) -> bool:
        """Is everything that the statement names in its quotations, or another name for what is?"""
        beside = plain_names(self.searcher, self.names, cited)
        if not supported(statement, cited, beside, self.searcher):
            beside += other_names(self.searcher, cited)
            if not supported(statement, cited, beside, self.searcher):
                return False
        quoted = [side.text for side in sides.quoted]
        known = [*quoted, *beside, *other_forms(" ".join(quoted)), *(part for one in cited for part in one.section)]
        strange = strange_names(self.searcher, statement.text, known)
        return not strange or not strange_names(self.searcher, statement.text, [*known, *capitals(self.language)])

    def _number(self, citation: Citation) -> int:
        """Its number among the citations, as a new one or as one that is there."""
        for other in self.citations:
            if (other.document, other.start, other.end) == (citation.document, citation.start, citation.end):
                return other.number
        self.citations.append(replace(citation, number=len(self.citations) + 1))
        return len(self.citations)


def _plain(text: str) -> str:
    """One line without the keys and markers that a model likes to repeat; emphasis goes, the words stay."""
    text = clean(_MARKER.sub("", _KEY.sub("", text)))
    return regex.sub(r"(?<!\w)[*_`#>]+|[*_`]+(?!\w)", "", text).strip()
