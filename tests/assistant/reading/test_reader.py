"""The reader: the best run of each part, windows put together, and what goes to the network at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_fakes import Telling, needs_model

from assistant.reading.blocks import Block, Part
from assistant.reading.reader import FOLDER, LONGEST, PIECES, Answering, Reader, Reading
from assistant.reading.windows import LENGTH
from index.encoding.network import DIGESTS, NETWORK, TOKENIZER
from index.errors import ModelFileWrong

ASKED = "who mends the wells"


def over(network: Telling) -> Reader:
    return Reader(network)  # type: ignore[arg-type]


def read(says: dict[str, tuple[float, float, float, float]], *texts: str) -> Reading:
    (reading,) = over(Telling(says)).read(ASKED, [Block("Plan", tuple(map(Part, texts)))])
    return reading


def run_of(text: str, answering: Answering) -> str:
    return text[answering.start : answering.end]


# --- the best run


def test_the_run_goes_from_the_best_start_to_the_best_end() -> None:
    text = "It is  the Ministry\nof Springs, in May."
    says = {"Ministry": (3.0, 0.0, 0.0, 0.0), "Springs,": (0.0, 4.0, 0.0, 0.0)}
    (part,) = read(says, text).parts
    assert run_of(text, part) == "Ministry\nof Springs,"
    assert part.run == pytest.approx(7.0)


def test_a_run_never_ends_before_it_begins() -> None:
    says = {"late": (5.0, 0.0, 0.0, 0.0), "early": (0.0, 4.0, 0.0, 0.0)}
    (part,) = read(says, "early and late").parts
    assert run_of("early and late", part) == "late", "the start is surer than the end"


def test_a_run_is_never_longer_than_an_answer() -> None:
    text = " ".join(["begin", *["between"] * LONGEST, "end"])
    says = {"begin": (2.0, 0.0, 0.0, 0.0), "end": (0.0, 3.0, 0.0, 0.0)}
    (part,) = read(says, text).parts
    assert len(run_of(text, part).split()) <= LONGEST
    assert run_of(text, part).endswith("end")


def test_each_part_has_a_run_of_its_own_and_no_other_words_count() -> None:
    says = {"wells": (9.0, 9.0, 0.0, 0.0), "Plan": (9.0, 9.0, 0.0, 0.0), "Springs": (1.0, 1.0, 0.0, 0.0)}
    first, second = read(says, "Springs mend them.", "Towns help Springs").parts
    assert run_of("Springs mend them.", first) == "Springs"
    assert run_of("Towns help Springs", second) == "Springs"


def test_logits_are_against_none_of_the_block() -> None:
    says = {"<0>": (1.0, 2.0, 4.0, -0.5), "a": (5.0, 0.0, 1.0, 9.0), "b": (0.0, 5.0, 2.0, 9.0)}
    reading = read(says, "a b")
    assert reading.answers == pytest.approx(-0.5)
    (part,) = reading.parts
    assert part.run == pytest.approx(10.0 - 3.0)
    assert part.fits == pytest.approx(1.5 - 4.0)


# --- blocks


def test_a_block_without_parts_is_read_too() -> None:
    (reading,) = over(Telling({"<0>": (0.0, 0.0, 0.0, -3.0)})).read(ASKED, [Block("", ())])
    assert reading == Reading(-3.0, ())


def test_a_blank_part_does_not_fit() -> None:
    first, blank = read({}, "Something.", " \n ").parts
    assert blank.fits < first.fits - 10 and blank.run < first.run - 10
    assert blank.start == blank.end == 0


def test_nothing_to_read_is_nothing_read() -> None:
    network = Telling({})
    assert over(network).read(ASKED, []) == []
    assert network.calls == []


def test_a_part_in_two_windows_is_read_where_most_of_it_stands() -> None:
    """And the block answers as far as any of its windows does."""
    text = " ".join(["least"] * 500 + ["best"])
    says = {"best": (9.0, 9.0, 0.0, 0.0), "least": (1.0, 1.0, 3.0, 0.0), "late": (0.0, 0.0, 2.0, 0.0)}
    long, short = read(says, text, "late").parts
    assert long.end < text.index("best"), "the rest of it is read with little around it"
    assert long.fits == pytest.approx(3.0)
    assert short.fits == pytest.approx(2.0)


TEXTS = st.lists(st.sampled_from(["one", "two  ", "\n", "three", "ñ"]), max_size=60).map(" ".join)
LOGITS = st.tuples(*[st.floats(-5, 5)] * 4)


@given(
    blocks=st.lists(st.builds(Block, TEXTS, st.lists(st.builds(Part, TEXTS), max_size=5).map(tuple)), max_size=6),
    says=st.dictionaries(st.sampled_from(["one", "two", "three", "ñ", "<0>"]), LOGITS),
)
def test_every_run_lies_inside_its_part(blocks: list[Block], says: dict[str, tuple[float, ...]]) -> None:
    found = over(Telling(says)).read(ASKED, blocks)
    assert len(found) == len(blocks)
    for block, reading in zip(blocks, found, strict=True):
        assert np.isfinite(reading.answers)
        assert len(reading.parts) == len(block.parts)
        for part, answering in zip(block.parts, reading.parts, strict=True):
            assert 0 <= answering.start <= answering.end <= len(part.text)
            assert run_of(part.text, answering).strip() == run_of(part.text, answering)
            assert bool(run_of(part.text, answering)) == bool(part.text.strip())
            assert np.isfinite(answering.fits) and np.isfinite(answering.run)


# --- how it asks the network


@given(st.lists(st.integers(0, 900), max_size=40))
def test_windows_go_together_as_far_as_there_is_room_and_come_back_in_order(lengths: list[int]) -> None:
    texts = [f"part{n} {'word ' * length}" for n, length in enumerate(lengths)]
    network = Telling({f"part{n}": (9.0, 9.0, float(n), 0.0) for n in range(len(texts))})
    found = over(network).read(ASKED, [Block("", (Part(text),)) for text in texts])
    assert all(rows * length <= max(PIECES, length) and length <= LENGTH for rows, length in network.calls)
    for n, (text, reading) in enumerate(zip(texts, found, strict=True)):
        assert run_of(text, reading.parts[0]) == f"part{n}"


def test_windows_of_like_length_share_a_call_and_others_do_not() -> None:
    network = Telling({})
    over(network).read(ASKED, [Block("", (Part("word " * n),)) for n in (40, 200, 41, 42)])
    assert [rows for rows, _ in network.calls] == [3, 1], "the long one would have made the others as long"


# --- the files


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER, DIGESTS])
@needs_model
def test_a_damaged_file_is_not_read_with(tmp_path: Path, name: str) -> None:
    for file in (NETWORK, TOKENIZER, DIGESTS):
        if file != name:
            (tmp_path / file).symlink_to(FOLDER / file)
    data = (FOLDER / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelFileWrong, match=name):
        Reader.load(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelFileWrong, match="nowhere"):
        Reader.load(tmp_path / "nowhere")
