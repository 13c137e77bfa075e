"""The reader with the built-in network: simple questions in both languages over a made-up paragraph."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from reading_fakes import needs_model

from assistant.reading.blocks import block_of
from assistant.reading.reader import Reader, Reading

PARAGRAPH = (
    "The register of wells was opened in March 2021.",
    "It is kept by the Ministry of Springs, which has eleven people for it.",
    "Nine of the twenty towns of Zembla have mended their wells since.",
    "The other towns did not get the money, because the budget was cut by half.",
)
APART = (
    "Choirs from four valleys sang at the harvest feast.",
    "The jury gave the prize to the youngest of them.",
)
QUESTIONS = [
    ("When was the register of wells opened?", 0, "March 2021"),
    ("¿Cuándo se abrió el registro de pozos?", 0, "March 2021"),
    ("Who keeps the register?", 1, "Ministry of Springs"),
    ("¿Quién lleva el registro?", 1, "Ministry of Springs"),
    ("How many towns have mended their wells?", 2, "Nine"),
    ("¿Cuántos pueblos han reparado sus pozos?", 2, "Nine"),
    ("Why did the other towns get no money?", 3, "budget was cut"),
    ("¿Por qué los demás pueblos no recibieron dinero?", 3, "budget was cut"),
]


class Unit:
    block, header = 0, ""

    def __init__(self, text: str) -> None:
        self.text = text


@pytest.fixture(scope="module")
def ask() -> Callable[[str], list[Reading]]:
    """Reads the paragraph, then the one that has nothing to do with it."""
    reader = Reader.load()
    blocks = [block_of("Wells of Zembla", ("Results",), map(Unit, texts)) for texts in (PARAGRAPH, APART)]
    return lambda question: reader.read(question, blocks)


@needs_model
@pytest.mark.parametrize(("question", "sentence", "words"), QUESTIONS)
def test_the_sentence_that_answers_fits_best(
    ask: Callable[[str], list[Reading]], question: str, sentence: int, words: str
) -> None:
    answering, apart = ask(question)
    fits = [part.fits for part in answering.parts]
    assert int(np.argmax(fits)) == sentence
    assert fits[sentence] > max(part.fits for part in apart.parts)
    assert answering.answers > apart.answers
    run = PARAGRAPH[sentence][answering.parts[sentence].start : answering.parts[sentence].end]
    assert set(words.split()) & set(run.replace(",", "").split()), run
