"""Selectors of style sheets, told from the tree of a page that nobody touches."""

from __future__ import annotations

import pytest
from lxml import html

from corpus.readers.html.css.selectors import FitsNothing, NotFollowed, selector_of

PAGE = html.fromstring(
    '<div id="top" class="a b"><section><p class="note" hidden data-x="1 2">Pozos</p></section></div>'
)


@pytest.mark.parametrize(
    ("selector", "fits"),
    [
        ("p", True), ("*", True), (".note", True), ("p.other", False), ("div p", True), ("div > p", False),
        ("section > p.note", True), ("#top .note", True), ("[hidden]", True), ('[data-x~="2"]', True),
        ("[data-x=2]", False), ("section + p", False), ("p:first-child", True), ("p:not(.note)", False),
        ("div:has(> section) p", True), ("p:nth-child(2n)", False), ('[data-x^="1"]', True), ("i ~ p", False),
        (" ".join(["div", "section", "p"]), True), ("p::before", True),
    ],
)  # fmt: skip
def test_what_an_element_must_be(selector: str, fits: bool) -> None:
    found = selector_of(selector)
    assert found.fits(PAGE.find(".//p")) is fits


@pytest.mark.parametrize("selector", ["p:hover", "a:focus-within b", "p::-webkit-scrollbar", "p::selection"])
def test_selectors_of_what_a_page_at_rest_does_not_have_fit_nothing(selector: str) -> None:
    with pytest.raises(FitsNothing):
        selector_of(selector)


@pytest.mark.parametrize(
    "selector", ["", "p:nth-child(2 of .x)", "p:unheard-of", "p::first-line", "p > ", " ".join("abcdefghijklmn")]
)
def test_selectors_that_ask_for_more_are_not_followed(selector: str) -> None:
    with pytest.raises(NotFollowed):
        selector_of(selector)


def test_ids_weigh_more_than_classes_and_classes_more_than_tags() -> None:
    weights = [selector_of(text).weight for text in ("#a", ".a", "p", ":where(#a)", ":is(#a, p)")]
    assert weights == [10_000, 100, 1, 0, 10_000]
