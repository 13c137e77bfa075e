"""Questions in other words: official terms said by another of their forms."""

from __future__ import annotations

import regex

from corpus.text.normalize import comparable
from corpus.text.terms import Mention, Terms, load_terms
from evals.cases import Case, Language
from evals.perturb.slips import Chance
from evals.perturb.wordings import exchange, fits_between

_JOINS = ("-", "–")  # a word that these join to another is not said alone ("sub-commitments")
_WORD = regex.compile(r"[\p{L}\p{N}]+")


def in_other_words(case: Case, language: Language, terms: Terms | None = None) -> str:
    """Every term of which another form fits replaced by it; the question itself where there is none.

    Left alone are questions about initials, terms that stand in two forms side by side, and forms that would say what
    the answer has to say.
    """
    question = case.question(language)
    if case.kind == "acronym":
        return question
    terms = terms or load_terms()
    chance = Chance("synonyms", case, language)
    mentions = terms.find(question, language)
    met = [mention.term for mention in mentions]
    for mention in reversed(mentions):  # from the end: what stands before keeps its place
        if mention.term.expand and met.count(mention.term) == 1:
            forms = _fitting(case, question, mention, language)
            if forms:
                question = _put(question, mention, chance.choose(forms, mention.start))
    return question


def _fitting(case: Case, question: str, mention: Mention, language: Language) -> list[str]:
    """The forms that may stand there, of those that change most."""
    before, after = question[: mention.start], question[mention.end :]
    if before.endswith(_JOINS) or after.startswith(_JOINS):
        return []
    listed = mention.term.forms[language]
    typed = question[mention.start : mention.end]
    said = next(
        (form for form in listed if comparable(form) == comparable(typed)), typed
    )  # as it is written officially
    changes = {}
    for form in listed:
        change = exchange(said, form, listed, language)
        if (
            change is not None
            and fits_between(before, after, said, form, language)
            and not _repeats(said, form, before + after)
            and not _gives_away(case, question, _put(question, mention, form))
        ):
            changes[form] = change
    return [form for form, change in changes.items() if change == min(changes.values())]


def _put(question: str, mention: Mention, form: str) -> str:
    before, after = question[: mention.start], question[mention.end :]
    begins = not any(char.isalnum() for char in before)
    return before + (form[0].upper() + form[1:] if begins and question[mention.start].isupper() else form) + after


def _repeats(said: str, form: str, rest: str) -> bool:
    """Whether it brings in a word that the question has anyway ("padrón de beneficiarios abierto de beneficiarios")."""
    return bool((_words(form) - _words(said)) & _words(rest))


def _words(text: str) -> set[str]:
    """Its words of four letters or more, folded."""
    return {word for word in _WORD.findall(comparable(text)) if len(word) > 3}


def _gives_away(case: Case, question: str, changed: str) -> bool:
    """Whether it says a vital nugget that the question has not said."""
    return len(case.missing_nuggets(changed)) < len(case.missing_nuggets(question))
