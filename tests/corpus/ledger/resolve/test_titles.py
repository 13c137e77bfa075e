"""Whether two titles name the same commitment."""

from __future__ import annotations

from corpus.ledger.resolve.titles import best_match, covered, likeness, stems


def test_titles_are_alike_by_their_words_or_their_letters() -> None:
    assert likeness("Registro de pozos abiertos", "Pozos abiertos: registro") == 1.0
    assert likeness("Open wells in every village", "Open wells in evry vilage") > 0.9
    assert likeness("Open wells", "Night buses") == 0.0


def test_a_title_is_matched_only_where_one_is_clearly_the_best() -> None:
    candidates = {"a": ["Open wells in every village"], "b": ["Night buses for workers"]}
    assert best_match("Open wells in every village", "", candidates) == "a"
    assert best_match("Open wells", "", {**candidates, "c": ["Open wells in every town"]}) is None


def test_how_much_of_a_title_a_text_holds() -> None:
    text = stems("They dug open wells near the village")
    assert covered("Open wells", text, {}) == 1.0
    assert covered("Night buses", text, {}) == 0.0
