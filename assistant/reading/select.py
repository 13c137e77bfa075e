"""The few units that make the answer, out of all that were judged."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from assistant.question.question import Question
from assistant.reading.lists import listing
from assistant.reading.quoted import Chosen, distinct, grown, short_row
from assistant.retrieval.candidate import Candidate
from corpus.text.running_numbers import figures
from index.search import Searcher

STATEMENTS = 4
ROOM = 160  # words of an answer, which has to be read at one sitting
AROUND = 8  # words of a heading or title at most, and that say who speaks
GAP = 1.0  # a sentence is about as good as the best one if it scores at most this much less
WIDE = 4.0  # and still worth showing while there is room if it scores at most this much less
SAME = 92  # of 100, how alike the words of two sentences are from which they say the same


def select(
    searcher: Searcher,
    candidates: Sequence[Candidate],
    question: Question,
    counts: Sequence[Candidate] = (),
) -> list[Chosen]:
    """At most a handful of units, best first; rows of a list where a list is asked for and one is there.

    `counts` are units that count the same thing differently: all of them are heard.
    """
    if question.references:  # other commitments may sound alike: only the named one's evidence counts
        candidates = [c for c in candidates if c.signs.get("commitment", 0.0) > 0] or candidates
    if question.types & {"date", "money"}:  # a sentence without one is no answer, however alike it sounds
        candidates = [c for c in candidates if c.signs.get("type", 0.0) > 0] or candidates
    if not candidates:
        return []
    if counts:
        return _together(grown(searcher, counts))
    listed = listing(searcher, candidates, question, GAP)
    if listed:
        return distinct(grown(searcher, listed))
    chosen = _best(searcher, candidates, question)
    chosen = _each_voice(chosen, candidates, question) or [_instead(candidates)]
    return _together(_that_fit(distinct(grown(searcher, chosen, first=True))))


def _best(searcher: Searcher, candidates: Sequence[Candidate], question: Question) -> list[Candidate]:
    """Best first, no two that say the same."""
    best = candidates[0].score
    chosen: list[Candidate] = []
    for candidate in candidates:
        if len(chosen) == STATEMENTS or candidate.score < best - WIDE:
            break
        if _only_names(searcher, candidate):
            continue
        if question.voices and candidate.signs.get("voice", 1.0) <= 0 and chosen:
            continue  # somebody else's words
        if _repeats(candidate, chosen) or _in_the_row(searcher, candidate, chosen):
            continue
        chosen.append(candidate)
    return chosen


def _only_names(searcher: Searcher, candidate: Candidate) -> bool:
    """Is it a heading or row label that says nothing of its own?"""
    named = candidate.unit.kind in {"heading", "label"}
    return named and not _tells(candidate) and not short_row(searcher, candidate.unit)


def _in_the_row(searcher: Searcher, candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Does it stand in a short row that is quoted whole already?"""
    unit = candidate.unit
    same = any((c.unit.passage, c.unit.block) == (unit.passage, unit.block) for c in chosen)
    return same and bool(short_row(searcher, unit))


def _that_fit(chosen: list[Chosen]) -> list[Chosen]:
    """The best one, and of the others those that fit into the room that is left, with what has to be said around
    them."""
    kept: list[Chosen] = []
    said: set[tuple[str, ...]] = set()
    left = ROOM
    for one in chosen:
        metadata = one.candidate.metadata
        document, section = (one.voice, metadata.id), (metadata.id, *one.candidate.section)
        words = one.words + (0 if document in said else AROUND + min(len(metadata.title.split()), AROUND))
        words += 0 if section in said else min(len(" ".join(section[-1:]).split()), AROUND)
        if not kept or words <= left:
            kept.append(one)
            said |= {document, section}
            left -= words
    return kept


def _together(chosen: list[Chosen]) -> list[Chosen]:
    """What one voice says in one document stands together, and so does what stands in one place of it, as the document
    has it; the best voice and the best place come first."""
    voices: dict[tuple[str, str], dict[tuple[str, ...], list[Chosen]]] = {}
    for one in chosen:
        places = voices.setdefault((one.voice, one.candidate.metadata.id), {})
        places.setdefault(one.candidate.section, []).append(one)
    return [
        one
        for places in voices.values()
        for group in places.values()
        for one in sorted(group, key=lambda one: one.start)
    ]


def _instead(candidates: Sequence[Candidate]) -> Candidate:
    """Where only headings were near: the first sentence below the best of them, else the heading itself."""
    best = candidates[0]
    below = [c for c in candidates if c.passage.n == best.passage.n and c.unit.n > best.unit.n]
    told = [c for c in below if c.unit.kind not in {"heading", "label"}]
    return min(told, key=lambda c: c.unit.n) if told else best


def _tells(candidate: Candidate) -> bool:
    """A heading tells something when it is a sentence of its own, as in "Recommendation 1: Establish …"."""
    return ":" in candidate.unit.text and len(candidate.unit.text) > 50 and candidate.unit.kind == "heading"


def _repeats(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Does one of them say the same in the same words? What differs in a figure may be a disagreement."""
    alike = [other for other in chosen if _one_thing(candidate, other)]
    alike = [other for other in alike if fuzz.token_sort_ratio(candidate.unit.text, other.unit.text) >= SAME]
    return any(figures(candidate.unit.text) == figures(other.unit.text) for other in alike)


def _one_thing(one: Candidate, other: Candidate) -> bool:
    """The same words of two commitments (or two rows) are two facts."""
    same_commitment = one.passage.number == other.passage.number
    return same_commitment and (one.unit.label == other.unit.label or not one.unit.label)


def _each_voice(chosen: list[Candidate], candidates: Sequence[Candidate], question: Question) -> list[Candidate]:
    """Where a judgement on one commitment is asked for and nobody in particular, let each voice be heard."""
    if question.voices or "rating" not in question.aspects or not chosen:
        return chosen
    about = chosen[0].passage
    if about.number is None and about.commitment is None:
        return chosen
    heard = {c.voice for c in chosen}
    for candidate in candidates:
        voice = candidate.voice
        same = (candidate.passage.number, candidate.passage.commitment) == (about.number, about.commitment)
        told = candidate.unit.kind not in {"heading", "label"}
        wanted = told and voice in {"assessed", "self_reported"} and voice not in heard
        if wanted and same and candidate.signs.get("fits", 0.0) > 0:
            chosen = [*chosen, candidate]
            heard.add(voice)
    return chosen
