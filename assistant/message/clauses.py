"""What of a message is asked, and what is only said around it: data in asking.toml.

Greetings, thanks, courtesies, orders to the assistant and sentences that neither ask nor name anything are left aside.
In doubt everything is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from assistant.data import table
from assistant.message.intent import small_talk
from corpus.commitments.references import references
from corpus.text.normalize import fold
from corpus.text.sentences import is_abbreviated
from corpus.text.terms import load_terms
from index.bm25 import words

_CUT = regex.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|;(?=\s)")
_QUOTED = regex.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|\([^()]*\)")
_ENDS = " \t,.;:!…-–—"


@dataclass(frozen=True, slots=True)
class Asking:
    """`text` is what is asked; `around` are the clauses beside it that state something; `language` is the one that
    an order asks the answer to be in."""

    text: str
    around: tuple[str, ...] = ()
    language: str | None = None


def asking(message: str) -> Asking:
    """Tell apart what is asked and what is said. `text` is the whole message where nothing else is certain."""
    asked: list[str] = []
    stated: list[str] = []
    language: str | None = None
    clauses = list(_clauses(message))
    for clause in clauses:
        if small_talk(clause):
            continue
        rest, ordered = _without_orders(clause)
        language = _language(ordered) or language
        if not rest:
            continue
        question, before = _plain(rest)
        if before:
            stated.append(before)
        if question and (before is not None or _asks(rest)):
            asked.append(question)
        elif question and small_talk(question) is None:
            stated.append(question)
    text = " ".join(asked)
    if not asked or (stated and not _says_enough(text)):
        # nothing asks outright, or the question says too little alone: only orders and talk are left aside
        kept = [left for c in clauses if not small_talk(c) and (left := _without_orders(c)[0])]
        about = [clause for clause in kept if _names_the_matter(clause)]
        if not asked and 0 < len(about) < len(kept):  # "It is raining. commitments fourth plan"
            return Asking(" ".join(about), tuple(c for c in kept if c not in about), language)
        return Asking(" ".join(kept) or message, (), language if kept else None)
    return Asking(text, tuple(stated), language)


def _clauses(message: str) -> Iterator[str]:
    """Sentences; where a question begins inside of one, what stands before it apart only if it clearly is no part of
    the question ("I am a student, who led it?", but "According to the IRM, who led it?")."""
    quoted = [match.span() for match in _QUOTED.finditer(message)]
    ends = {
        m.end()
        for m in _CUT.finditer(message)
        if not (m.group().startswith(".") and is_abbreviated(message, m.start()))
    }
    inner = {m.end() for m in _inner().finditer(fold(message))}
    at = 0
    for cut in sorted(ends | inner):
        part = message[at:cut].strip()
        inside = any(start < cut < end for start, end in quoted)
        if not part or inside or (cut not in ends and not _stands_apart(part)):
            continue
        yield part
        at = cut
    if part := message[at:].strip():
        yield part


def _stands_apart(part: str) -> bool:
    return small_talk(part) is not None or speaks_of_self(_shed(part)) or _orders(part)


def _without_orders(clause: str) -> tuple[str, str]:
    """The clause without what orders the assistant about, and that."""
    if not _orders(clause):
        for match in _joint().finditer(fold(clause)):
            left, right = clause[: match.start()], clause[match.end() :]
            if _orders(right) and not _asks(right):
                return left, right
        return clause, ""
    for match in _joint().finditer(fold(clause)):
        left, right = clause[: match.start()], clause[match.end() :]
        if _asks(right) and not _orders(right):
            return right, left
    return ("", clause) if not clause.rstrip().endswith("?") or not _asks(clause.rstrip("? ")) else (clause, "")


def _orders(clause: str) -> bool:
    patterns, data = _patterns("order"), table("asking")["order"]["written"]
    return any(p.search(fold(clause)) for p in patterns) or any(regex.search(p, clause) for p in data)


def _plain(clause: str) -> tuple[str, str | None]:
    """The clause without courtesies, and what stands before them (None where there are none)."""
    text = _shed(clause)
    before: str | None = None
    for _ in range(3):
        folded = fold(text)
        found = [m for p in _patterns("frame") if (m := p.search(folded)) and words(text[m.end() :], "es")]
        if not found:
            break
        first = min(found, key=lambda match: match.start())
        if _asks(text[: first.start()].strip(" ¿¡")):
            break
        lead = regex.sub(r"\W*\b(?:y|and|so|por eso|pero|but)?\W*$", "", text[: first.start()], flags=regex.IGNORECASE)
        before = " ".join(filter(None, (before, lead.strip(" ¿¡,"))))
        text = _shed(text[first.end() :])
    return text, before


def _shed(text: str) -> str:
    """Without greetings before and thanks behind."""
    for _ in range(4):
        folded = fold(text)
        match = next((m for p in _patterns("lead") if (m := p.search(folded)) and m.end() < len(text)), None)
        if match is None:
            break
        text = text[match.end() :]
    for _ in range(3):
        folded = fold(text)
        match = next((m for p in _patterns("tail") if (m := p.search(folded)) and m.start() > 0), None)
        if match is None:
            break
        text = text[: match.start()] + text[match.end() :]
    return text.strip()


def _asks(clause: str) -> bool:
    if "?" in clause or "¿" in clause:
        return True
    folded = fold(clause)
    return any(p.search(folded) for name in ("ask", "frame") for p in _patterns(name))


def _says_enough(text: str) -> bool:
    return any(words(text, "es")) and any(words(text, "en"))


def _names_the_matter(clause: str) -> bool:
    """Is there an official term in it, or a commitment, or the word for one?"""
    if references(clause) or regex.search(table("asking")["words"]["matter"], fold(clause)):
        return True
    return any(load_terms().find(clause, code) for code in ("es", "en"))


def _language(ordered: str) -> str | None:
    folded = fold(ordered)
    return next((code for code, p in table("asking")["language"].items() if regex.search(p, folded)), None)


def speaks_of_self(clause: str) -> bool:
    """Does whoever writes it speak of themselves?"""
    return any(p.search(fold(clause)) for p in _patterns("own"))


def introduces(before: str) -> bool:
    """Is what follows these words the name of whoever writes?"""
    return regex.search(table("asking")["own"]["name"], fold(before)) is not None


@cache
def _inner() -> regex.Pattern[str]:
    known = table("asking")["words"]
    return regex.compile(rf"(?<=\S)(?=\s*[¿¡])|[,:](?=\s+{known['before']}{known['interrogative']}\b)")


@cache
def _joint() -> regex.Pattern[str]:
    return regex.compile(table("asking")["joint"]["any"])


@cache
def _patterns(name: str) -> tuple[regex.Pattern[str], ...]:
    known = table("asking")["words"]
    return tuple(
        regex.compile(
            p.replace("{q}", known["interrogative"])
            .replace("{b}", known["before"])
            .replace("{courtesy}", known["courtesy"])
        )
        for p in table("asking")[name]["any"]
    )
