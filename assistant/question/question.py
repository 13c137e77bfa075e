"""What is asked, parsed once: no later stage reads the words of the question again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.ledger_query.query import RowsAsked
from assistant.question.content_words import Counted, Which, Word
from assistant.question.named_things import Specific
from assistant.question.plans import PlanNamed, TotalNamed
from corpus.commitments.references import Reference


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Codes of languages are "es" and "en".

    `typed` is what was sent, `text` the question as it was understood, `ask` the part of it that says what is asked,
    `texts` the question by language (the other one translated, where that can be done). `language` is the answer's,
    `written_in` the one that `text` is in. `understood` is what to show as understood, None where that is what was
    typed. `follows` is True where it was completed from what was asked before.

    `aspects` are names of aspects.toml, `types` the kinds of thing that are asked for ("number", "date", "money",
    "body", "list"), `overview` is True where everything known is asked for; `voices` are voices of the contract,
    `countries` codes of ISO 3166-1, `years` as written. `in_field` is True where it speaks of commitments, plans or
    other official terms.

    `stems` are its words by language, `words` those in which it says more than that it asks, `translated` its folded
    words in the other language. `specifics` are the things it names outright, by language, `named` those other than
    commitments; `names` the proper names that name no plan; `numbered` gives a word the numbers it is named with
    ("option" → {"2"}); `predicate` the stems, by language, of what is to be so of commitments, `which`
    thing is asked for by what is so of it, `label` its words as a row's label would have them. `annexes` are the
    numbers of annexes that it asks for, `reports` the reports of cited.toml. `conditioned` is True where it asks for
    commitments of which something must hold, `superlative` for the most or least of them, `rows` what it asks of the
    ledger, `initials` the acronym whose meaning it asks for. `parts` are the
    questions of which it is made, where these are two about two commitments.
    """

    typed: str
    text: str
    ask: str
    language: str
    written_in: str
    texts: Mapping[str, str]
    understood: str | None = None
    follows: bool = False
    aspects: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    overview: bool = False
    voices: frozenset[str] = frozenset()
    references: tuple[Reference, ...] = ()
    countries: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    in_field: bool = False
    plan: PlanNamed = field(default_factory=PlanNamed)
    stems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: tuple[Word, ...] = ()
    translated: frozenset[str] = frozenset()
    specifics: Mapping[str, tuple[Specific, ...]] = field(default_factory=dict)
    named: tuple[Specific, ...] = ()
    names: tuple[str, ...] = ()
    numbered: Mapping[str, frozenset[str]] = field(default_factory=dict)
    predicate: Mapping[str, frozenset[str]] = field(default_factory=dict)
    which: Mapping[str, Which] = field(default_factory=dict)
    label: Mapping[str, frozenset[str]] = field(default_factory=dict)
    counted: Counted = field(default_factory=Counted)
    total: TotalNamed | None = None
    annexes: frozenset[str] = frozenset()
    reports: tuple[str, ...] = ()
    conditioned: bool = False
    superlative: bool = False
    rows: RowsAsked | None = None
    initials: str | None = None
    parts: tuple[Question, ...] = ()
