"""Questions and blocks as the pieces that the network takes: every piece knows its exact characters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_fakes import Words, needs_model

from assistant.reading.blocks import Block, Part
from assistant.reading.reader import FOLDER
from assistant.reading.windows import BEGIN, END, HEAD, LENGTH, MOST, QUESTION, READ, Window, Windows

ASKED = "who mends the wells"
PARTS = ("The Ministry of Springs mends them.", "  It began in\tMay 2021,  in nine towns. ", "¿Quién más? Nobody.", "")
BLOCK = Block("Plan › Wells", tuple(Part(text) for text in PARTS))


def windows_of(block: Block, asked: str = ASKED, length: int = LENGTH) -> tuple[list[Window], Words]:
    words = Words()
    (found,) = Windows(words, length).of(asked, [block])  # type: ignore[arg-type]
    return found, words


def read(window: Window, words: Words) -> list[str]:
    return [words.word_of(int(id)) for id in window.ids]


def covered(block: Block, windows: list[Window]) -> list[set[int]]:
    """The characters of each part that some piece stands for."""
    found: list[set[int]] = [set() for _ in block.parts]
    for window in windows:
        for part, start, end in zip(window.part, window.start, window.end, strict=True):
            if part >= 0:
                found[part] |= set(range(start, end))
    return found


def inked(text: str) -> set[int]:
    return {at for at, letter in enumerate(text) if not letter.isspace()}


def test_a_window_is_the_question_then_the_head_then_the_parts() -> None:
    block = Block("Plan Wells", (Part("Mended"), Part("in May", "When:")))
    (window,), words = windows_of(block, "when")
    assert read(window, words) == ["<0>", "when", "<2>", "<2>", "Plan", "Wells", "Mended", "When:", "in", "May", "<2>"]
    assert window.part.tolist() == [-1, -1, -1, -1, -1, -1, 0, -1, 1, 1, -1]
    assert (window.start.tolist()[8:10], window.end.tolist()[8:10]) == ([0, 2], [2, 6])


def test_a_block_without_parts_has_a_window_too() -> None:
    (window,), words = windows_of(Block("", ()))
    assert read(window, words) == ["<0>", *ASKED.split(), "<2>", "<2>", "<2>"]
    assert (window.part == -1).all()


def test_each_block_has_its_own_windows_in_order() -> None:
    words = Words()
    blocks = [Block("a", (Part(f"word{n} " * 400 * (n % 3)),)) for n in range(7)]
    found = Windows(words).of(ASKED, blocks)  # type: ignore[arg-type]
    assert [len(one) > 1 for one in found] == [n % 3 > 0 for n in range(7)]
    for n, one in enumerate(found):
        assert {words.word_of(int(id)) for window in one for id in window.ids[window.part >= 0]} <= {f"word{n}"}
    assert Windows(words).of(ASKED, []) == []  # type: ignore[arg-type]


def test_a_long_question_and_a_long_head_leave_room_for_the_parts() -> None:
    windows, words = windows_of(Block("head " * 900, (Part("one two three"),)), "question " * 900)
    assert len(windows) == 1
    told = read(windows[0], words)
    assert (told.count("question"), told.count("head")) == (QUESTION, HEAD)
    assert told[-4:] == ["one", "two", "three", "<2>"]


def test_a_part_that_does_not_fit_any_more_begins_a_window() -> None:
    block = Block("", (Part("one " * 200), Part("two " * 200), Part("three " * 50)))
    windows, _ = windows_of(block)
    assert [sorted(set(window.part.tolist()) - {-1}) for window in windows] == [[0], [1, 2]]


TEXT = st.lists(st.sampled_from(["a", "wells", "ñandú", "2021,"]), max_size=120).map(" ".join)
BLOCKS = st.builds(
    Block,
    TEXT,
    st.lists(st.builds(Part, TEXT, st.sampled_from(["", "Who:", "w " * 300])), max_size=8).map(tuple),
)


@given(block=BLOCKS, asked=TEXT, length=st.integers(140, LENGTH))
def test_no_window_is_too_long_and_nothing_of_a_part_is_left_out(block: Block, asked: str, length: int) -> None:
    windows, words = windows_of(block, asked, length)
    assert windows and all(len(window.ids) <= length for window in windows)
    for window in windows:
        assert len(window.ids) == len(window.part) == len(window.start) == len(window.end)
        assert (window.ids[0], window.ids[-1]) == (BEGIN, END)
        assert read(window, words)[1 : 1 + min(len(asked.split()), QUESTION)] == asked.split()[:QUESTION]
    for part, found in zip(block.parts, covered(block, windows), strict=True):
        assert found >= inked(part.text)
    pieces = [piece for window in windows for piece in pieces_of(window)]
    assert pieces == sorted(pieces), "each once, in the order of the document"
    assert len(pieces) == len(set(pieces)) == sum(len(part.text.split()) for part in block.parts)


def pieces_of(window: Window) -> Iterator[tuple[int, int, int]]:
    for part, start, end in zip(window.part, window.start, window.end, strict=True):
        if part >= 0:
            yield int(part), int(start), int(end)


@pytest.fixture(scope="module")
def real() -> Windows:
    return Windows.load(FOLDER)


@needs_model
def test_the_tokenizer_s_pieces_are_exact_runs_too(real: Windows) -> None:
    (windows,) = real.of(ASKED, [BLOCK])
    assert len(windows) == 1
    for part, found in zip(BLOCK.parts, covered(BLOCK, windows), strict=True):
        assert found >= inked(part.text)
        assert found <= set(range(len(part.text)))


@needs_model
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60), ahead=st.integers(0, 400))
def test_any_text_is_covered_and_no_window_too_long(real: Windows, text: str, ahead: int) -> None:
    block = Block(text, (Part("agua " * ahead), Part(text, text), Part(f"{text} {text}")))
    (windows,) = real.of(text, [block])
    assert all(len(window.ids) <= LENGTH for window in windows)
    for part, found in zip(block.parts, covered(block, windows), strict=True):
        assert found <= set(range(len(part.text)))
        letters = {at for at in inked(part.text) if part.text[at].isalnum()}
        assert found >= letters


@needs_model
def test_a_long_part_goes_on_in_further_windows(real: Windows) -> None:
    block = Block("Plan", (Part("El agua del lago se heló en enero. " * 100),))
    (windows,) = real.of(ASKED, [block])
    assert len(windows) > 2
    assert covered(block, windows)[0] >= inked(block.parts[0].text)


def test_a_folder_without_a_tokenizer_is_an_error(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(OSError, match=r"tokenizer\.json"):
        Windows.load(tmp_path)


def test_of_a_block_that_never_ends_the_beginning_is_read() -> None:
    for parts in ((Part("well " * 100_000),), (Part("a " * 100_000),), tuple(Part("well w.") for _ in range(50_000))):
        found, _ = windows_of(Block("Plan", parts))
        assert 8 < len(found) <= MOST
        assert covered(Block("Plan", parts), found)[0] >= set(range(4)) & inked(parts[0].text)
        assert max(end for window in found for end in window.end) <= READ
