"""Numbers and lengths as style sheets write them."""

from __future__ import annotations

import pytest

from corpus.readers.html.css.lengths import number, pixels


@pytest.mark.parametrize(
    ("text", "plain", "long"),
    [("0", 0.0, 0.0), ("5%", 0.05, 0.8), (".5", 0.5, 0.5), ("1e2", 100.0, 100.0), ("-9999px", None, -9999.0),
     ("calc( 2em )", None, 32.0), ("12zz", None, None), ("auto", None, None)],
)  # fmt: skip
def test_lengths(text: str, plain: float | None, long: float | None) -> None:
    assert number(text) == plain
    assert pixels(text) == (pytest.approx(long) if long is not None else None)
