"""A question that takes too long is told so, in its own language."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from fakes import HashedEmbedder, WordBridge

from assistant.assistant import Assistant
from assistant.spelling.effort import Effort
from assistant.spelling.mend import Speller
from index.encoding.embedder import Vectors
from index.search import Searcher
from index.vocabulary import Vocabulary


class SlowEmbedder(HashedEmbedder):
    """Takes a fifth of a second for a text."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        time.sleep(0.2)
        return super().encode(texts)


@pytest.mark.parametrize(
    ("question", "words"),
    [("How many public libraries held elections?", "not ready in time"), ("¿Cuántas bibliotecas hay?", "a tiempo")],
)
def test_not_in_time(valdoria_home: Path, question: str, words: str) -> None:
    bridge = WordBridge()
    searcher = Searcher.open(valdoria_home, embedder=SlowEmbedder(), bridge=bridge)
    slow = Assistant(valdoria_home, searcher, bridge, seconds=0.1)
    answer = slow.ask(question)
    assert answer.status == "clarify" and words in answer.text and answer.question == question
    assert not answer.statements and answer.seconds < 3
    slow.close()


class Counted:
    """A dictionary that knows nothing and counts what it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def known(self, words: Sequence[str], language: str) -> frozenset[str]:
        self.asked += len(words)
        return frozenset()


def test_a_message_full_of_slips_is_looked_up_so_far_only() -> None:
    dictionary = Counted()
    speller = Speller(Vocabulary.of({"es": ["El registro abrió."], "en": ["It opened."]}), dictionary)
    message = "el registro " + " ".join(f"aeioulnrst{chr(97 + a)}{chr(97 + b)}oeu" for a in range(9) for b in range(9))
    effort = Effort(5000)
    speller.mend(message, "es", effort)
    assert dictionary.asked < 15_000
    before = dictionary.asked
    speller.mend(message, "es", effort)  # the next message of the same question: nothing is left
    assert dictionary.asked - before < 10_000
