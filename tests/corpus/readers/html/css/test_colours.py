"""Colours as style sheets write them."""

from __future__ import annotations

import pytest

from corpus.readers.html.css.colours import colour_of


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        ("#fff", ((255, 255, 255), 1.0)),
        ("#ff000000", ((255, 0, 0), 0.0)),
        ("transparent", ((0, 0, 0), 0.0)),
        ("rgb(255, 0, 0)", ((255, 0, 0), 1.0)),
        ("rgb(100% 0% 0% / 50%)", ((255, 0, 0), 0.5)),
        ("hsl(120deg 100% 50%)", ((0, 255, 0), 1.0)),
        ("hwb(0 100% 0%)", ((255, 255, 255), 1.0)),
        ("rgb(1, 2)", None),
        ("inherit", None),
    ],
)
def test_colours(value: str, colour: tuple[tuple[int, ...], float] | None) -> None:
    assert colour_of(value) == colour
