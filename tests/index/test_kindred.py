"""Which words of a question a text accounts for: the same word wholly, words of like meaning by how alike they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from fakes import HashedEmbedder
from hypothesis import given
from hypothesis import strategies as st

from index.embed import Vectors
from index.kindred import HIGH, LOW, AskedWords, Kindred, meaning_words, write_kindred

UNITS = [
    "The canteen opened in 2019 and feeds forty pupils.",
    "Mended wells give clean water again.",
    "Of the and.",
    "Canteen rations were cut in 2021.",
]
HASHED = HashedEmbedder()
WORDS = ["canteen", "canteens", "water", "wells", "pupils", "glacier", "violin", "2019", "2021", "1848", "la", "ñandú"]


def hashed(words: list[str]) -> Vectors:
    return HASHED.encode(words) if words else np.zeros((0, HASHED.dimension), dtype=np.float32)


def written(folder: Path, embed: Callable[[list[str]], Vectors] = hashed, units: Sequence[str] = UNITS) -> Kindred:
    write_kindred(folder, units, ["en"] * len(units), embed)
    return Kindred(folder)


def ask(kindred: Kindred, *words: str, embed: Callable[[list[str]], Vectors] = hashed) -> AskedWords:
    return kindred.asked(words, "en", embed(kindred.unknown(words)))


@pytest.fixture(scope="module")
def kindred(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kindred]:
    yield written(tmp_path_factory.mktemp("kindred") / "words")


def test_words_that_carry_meaning_are_told_once_in_order() -> None:
    assert meaning_words("The Water of the wells, and WATER again", "en") == ["water", "wells"]
    assert meaning_words("El agua de los pozos y el Agua", "es") == ["agua", "pozos"]
    assert meaning_words(f"see {'x' * 40} there", "en") == meaning_words("see there", "en")  # an address


@given(words=st.lists(st.sampled_from(WORDS), unique=True))
def test_shares_sum_to_one(kindred: Kindred, words: list[str]) -> None:
    asked = ask(kindred, *words)
    assert asked.words == tuple(words)
    assert asked.share.shape == (len(words),)
    assert asked.share.sum() == pytest.approx(1.0 if words else 0.0)
    assert (asked.share > 0).all()


def test_the_rarer_a_word_the_more_of_the_question_it_makes_up(kindred: Kindred) -> None:
    of = dict(zip(("canteen", "water", "glacier"), ask(kindred, "canteen", "water", "glacier").share, strict=True))
    assert of["canteen"] < of["water"] < of["glacier"]  # in two units, in one, in none


@given(
    words=st.lists(st.sampled_from(WORDS), unique=True), units=st.lists(st.sampled_from(range(len(UNITS))), max_size=9)
)
def test_every_value_lies_between_nothing_and_wholly(kindred: Kindred, words: list[str], units: list[int]) -> None:
    """One row for each unit that was asked about, in that order, whether it holds words or not."""
    asked = ask(kindred, *words)
    values = kindred.accounted(asked, units)
    assert values.shape == (len(units), len(words))
    assert ((values >= 0) & (values <= 1)).all()
    for row, unit in enumerate(units):
        assert (values[row] == kindred.accounted(asked, [unit])[0]).all()


@given(word=st.sampled_from([word for unit in UNITS for word in meaning_words(unit, "en")]))
def test_a_word_that_stands_in_the_text_is_wholly_accounted_for(kindred: Kindred, word: str) -> None:
    holding = [n for n, unit in enumerate(UNITS) if word in meaning_words(unit, "en")]
    assert (kindred.accounted(ask(kindred, word), holding) == 1.0).all()


def test_a_text_without_words_accounts_for_nothing(kindred: Kindred) -> None:
    assert (kindred.accounted(ask(kindred, "canteen", "water"), [2]) == 0.0).all()


@pytest.mark.parametrize(("figure", "values"), [("2019", [1, 0, 0, 0]), ("2021", [0, 0, 0, 1]), ("2020", [0] * 4)])
def test_figures_are_like_nothing_but_themselves(tmp_path: Path, figure: str, values: list[float]) -> None:
    """Even where the model takes all words for the same one."""

    def alike(words: list[str]) -> Vectors:
        return np.ones((len(words), 1), dtype=np.float32)

    kindred = written(tmp_path / "words", alike)
    assert kindred.unknown([figure]) == []
    assert kindred.accounted(ask(kindred, figure, embed=alike), range(4))[:, 0].tolist() == values


def test_unknown_words_are_those_that_no_text_holds(kindred: Kindred) -> None:
    assert kindred.unknown(["glacier", "canteen", "1848", "violin"]) == ["glacier", "violin"]


def test_an_unknown_word_is_accounted_for_by_one_that_is_alike(kindred: Kindred) -> None:
    """The model of these tests looks at the first letters: "canteens" is like "canteen", "glacier" like nothing."""
    values = kindred.accounted(ask(kindred, "canteens", "glacier"), range(4))
    assert values[:, 0].tolist() == pytest.approx([1, 0, 0, 1], abs=1e-3)
    assert values[:, 1].tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("cosine", "value"), [(-1.0, 0.0), (LOW, 0.0), ((LOW + HIGH) / 2, 0.5), (HIGH, 1.0), (1.0, 1.0)]
)
def test_likeness_is_read_between_two_cosines(tmp_path: Path, cosine: float, value: float) -> None:
    def embed(words: list[str]) -> Vectors:
        sine = (1 - cosine**2) ** 0.5
        rows = [[1.0, 0.0] if word == "ration" else [cosine, sine] for word in words]
        return np.array(rows, dtype=np.float32).reshape(-1, 2)

    kindred = written(tmp_path / "words", embed, ["ration"])
    found = kindred.accounted(ask(kindred, "lunch", embed=embed), [0])
    assert found.tolist() == [[pytest.approx(value, abs=2e-3)]]  # vectors are kept in sixteen bits


def test_texts_of_figures_alone_need_no_model(tmp_path: Path) -> None:
    kindred = written(tmp_path / "words", units=["2019 2021", "1848"])
    assert kindred.accounted(ask(kindred, "1848", "2019"), [0, 1]).tolist() == [[0, 1], [1, 0]]
