"""Which language a message is in, and what it means after the messages before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import regex

from assistant.data import table
from assistant.message.clean import MAX_CHARACTERS, clean
from assistant.message.substitution import again
from assistant.question.entities import aspects, understand
from corpus.text.language import LANGUAGES, detect
from corpus.text.names import names
from corpus.text.normalize import fold
from index.bm25 import stopwords, words

Message = Mapping[str, object] | str
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}-]+")
_SHORT = 9  # words; a longer message names its own subject
_LONGER = 14  # the same for one that both begins like a continuation and points back
_ACRONYM = regex.compile(r"(?<!\w)[\p{Lu}\d-]{2,}(?!\w)")
_QUOTED = regex.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Resolved:
    """`text` is what to search for; `ask` is the part that says what is asked; `language` is the answer's.

    `changed` is True where the message had to be completed, `lost` where it needed that and nothing came before,
    `mended` where its words were put right; `topic` is what it took from before.
    """

    text: str
    ask: str
    language: str
    changed: bool = False
    lost: bool = False
    mended: bool = False
    topic: str | None = None

    @property
    def shown(self) -> str | None:
        """What to show as understood, None where that is what was typed."""
        return self.text if self.changed or self.mended else None

    def told(self, *, mended: bool, language: str | None) -> Resolved:
        """With what the wording of the message told."""
        return replace(self, mended=mended, language=language or self.language)


def resolve(message: str, history: Sequence[Message] = (), default: str | None = None) -> Resolved:
    """Complete `message` from the earlier user messages; `default` decides a language that nothing else does."""
    earlier = user_messages(history)
    previous: Resolved | None = None
    for text in earlier:
        previous = _step(text, previous, default)
    return _step(message, previous, default)


def user_messages(history: Sequence[Message]) -> list[str]:
    """What the person asked before: plain strings, or messages whose role is "user"."""
    found = []
    for entry in history:
        if isinstance(entry, str):
            found.append(entry)
        elif isinstance(entry, Mapping) and entry.get("role") == "user" and isinstance(entry.get("content"), str):
            found.append(str(entry["content"]))
    return [text for text in (clean(text[:MAX_CHARACTERS]) for text in found[-12:]) if text]


@lru_cache(maxsize=200)  # one question is looked at by several parts
def language_of(message: str, default: str | None) -> str:
    """The language of a message, by what it neither quotes nor writes as an acronym; `default` ("es") if unclear."""
    told = _QUOTED.sub(" ", message)
    if not any(character.isalpha() for character in told):
        told = message
    # a message all in capitals is shouted, not a string of acronyms
    shouted = told.isupper() and sum(word.isalpha() for word in _WORD.findall(told)) > 2
    told = told.strip() if shouted else _ACRONYM.sub(" ", told).strip()
    if not any(character.isalpha() for character in told):
        return default or "es"
    # question words and articles decide what a handful of shared words cannot
    tokens = [fold(word) for word in _WORD.findall(told)]
    votes = {code: sum(1 for token in tokens if token in stopwords(code)) for code in LANGUAGES}
    if "¿" in message or "¡" in message or "ñ" in message.lower():
        votes["es"] += 1
    if votes["es"] > 2 * votes["en"] or votes["en"] > 2 * votes["es"]:
        return max(votes, key=lambda code: votes[code])
    return detect(told, default=default or detect(told, default="es", certainty=0.5), certainty=0.65) or "es"


def _step(message: str, previous: Resolved | None, default: str | None) -> Resolved:
    folded = fold(message)
    for language, patterns in _data()["same_question"].items():
        if any(pattern.search(folded) for pattern in patterns):
            if previous is None:
                return Resolved(message, message, language, lost=True)
            return Resolved(previous.text, previous.ask, language, changed=True)
    language = language_of(message, previous.language if previous else default)
    swapped = again(message, previous.text, language) if previous else None
    if swapped is not None and previous is not None:
        return Resolved(swapped(previous.text), swapped(previous.ask), language, changed=True)
    if not _leans(message, folded, after=previous is not None):
        return Resolved(message, message, language)
    if previous is None:
        return Resolved(message, message, language, lost=_names_nothing(message, language))
    topic = previous.topic or subject(previous.text)
    own = _names_nothing(message, language) or not names(message)
    return Resolved(f"{message.rstrip()} ({topic})", message, language, changed=True, topic=topic if own else None)


def leans(message: str) -> bool:
    """Does the message need what was said before to be understood?"""
    return _leans(message, fold(message))


def _leans(message: str, folded: str, *, after: bool = False) -> bool:
    """Does the message need the one before to be understood? `after` says that there is one."""
    tokens = _WORD.findall(folded)
    asked = understand(message)
    names_its_own = bool(asked.references or asked.countries)
    if names_its_own and not any(pattern.search(folded) for pattern in _data()["opening"]["any"]):
        return False
    signs = [name for name in ("opening", "pointing") if any(p.search(folded) for p in _data()[name]["any"])]
    if len(tokens) > (_LONGER if len(signs) == 2 else _SHORT):
        return False
    empty = _empty() | _light() if after else _empty()
    if all(token in empty or token in stopwords("es") or token in stopwords("en") for token in tokens):
        return True
    if names_its_own:  # "and commitment 5?" keeps what was asked, not what it was asked of
        return True
    return bool(signs)


def _names_nothing(message: str, language: str) -> bool:
    left = [word for word in words(message, language) if word not in _empty_stems(language)]
    return not left and not understand(message).acronyms


def subject(question: str) -> str:
    """What a question is about: the question without what it asks of it."""
    text = regex.sub(r"[¿?¡!]", " ", question)
    folded = fold(text)
    spans = [
        match.span() for aspect in aspects().values() for pattern in aspect.ask for match in pattern.finditer(folded)
    ]
    # "Open Government Metric" is a name, whatever its words ask elsewhere
    kept = [span for span in names(text) if any(c.isspace() for c in text[slice(*span)])]
    for start, end in sorted(spans, reverse=True):
        if any(start < right and left < end for left, right in kept):
            continue
        text = text[:start] + " " * (end - start) + text[end:]
    told = _WORD.findall(text)
    meaning = [w for w in told if fold(w) not in stopwords("es") | stopwords("en")]
    if not meaning:
        return " ".join(question.split()).strip(" ?¿!¡.")
    first, last = text.find(meaning[0]), text.rfind(meaning[-1]) + len(meaning[-1])
    return " ".join(text[first:last].split())


@cache
def _data() -> dict[str, dict[str, tuple[regex.Pattern[str], ...]]]:
    return {
        name: {key: tuple(regex.compile(p) for p in patterns) for key, patterns in entry.items()}
        for name, entry in table("followup").items()
        if name not in ("empty", "light", "again")
    }


@cache
def _empty() -> frozenset[str]:
    return frozenset(table("followup")["empty"]["any"])


@cache
def _light() -> frozenset[str]:
    return frozenset(table("followup")["light"]["any"])


@cache
def _empty_stems(language: str) -> frozenset[str]:
    return frozenset(words(" ".join(_empty()), language))
