"""The words that answer, inside the quotation: exact characters of it, and none where it is they."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from fakes import HashedEmbedder, OverlapReader, WordBridge, document, open_assistant

from assistant import Answer, Citation
from assistant.assistant import Assistant
from assistant.reading.blocks import Block
from assistant.reading.reader import Answering, Reading
from index.building.build import build_index

LAKE = document(
    ("heading", "Lake"),
    ("paragraph", "The frozen lake was seen by the council. This happened in January of that year, to the day."),
    ("paragraph", "A mill stood by the pond."),
    ("heading 2", "Ferries"),
    ("table_row", "Northern ferry", "rowed by monks in winter", "twice a day"),
    ("table_row", "Southern ferry", "drawn by a cable", "once a week"),
    id="lake",
)


class Pointing(OverlapReader):
    """Takes these words for those that answer, wherever they stand; elsewhere the first word of a part."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def read(self, question: str, blocks: Sequence[Block]) -> list[Reading]:
        told = super().read(question, blocks)
        return [
            Reading(
                reading.answers,
                tuple(self._at(part.text, one) for part, one in zip(block.parts, reading.parts, strict=True)),
            )
            for block, reading in zip(blocks, told, strict=True)
        ]

    def _at(self, text: str, one: Answering) -> Answering:
        at = text.find(self.words)
        start, end = (at, at + len(self.words)) if at >= 0 else (0, len(text.split()[0]))
        return Answering(one.fits, start, end, one.run)


@pytest.fixture
def ask(home: Path) -> Iterator[Callable[[str, str], Answer]]:
    """`ask(question, words)`: an answer for which these words are taken for those that answer."""
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=[LAKE])
    opened: list[Assistant] = []

    def asking(question: str, words: str) -> Answer:
        opened.append(open_assistant(home, reader=Pointing(words)))
        return opened[-1].ask(question)

    yield asking
    for assistant in opened:
        assistant.close()


def cited(answer: Answer, words: str) -> Citation:
    return next(citation for citation in answer.citations if words in citation.quote)


def marked(citation: Citation) -> str | None:
    return citation.quote[slice(*citation.answer)] if citation.answer else None


def test_the_words_are_characters_of_the_quotation(ask: Callable[[str, str], Answer]) -> None:
    answer = ask("Who saw the frozen lake, was it the council?", "the council")
    assert marked(cited(answer, "frozen lake was seen")) == "the council"
    for citation in answer.citations:
        assert citation.quote == LAKE.text[citation.start : citation.end]
        if citation.answer:
            start, end = citation.answer
            assert 0 <= start < end <= len(citation.quote)


def test_what_is_quoted_in_front_of_a_sentence_is_counted(ask: Callable[[str, str], Answer]) -> None:
    answer = ask("This happened in January of that year, did it?", "in January of that year")
    citation = cited(answer, "This happened")
    assert citation.quote.startswith("The frozen lake"), "a sentence that leans on another is quoted with it"
    assert marked(citation) == "in January of that year"


def test_of_a_row_it_is_the_words_of_a_cell(ask: Callable[[str, str], Answer]) -> None:
    answer = ask("Is the Northern ferry rowed by monks in winter?", "by monks")
    citation = cited(answer, "rowed by monks")
    assert citation.quote.count("\t") == 2
    assert marked(citation) == "by monks"


def test_the_whole_of_a_quotation_is_not_marked(ask: Callable[[str, str], Answer]) -> None:
    answer = ask("Did a mill stand by the pond?", "A mill stood by the pond.")
    assert cited(answer, "A mill").answer is None


def test_it_is_a_pair_of_numbers_in_json(ask: Callable[[str, str], Answer]) -> None:
    answer = ask("Who saw the frozen lake, was it the council?", "the council")
    told = json.loads(json.dumps(answer.to_json()))["citations"]
    assert [one["answer"] for one in told] == [list(c.answer) if c.answer else None for c in answer.citations]
    assert any(one["answer"] for one in told)
