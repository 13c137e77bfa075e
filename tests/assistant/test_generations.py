"""Generations come and go under an assistant that answers."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fakes import HashedEmbedder, OverlapReader, WordBridge, document, open_assistant

from assistant.reading.blocks import Block
from assistant.reading.reader import Reading
from index.building.build import build_index
from index.errors import IndexFault
from index.store import Content

LAKE = document(("heading", "Lake"), ("paragraph", "The lake froze over in January of that year."), id="lake")
MILL = document(("heading", "Mill"), ("paragraph", "The mill grinds barley for the whole valley."), id="mill")
QUESTION = "When did the lake freeze over, in January?"


class SlowReader(OverlapReader):
    """Reads only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.go_on = threading.Event(), threading.Event()
        self.go_on.set()

    def read(self, question: str, blocks: Sequence[Block]) -> list[Reading]:
        self.reached.set()
        assert self.go_on.wait(20)
        return super().read(question, blocks)


def build(home: Path) -> None:
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=[LAKE, MILL])


def is_open(content: Content) -> bool:
    try:
        content.spans()
    except Exception:
        return False
    return True


def test_the_old_generation_is_closed_with_its_last_question(home: Path) -> None:
    build(home)
    reader = SlowReader()
    assistant = open_assistant(home, reader=reader)
    old = assistant.searcher.content
    reader.go_on.clear()
    with ThreadPoolExecutor(1) as others:
        asked = others.submit(assistant.ask, QUESTION)
        assert reader.reached.wait(20)
        build(home)
        assert assistant.refresh()
        assert is_open(old)
        reader.go_on.set()
        assert asked.result(20).citations
    assert not is_open(old) and is_open(assistant.searcher.content)
    assert assistant.ask(QUESTION).citations
    assistant.close()


def test_two_assistants_over_one_generation_close_it_together(home: Path) -> None:
    build(home)
    assistant = open_assistant(home)
    other = assistant.with_composer(None)
    content = assistant.searcher.content
    assistant.close()
    assert other.ask(QUESTION).citations
    other.close()
    assert not is_open(content)


def test_what_cannot_be_opened_is_said_once_and_tried_again_later(home: Path) -> None:
    build(home)
    assistant = open_assistant(home)
    current = home / "index" / "CURRENT"
    name = current.read_text()
    current.write_text("20990101T000000000000\n")
    with pytest.raises(IndexFault):
        assistant.refresh()
    assert not assistant.refresh()  # not looked at again at every question
    assert any("20990101" in str(notice) for notice in assistant.notices)
    current.write_text(name)
    assert not assistant.refresh() and not assistant.notices
    assistant.close()


def test_the_translator_is_the_same_from_one_generation_to_the_next(home: Path) -> None:
    build(home)
    bridge = WordBridge()
    assistant = open_assistant(home, bridge=bridge)
    build(home)
    assert assistant.refresh()
    assert assistant.searcher.bridge.translator is bridge
    assistant.close()
