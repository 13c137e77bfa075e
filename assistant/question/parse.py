"""A message that was understood, parsed once into a `Question`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from assistant.ledger_query.conditions import conditioned, superlative
from assistant.ledger_query.fields import joints
from assistant.ledger_query.row_followup import rows_after
from assistant.ledger_query.semantic_parser import rows_asked
from assistant.message.followup import Resolved, language_of
from assistant.question.content_words import counted_in, label_words, predicate, which_in, words_in
from assistant.question.entities import understand
from assistant.question.initials import initials_after, initials_asked
from assistant.question.named_things import names_in, numbered_in, specifics
from assistant.question.plans import other_plans, plan_in, total_in
from assistant.question.question import Question
from assistant.question.sources_asked import annexes_in, reports_in
from assistant.texts import say
from corpus.commitments.references import references, without_references
from corpus.model import Metadata
from corpus.text.normalize import fold
from index.bm25 import stems, words
from index.search import Searcher

_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def parse(searcher: Searcher, typed: str, resolved: Resolved, before: str | None = None) -> Question:
    """The question that a message is, with the parts it is made of. `before` is the question that a follow-up leans
    on, whole."""
    question = _parsed(searcher, typed, resolved, before)
    if resolved.changed:
        return question
    parts = _parts(resolved.ask, resolved.language, list(searcher.documents().values()))
    each = (replace(resolved, text=part, ask=part) for part in parts)
    return replace(question, parts=tuple(_parsed(searcher, typed, one, None) for one in each))


def parse_alone(searcher: Searcher, text: str, language: str | None = None) -> Question:
    """A question that stands alone and is understood as it is written; `language` is the answer's, that of the text
    where none is given."""
    return _parsed(searcher, text, Resolved(text, text, language or language_of(text, None)), None)


def _parsed(searcher: Searcher, typed: str, resolved: Resolved, before: str | None) -> Question:
    text, ask = resolved.text, resolved.ask
    written_in = language_of(text, resolved.language)
    texts = searcher.in_both_languages(text, written_in)
    bare = without_references(text)
    asked = understand(ask)
    whole = understand(text) if resolved.changed else asked
    return Question(
        typed,
        text,
        ask,
        resolved.language,
        written_in,
        texts,
        understood=resolved.shown,
        follows=resolved.changed,
        aspects=asked.aspects,
        types=asked.types,
        overview=asked.overview,
        voices=asked.voices,
        references=asked.references or whole.references,
        countries=asked.countries or whole.countries,
        years=asked.years or whole.years,
        in_field=asked.field,
        plan=plan_in(text),
        stems={code: tuple(words(told, code)) for code, told in texts.items()},
        words=tuple(words_in(bare, written_in)),
        translated=_tokens(texts, written_in),
        specifics={code: specifics(told, code) for code, told in texts.items()},
        named=specifics(bare, written_in),
        names=names_in(text),
        numbered=numbered_in(without_references(one) for one in texts.values()),
        predicate={code: stems(told, code) for code, one in texts.items() if (told := predicate(one))},
        which={code: found for code, one in texts.items() if (found := which_in(one, code))},
        label={code: label_words(without_references(one), code) for code, one in texts.items()},
        counted=counted_in(text, texts),
        total=total_in(ask),
        annexes=annexes_in(text),
        reports=reports_in(text),
        conditioned=conditioned(ask),
        superlative=superlative(ask),
        rows=rows_asked(ask) if before is None else rows_after(ask, before),
        initials=initials_asked(ask) if before is None else initials_after(ask, before),
    )


def _tokens(texts: Mapping[str, str], written_in: str) -> frozenset[str]:
    others = [text for code, text in texts.items() if code != written_in]
    return frozenset(_TOKEN.findall(fold(others[0]))) if others else frozenset()


def _parts(question: str, language: str, documents: Sequence[Metadata]) -> tuple[str, ...]:
    """Two questions of two commitments in one sentence, () where it is one: neither is to be given what is said of the
    other's commitment. A plan that one of them names counts for both."""
    for start, end in joints(fold(question)):
        parts = (question[:start].strip(), question[end:].strip())
        one, other = (frozenset(references(part)) for part in parts)
        if one and other and not one & other:
            return tuple(_of_plan(part, question, language, documents) for part in parts)
    return ()


def _of_plan(part: str, question: str, language: str, documents: Sequence[Metadata]) -> str:
    others = other_plans(plan_in(question), documents)
    if not others or other_plans(plan_in(part), documents):
        return part
    cycles = {one.cycle for one in documents if one.cycle and one.id not in others}
    return f"{part.rstrip('? ')} ({say('ledger.cycle', language, cycle=cycles.pop())})" if len(cycles) == 1 else part
