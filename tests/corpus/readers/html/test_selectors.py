"""Selectors of style sheets that can be told from an element and those above it."""

from __future__ import annotations

import pytest
from lxml import html

from corpus.readers.html.selectors import selector_of

PAGE = html.fromstring(
    '<div id="top" class="a b"><section><p class="note" hidden data-x="1 2">Pozos</p></section></div>'
)


@pytest.mark.parametrize(
    ("selector", "fits"),
    [
        ("p", True), ("*", True), (".note", True), ("p.other", False), ("div p", True), ("div > p", False),
        ("section > p.note", True), ("#top .note", True), ("[hidden]", True), ('[data-x~="2"]', True),
        ("[data-x=2]", False),
    ],
)  # fmt: skip
def test_what_an_element_must_be(selector: str, fits: bool) -> None:
    found = selector_of(selector)
    assert found is not None and found.fits(PAGE.find(".//p")) is fits


@pytest.mark.parametrize("selector", ["p:hover", "a + b", "", "p::before", " ".join("abcdefg")])
def test_selectors_that_ask_for_more_are_none(selector: str) -> None:
    assert selector_of(selector) is None


def test_ids_weigh_more_than_classes_and_classes_more_than_tags() -> None:
    weights = [found.weight for text in ("#a", ".a", "p") if (found := selector_of(text))]
    assert weights == [100, 10, 1]
