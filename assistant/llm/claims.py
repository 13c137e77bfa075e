"""What a model states is made into statements with citations of the source's own runs, or dropped with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from assistant.answer import Citation, Statement
from assistant.llm.align import align
from assistant.llm.context import Source
from assistant.llm.reply import Claim
from assistant.message.clean import clean
from assistant.reading.introduced import LONGEST, introduction
from assistant.reading.quoted import Chosen, voice_of_run
from assistant.retrieval.candidate import Candidate
from assistant.translation.answer_language import language_told, spoken
from assistant.translation.official_titles import official_titles
from assistant.verification.facts import missing_figures
from assistant.verification.safety import Secrets, active
from assistant.verification.verify import ClaimVerifier
from assistant.writing.extractive import citation_of
from assistant.writing.render import Names
from corpus.text.language import LANGUAGES
from corpus.text.normalize import fold
from corpus.text.running_numbers import figures, ids
from index.search import Searcher
from index.store import StoredUnit

_STATEMENT_WORDS = 70  # of one statement; a sentence, not a page
_QUOTATION_WORDS = 120
_LEAST_WORDS = 4  # a quotation of fewer is taken with the whole sentence or cell that it stands in
_ABOVE = 60  # passages before a run among which its headings are looked for
_KEY = regex.compile(r"\s*[\[(]?\b(?:key:?\s*)?k[0-9a-f]{6}\b[\])]?", regex.IGNORECASE)
_MARKER = regex.compile(r"\s*(?:\[\d{1,3}\]|【[^】]*】|\[\^\d+\])")
_EMPHASIS = regex.compile(r"(?<!\w)[*_`#>]+|[*_`]+(?!\w)")


@dataclass
class Checker:
    """Checks the claims of one reply, in order, up to so many `words` in all. `citations` are those of what has
    passed, numbered from 1.

    The reasons for dropping one, in the order in which they are looked for:

    active     it holds an address, markup or a link
    leak       it repeats the instructions, the request's keys or its canary
    long       it is no sentence, or there is no more room for one
    unquoted   none of its quotations is a run of the source that it names
    voices     its quotations speak with different voices
    language   it is in another language than the question
    …          those of `assistant.verification.verify.ClaimVerifier.unsupported`
    repeated   it says what was said already
    """

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
        text = _plain(claim.text)
        reason = self._unfit(claim, text) or self._unsupported(claim, text)
        if reason:
            self.dropped.append(reason)
        return not reason

    def _unfit(self, claim: Claim, text: str) -> str | None:
        """What is wrong with its words, whatever it quotes."""
        if not text:
            return "long"
        if active(clean(claim.text)) or active(text):
            return "active"
        if self.secrets.leaked(claim.text):
            return "leak"
        said = sum(len(one.text.split()) for one in self.statements)
        return "long" if len(text.split()) > min(_STATEMENT_WORDS, self.words - said) else None

    def _unsupported(self, claim: Claim, text: str) -> str | None:
        """What is wrong with it beside its quotations; where nothing is, it becomes a statement."""
        chosen = self._quoted(claim)
        if not chosen:
            return "unquoted"
        if len({one.voice for one in chosen}) > 1:
            return "voices"
        if language_told(text) not in {None, self.language}:
            return "language"
        chosen = self._with_headings(text, chosen)
        cited = [_citation(self.searcher, one, self.language) for one in chosen]
        statement = Statement(text, (), chosen[0].voice)
        over = [part for one in chosen for part in _over_run(self.searcher, one)]
        reason = ClaimVerifier(self.searcher, self.names, self.language).unsupported(statement, cited, over)
        if reason:
            return reason
        if any(fold(one.text) == fold(text) for one in self.statements):
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
            if run is not None and run.words <= _QUOTATION_WORDS:
                found.setdefault((run.candidate.passage.document, run.start, run.end), run)
        return list(found.values())

    def _with_headings(self, text: str, chosen: Sequence[Chosen]) -> list[Chosen]:
        """With the nearest heading quoted too that holds a figure which the statement needs: the number of a commitment
        stands in its title, and seldom in the sentences below it."""
        if not missing_figures(text, " ".join(one.text for one in chosen)):
            return list(chosen)
        headings = (_heading_run(self.searcher, one, text) for one in chosen)
        first = next((heading for heading in headings if heading is not None), None)
        return [*chosen, first] if first else list(chosen)

    def _number(self, citation: Citation) -> int:
        """Its number among the citations, as a new one or as one that is there."""
        for other in self.citations:
            if (other.document, other.start, other.end) == (citation.document, citation.start, citation.end):
                return other.number
        self.citations.append(replace(citation, number=len(self.citations) + 1))
        return len(self.citations)


def run_of(searcher: Searcher, source: Source, quote: str) -> Chosen | None:
    """The run of the source that `quote` is, None where it is none."""
    place = align(quote, source.passage.text)
    if place is None:
        return None
    passage = source.passage
    start, end = passage.start + place[0], passage.start + place[1]
    inside = [u for u in searcher.content.units_of([passage.n]) if u.start < end and start < u.end]
    if not inside:
        return None
    if len(quote.split()) < _LEAST_WORDS:
        start, end = min(start, inside[0].start), max(end, inside[0].end)
    above = introduction(searcher, inside[0])
    if above is not None:  # alone it would say something else
        start = min(start, above.start)
        if end - start > LONGEST:
            return None
    return _chosen(searcher, source.best, inside[0], (start, end))


def _plain(text: str) -> str:
    """One line without the keys and markers that a model likes to repeat; emphasis goes, the words stay."""
    return _EMPHASIS.sub("", clean(_MARKER.sub("", _KEY.sub("", text)))).strip()


def _heading_run(searcher: Searcher, one: Chosen, text: str) -> Chosen | None:
    """The nearest heading over a run that holds a figure or id which `text` needs and the run does not give."""
    lacking = (figures(text) | ids(text)) - figures(one.text) - ids(one.text)
    for unit in _headings(searcher, one):
        if lacking & (figures(unit.text) | ids(unit.text)):
            heading = _chosen(searcher, one.candidate, unit, (unit.start, unit.end))
            # it says what the passage is about, and nothing in a voice of its own
            return replace(heading, voice=one.voice)
    return None


def _headings(searcher: Searcher, one: Chosen) -> Iterator[StoredUnit]:
    """The headings and row labels that the run stands under, from the nearest up."""
    content, passage = searcher.content, one.candidate.passage
    above = [n for n in content.passages_of_document(passage.document) if n <= passage.n][-_ABOVE:]
    units = [u for u in content.units_of(above) if u.kind in {"heading", "label"} and u.end <= one.end]
    named = {" ".join(part.split()) for part in one.candidate.section}
    return (unit for unit in reversed(units) if " ".join(unit.text.split()) in named)


def _over_run(searcher: Searcher, one: Chosen) -> list[str]:
    """What stands over the cells of a run: the headers of their columns, the label of their row."""
    units = searcher.content.units_of([one.candidate.passage.n])
    inside = [unit for unit in units if unit.start < one.end and one.start < unit.end]
    return list(dict.fromkeys(part for unit in inside for part in (unit.header, unit.label) if part))


def _citation(searcher: Searcher, one: Chosen, language: str) -> Citation:
    """The run as a citation without a number, with its translation where it is in another language."""
    own = one.candidate.passage.language
    said = spoken(searcher, one.text, own, language, official_titles(searcher, own, language))
    if own == language and said.translation is not None:
        own = next(other for other in LANGUAGES if other != language)
    return citation_of(searcher, one, 0, own, said.translation)


def _chosen(searcher: Searcher, near: Candidate, unit: StoredUnit, run: tuple[int, int]) -> Chosen:
    candidate = near if near.unit.n == unit.n else replace(near, unit=unit, signs={}, answer=None)
    text = searcher.content.run(near.passage.document, *run)
    return Chosen(candidate, *run, text, voice_of_run(searcher, candidate, text))
