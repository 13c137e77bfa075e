"""What of the files was not read, said beside every answer that might have needed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.answer import Answer, Unread
from assistant.data import table
from assistant.texts import say
from assistant.writing.render import escape, shorten
from index.search import Searcher

_NAMED = 3  # documents that are named
_TITLE = 60  # characters of a title


def unread_beside(answer: Answer, searcher: Searcher) -> tuple[Unread, ...]:
    """The documents with parts that were not read which an answer might have needed: those that it quotes, and where it
    is not sure or there is none, all that were searched."""
    quoted = {citation.document for citation in answer.citations}
    every = answer.status != "answered"
    found = []
    for n, metadata in searcher.documents().items():
        things = searcher.content.unread(n)
        if things and (every or metadata.id in quoted):
            found.append(Unread(metadata.id, metadata.source, metadata.title, dict(things)))
    # what the answer is made of first
    return tuple(sorted(found, key=lambda one: one.document not in quoted))


def unread_told(unread: Iterable[Unread], language: str) -> list[str]:
    """One sentence on them; none where there are none."""
    every = list(unread)
    if not every:
        return []
    named = every[:_NAMED] if len(every) > _NAMED + 1 else every
    told = "; ".join(
        say("unread.of", language, things=_things(one.things, language), title=escape(shorten(one.title, _TITLE)))
        for one in named
    )
    if len(named) < len(every):
        told = say("unread.and_more", language, told=told, count=len(every) - len(named))
    return [say("unread.note", language, told=told)]


def _things(things: Mapping[str, int], language: str) -> str:
    told = [say(f"unread.{kind}_one" if n == 1 else f"unread.{kind}", language, count=n) for kind, n in things.items()]
    return f" {table('lacking')['joint'][language]} ".join(filter(None, (", ".join(told[:-1]), told[-1])))
