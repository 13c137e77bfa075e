"""The source's own run for what a model says it quotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.answer import Citation
from assistant.gate import figures, ids
from assistant.model.align import align
from assistant.model.sources import Source
from assistant.reading.introduced import LONGEST, introduction
from assistant.reading.quoted import Chosen, voice_of_run
from assistant.retrieval.candidate import Candidate
from assistant.translation.answer_language import spoken
from assistant.translation.official_titles import official_titles
from assistant.writing.extractive import citation_of
from corpus.text.language import LANGUAGES
from index.content import StoredUnit
from index.search import Searcher

LEAST_WORDS = 4  # a quotation of fewer is taken with the whole sentence or cell that it stands in


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
    if len(quote.split()) < LEAST_WORDS:
        start, end = min(start, inside[0].start), max(end, inside[0].end)
    above = introduction(searcher, inside[0])
    if above is not None:
        start = min(start, above.start)
        if end - start > LONGEST:
            return None
    return _chosen(searcher, source.best, inside[0], start, end)


def heading_run(searcher: Searcher, one: Chosen, text: str) -> Chosen | None:
    """The nearest heading over a run that holds a figure or id which `text` needs and the run does not give."""
    lacking = (figures(text) | ids(text)) - figures(one.text) - ids(one.text)
    for unit in _headings(searcher, one):
        if lacking & (figures(unit.text) | ids(unit.text)):
            heading = _chosen(searcher, one.candidate, unit, unit.start, unit.end)
            # it says what the passage is about, and nothing in a voice of its own
            return replace(heading, voice=one.voice)
    return None


def over_run(searcher: Searcher, one: Chosen) -> list[str]:
    """What stands over the cells of a run: the headers of their columns, the label of their row."""
    units = searcher.content.units_of([one.candidate.passage.n])
    inside = [unit for unit in units if unit.start < one.end and one.start < unit.end]
    return list(dict.fromkeys(part for unit in inside for part in (unit.header, unit.label) if part))


def _headings(searcher: Searcher, one: Chosen) -> Iterator[StoredUnit]:
    """The headings and row labels that the run stands under, from the nearest up."""
    content, passage = searcher.content, one.candidate.passage
    above = [n for n in content.passages_of_document(passage.document) if n <= passage.n][-60:]
    units = [u for u in content.units_of(above) if u.kind in {"heading", "label"} and u.end <= one.end]
    named = {" ".join(part.split()) for part in one.candidate.section}
    for unit in reversed(units):
        if " ".join(unit.text.split()) in named:
            yield unit


def cite(searcher: Searcher, one: Chosen, language: str) -> Citation:
    """The run as a citation without a number, with its translation where it is in another language."""
    own = one.candidate.passage.language
    said = spoken(searcher, one.text, own, language, official_titles(searcher, own, language))
    if own == language and said.translation is not None:
        own = next(other for other in LANGUAGES if other != language)
    return citation_of(searcher, one, 0, own, said.translation)


def _chosen(searcher: Searcher, near: Candidate, unit: StoredUnit, start: int, end: int) -> Chosen:
    candidate = near if near.unit.n == unit.n else replace(near, unit=unit, signs={}, answer=None)
    text = searcher.content.run(near.passage.document, start, end)
    return Chosen(candidate, start, end, text, voice_of_run(searcher, candidate, text))
