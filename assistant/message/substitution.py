"""Follow-ups that ask the question before again, with one thing put in the place of another: data in followup.toml.

"And number 5?", "and in the third plan?", "and in the plan before?", "and according to the IRM?",
"and the one in Riva?"
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import regex

from assistant.data import table
from assistant.ledger_query.grammar import data, pattern
from assistant.question.entities import understand
from assistant.question.named_things import plans
from corpus.ledger.plan_names import ordinals
from corpus.text.names import names
from corpus.text.normalize import fold
from corpus.text.terms import load_terms
from index.bm25 import stopwords

Again = Callable[[str], str]
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_PREFIX = regex.compile(r"^(?:según|segun|para|por|de|according to|by|in|from)\s+", regex.IGNORECASE)
_END = regex.compile(r"[\s?!.…]*$")


def again(message: str, before: str, language: str) -> Again | None:
    """What turns the question before into the one that `message` means; None where it means no such thing."""
    folded = fold(message)
    if not any(regex.search(p, folded) for p in table("followup")["opening"]["any"]):
        return None
    return (
        _number(folded, before)
        or _plan(message, before, language)
        or _voice(message, before, language)
        or _name(message, before)
    )


def _number(folded: str, before: str) -> Again | None:
    match = regex.match(table("followup")["again"]["number"], folded)
    if match is None:
        return None
    old = next((r for r in understand(before).references if r.number is not None or r.id), None)
    if old is None:
        return None
    new = match.group(1).upper()
    if old.id:
        return lambda text: regex.sub(regex.escape(old.id or ""), new, text, flags=regex.IGNORECASE)
    return lambda text: regex.sub(rf"(?<!\d){old.number}(?!\d)", new, text, count=1)


def _plan(message: str, before: str, language: str) -> Again | None:
    said = plans(message, language)
    if len(said) == 1 and _nothing_else(message.replace(said[0], " ")):
        return partial(_put_plan, said[0], language)
    numbers = ordinals(before)
    for name, step in (("earlier", -1), ("later", 1)):
        match = regex.search(table("followup")["again"][name], fold(message))
        if match and len(numbers) == 1 and _nothing_else(message[: match.start()] + " " + message[match.end() :]):
            other = _plan_number(next(iter(numbers)) + step, language)
            return partial(_put_plan, other, language) if other else None
    return None


def _put_plan(new: str, language: str, text: str) -> str:
    old = plans(text, language)
    if old:
        return text.replace(old[0], new, 1)
    return f"{_END.sub('', text)} ({new})?"


def _plan_number(number: int, language: str) -> str | None:
    """What the plan of that number is called."""
    forms = (term.forms for term in load_terms().terms)
    return next((f[language][0] for f in forms if f"{number}pa" in map(fold, f.get("es", ())) and language in f), None)


def _voice(message: str, before: str, language: str) -> Again | None:
    for voice in data()["voice"]:
        match = pattern("voice", voice).search(fold(message))
        if match and _nothing_else(message[: match.start()] + " " + message[match.end() :]):
            said = message[match.start() : match.end()].strip()
            return partial(_put_voice, _PREFIX.sub("", said) or said, language)
    return None


def _put_voice(new: str, language: str, text: str) -> str:
    """With another voice where one is named, else with that voice behind the question."""
    folded = fold(text)
    # "apertura del gobierno" names nobody who speaks
    for match in pattern("subject", "openness").finditer(folded):
        folded = folded[: match.start()] + "_" * len(match.group()) + folded[match.end() :]
    found = [match for voice in data()["voice"] for match in pattern("voice", voice).finditer(folded)]
    if not found:
        return f"{_END.sub('', text)}, {'según' if language == 'es' else 'according to'} {new}?"
    match = min(found, key=lambda match: match.start())
    prefix = _PREFIX.match(text[match.start() : match.end()])
    return text[: match.start()] + (prefix.group() if prefix else "") + new + text[match.end() :]


def _name(message: str, before: str) -> Again | None:
    opening = regex.match(table("followup")["again"]["opening"], fold(message))
    message = message[opening.end() :] if opening else message
    new, old = _named(f"… {message}"), _named(before)
    if len(new) != 1 or len(old) != 1 or new[0].isupper() != old[0].isupper():
        return None
    if not _nothing_else(message.replace(new[0], " ")):
        return None
    return lambda text: text.replace(old[0], new[0])


def _named(text: str) -> list[str]:
    """Proper names that are no official terms."""
    terms = [(m.start, m.end) for code in ("es", "en") for m in load_terms().find(text, code)]
    found = (span for span in names(text) if not any(span[0] < end and start < span[1] for start, end in terms))
    return list(dict.fromkeys(text[start:end] for start, end in found))


def _nothing_else(rest: str) -> bool:
    """Do these words of a message say nothing of their own?"""
    light = stopwords("es") | stopwords("en") | frozenset(table("followup")["again"]["light"].split())
    return all(word in light for word in _WORD.findall(fold(rest)))
