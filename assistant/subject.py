"""What a question is about: its words less those that only name a commitment or country, and its official terms."""

from __future__ import annotations

import numpy as np
import regex

from assistant.question import Understanding
from assistant.specifics import without_plan
from corpus.commitments import without_references
from corpus.terms import fold, load_terms
from index.about import country_name
from index.kindred import Floats
from index.lexical import stems, words
from index.query import Query


def subject(query: Query, code: str, asked: Understanding) -> list[str]:
    """The question's meaning words. Those that only name a country, or the commitment and its plan where one is
    named, are left out: those signs count by themselves, and every sentence about the thing would share them."""
    tokens = list(dict.fromkeys(query.tokens[code]))
    text = query.texts.get(code)
    if text is None:
        return tokens
    left = set(words(without_plan(without_references(text), code), code)) if asked.references else set(tokens)
    for country in asked.countries:
        left -= set(words(country_name(country, code), code))
    return [token for token in tokens if token in left]


def subject_share(query: Query, asked: Understanding) -> Floats:
    """How much of the question each of its asked words makes up, shape (words,): as `query.words.share`, without those
    that only name a commitment or a country."""
    words_asked = query.words
    if (not asked.references and not asked.countries) or words_asked.language not in query.tokens:
        return words_asked.share
    kept = set(subject(query, words_asked.language, asked))
    told = [bool(kept & stems(word, words_asked.language)) for word in words_asked.words]
    share = words_asked.share * np.array(told, dtype=np.float32)
    total = float(share.sum())
    return np.asarray(share / total if total else share, dtype=np.float32)


def terms_of(query: Query) -> list[tuple[frozenset[str], regex.Pattern[str]]]:
    """For every term of the question: the stems it stands for, and a pattern of all its folded forms."""
    found = []
    for mention in load_terms().find(query.text, query.language):
        if mention.term.expand:
            forms = {fold(form) for values in mention.term.forms.values() for form in values}
            stems = words(query.text[mention.start : mention.end], query.language)
            pattern = "|".join(regex.escape(form) for form in sorted(forms, key=len, reverse=True))
            found.append((frozenset(stems), regex.compile(rf"(?<!\w)(?:{pattern})(?!\w)")))
    return found
