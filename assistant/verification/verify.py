"""What must hold of every answer, checked after composing, for every composer; and what of a chat model's claims, too.

A statement stays only if it has a citation, every citation's quote is the run of the document it says it is, and every
figure, date, name and OGP id of the statement stands in its quotations, in the headings and headers over them, in the
rows it counts, or is an official or translated form of what does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation, Statement
from assistant.verification.attribution import other_speaker
from assistant.verification.comparison import Sides
from assistant.verification.contradiction import denies_otherwise, opposed
from assistant.verification.entailment import altered, exchanged, widened
from assistant.verification.facts import missing_figures, other_dates, other_levels, other_numbers
from assistant.verification.names import missing_names, other_forms, other_names, plain_names, strange_names
from assistant.verification.quotations import exact, headers, over_quotation
from assistant.verification.safety import foreign_signs, marked_otherwise
from assistant.verification.support import Account, about_the_same, added_part, invented_reason
from assistant.writing.render import Names
from index.search import Searcher
from index.translation.post_editing import capitals

_COMPARED: tuple[tuple[str, Callable[[Sides], bool]], ...] = (
    ("levels", other_levels),
    ("negation", denies_otherwise),
    ("direction", opposed),
    ("quantity", widened),
    ("role", exchanged),
    ("altered", altered),
)


def supported(
    statement: Statement, citations: Sequence[Citation], rows: Sequence[str] = (), searcher: Searcher | None = None
) -> bool:
    """Do the statement's figures and ids stand in its quotations, and its names there or beside them?

    `rows` are the official and translated titles and values of the rows that it counts; `searcher` tells the headers
    of the table that a quotation stands in."""
    quotes = " ".join(citation.quote for citation in citations)
    if missing_figures(statement.text, quotes):
        over = " ".join(name for one in citations for name in headers(searcher, one)) if searcher else ""
        if missing_figures(statement.text, f"{quotes} {over}"):
            return False
    beside = [quotes, *(citation.translation or "" for citation in citations), *rows]
    if not missing_names(statement.text, beside):
        return True
    beside += [part for citation in citations for part in (*citation.section, citation.title)]
    beside += other_forms(quotes)
    if not missing_names(statement.text, beside):
        return True
    if searcher is None:
        return False
    over_all = (text for one in citations for text in over_quotation(searcher, one))
    return not missing_names(statement.text, [*beside, *over_all])


def verify(
    searcher: Searcher, statements: Sequence[Statement], citations: Sequence[Citation], rows: Sequence[str] = ()
) -> tuple[list[Statement], list[Citation]]:
    """What stands up, with citations numbered anew from 1 in order of use."""
    good = {citation.number: citation for citation in citations if exact(searcher, citation)}
    kept = [
        statement
        for statement in statements
        if statement.citations
        and all(number in good for number in statement.citations)
        and supported(statement, [good[number] for number in statement.citations], rows, searcher)
    ]
    return renumbered(kept, list(good.values()))


def renumbered(
    statements: Sequence[Statement], citations: Sequence[Citation]
) -> tuple[list[Statement], list[Citation]]:
    """The same with citations numbered from 1 in order of use; those that no statement uses go."""
    by_number = {citation.number: citation for citation in citations}
    used = dict.fromkeys(number for statement in statements for number in statement.citations)
    new = {old: position for position, old in enumerate(used, start=1)}
    told = [replace(one, citations=tuple(new[number] for number in one.citations)) for one in statements]
    return told, [replace(by_number[old], number=number) for old, number in new.items()]


@dataclass(frozen=True, slots=True)
class ClaimVerifier:
    """Compares what a chat model wrote with what it quotes, in the language of the question. `names` are the short
    names of the documents."""

    searcher: Searcher
    names: Names
    language: str

    def unsupported(self, statement: Statement, cited: Sequence[Citation], over: Sequence[str]) -> str | None:
        """The reason for which a statement does not stand up beside its quotations, None where it does; `over` is what
        stands over them in a table. The reasons, in the order in which they are looked for:

        signs      it holds letters or figures of another script, which they do not
        marked     it puts in quotation marks what nobody wrote
        figures    it gives a number, a date or an id that they do not, or counts with it something else
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
        """
        text = statement.text
        beside = [part for one in cited for part in (one.quote, one.translation or "", one.title, *one.section)]
        if foreign_signs(text, beside):
            return "signs"
        if marked_otherwise(text, [*beside, *over]):
            return "marked"
        sides = Sides.of(text, self.language, cited, over)
        quotes = " ".join(citation.quote for citation in cited)
        if missing_figures(text, quotes) or other_numbers(sides) or other_dates(sides):
            return "figures"
        if not self._named(statement, sides, cited):
            return "names"
        found = next((reason for reason, differs in _COMPARED if differs(sides)), None)
        return found or self._beyond(statement, sides, cited)

    def _beyond(self, statement: Statement, sides: Sides, cited: Sequence[Citation]) -> str | None:
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
