"""Is an answer short enough to be read?"""

from __future__ import annotations

from evals.metrics.prose import lines

# A citizen reads 180 words in under a minute, and on one screen. An answer that lists things may need the room that
# each of them takes; no other kind of question does, however many places it has to look in.
LIMIT = 180
LIST_LIMIT = 350
LISTS = frozenset({"list"})


def words(text: str) -> int:
    """The words of an answer's text as a reader counts them: no markers, Markdown, addresses, dashes or bullets."""
    return sum(any(character.isalnum() for character in word) for line in lines(text) for word in line.split())


def limit(kind: str) -> int:
    """How many words an answer to a question of that kind may have."""
    return LIST_LIMIT if kind in LISTS else LIMIT
