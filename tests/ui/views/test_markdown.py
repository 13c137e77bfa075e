"""The little Markdown of answers, as parts; any text is valid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.views.markdown import Block, Span, blocks, spans


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("plain", [("text", "plain")]),
        ("a **b** c", [("text", "a "), ("strong", "b"), ("text", " c")]),
        ("*a* 2*3*4", [("em", "a"), ("text", " 2*3*4")]),
        ("said [12].", [("text", "said "), ("marker", "12"), ("text", ".")]),
        ("**b [1]**", [("strong", "b "), ("marker", "1")]),
        (r"\[1\] \*a\*", [("text", "[1] *a*")]),
        ("[a](http://b) <i>", [("text", "[a](http://b) <i>")]),
    ],
)
def test_spans(line: str, expected: list[tuple[str, str]]) -> None:
    assert [(span.kind, span.text) for span in spans(line)] == expected


def test_blocks() -> None:
    text = (Span("text", "a"),)
    found = blocks("# a\n\na\n- a\n  - a\n")
    assert found == [Block("heading", text), Block("paragraph", text), Block("item", text), Block("item", text, 1)]


@given(st.text())
def test_any_text_is_valid(text: str) -> None:
    assert all(span.text for block in blocks(text) for span in block.spans)
