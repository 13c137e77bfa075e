"""Words that style sheets put before and after an element are read where the page shows them; what cannot be told is
left out, and a note says so."""

from __future__ import annotations

import pytest

from corpus.read import read_here

STATED = {"language": "en", "kind": "other", "title": "Plan"}
SHOWN = [
    ('<style>.n::before{content:"not "}</style><p>It was <b class=n>completed.</b></p>', "It was not completed."),
    ("<style>.n:after{content:' (this is false)'}</style><p class=n>It was paid.</p>", "It was paid. (this is false)"),
    ('<style>.n::before{content:"n\\6ft "}</style><p>It was <b class=n>done.</b></p>', "It was not done."),
    ('<style>:root{--w:"NOT "}.n::before{content:var(--w)}</style><p class=n>paid.</p>', "NOT paid."),
    ("<style>.n::before{content:attr(data-w) ' '}</style><p class=n data-w=Never>paid.</p>", "Never paid."),
    ("<style>q::before{content:open-quote}q::after{content:close-quote}</style><p><q>Paid</q></p>", "“Paid”"),
    (
        '<style>p.q{counter-increment:c 5}p.q::before{content:"Only "counter(c)" of 40: "}</style><p class=q>Kept.</p>',
        "Only 5 of 40: Kept.",
    ),
    (
        '<style>body{counter-reset:c}h2{counter-increment:c}h2::before{content:counter(c,upper-roman) ". "}</style>'
        "<h2>Alpha</h2><p>Words of it.</p><h2>Beta</h2>",
        "II. Beta",
    ),
    (
        "<style>ol{counter-reset:c}li{counter-increment:c}li::before{content:counters(c,'.') ' '}</style>"
        "<ol><li>Alpha<ol><li>Beta</ol><li>Gamma</ol>",
        "1.1 Beta",
    ),
    ('<style>i::before{content:"\\f101"}</style><p><i></i>Paid.</p>', "\nPaid."),
    ('<style>p::before{content:"no ";display:none}</style><p>Paid.</p>', "\nPaid."),
    ('<style>p:hover::before{content:"no "}</style><p>Paid.</p>', "\nPaid."),
    ('<style>p::before{content:"no " / "alt"}</style><p>Paid.</p>', "\nno Paid."),
    ("<style>p::before{content:url(a.png)}</style><p>Paid.</p>", "\nPaid."),
    ('<style>p{content:"no "}</style><p>Paid.</p>', "\nPaid."),
    ('<style>p::before{content:"no "}p::before{content:none}</style><p>Paid.</p>', "\nPaid."),
    ("<p>It was <ruby>refused<rp>(</rp><rt>completed</rt><rp>)</rp></ruby> by all.</p>", "It was refused by all."),
]


@pytest.mark.parametrize(("shape", "shown"), SHOWN)
def test_generated_words_are_read_as_the_page_shows_them(shape: str, shown: str) -> None:
    document = read_here(f"<p>Before it.</p>{shape}<p>After it.</p>".encode(), "a.html", STATED)
    assert shown in document.text


@pytest.mark.parametrize(
    "shape",
    [
        "<style>.n::before{content:counter(list-item) ' of '}</style><p class=n>forty kept it.</p>",
        "<style>.n::before{content:target-text(url(#x))}</style><p class=n>forty kept it.</p>",
    ],
)
def test_words_beside_ones_that_cannot_be_told_are_left_out(shape: str) -> None:
    document = read_here(f"<p>Before it.</p>{shape}<p>After it.</p>".encode(), "a.html", STATED)
    assert "forty kept it" not in document.text and "After it." in document.text
    assert ("unclear_words", "3") in document.notes


@pytest.mark.parametrize(
    ("shape", "key"),
    [
        (
            "<div style='display:flex;flex-direction:row-reverse'><b>One two.</b><b>Three four.</b></div>",
            "order_unclear",
        ),
        ("<div style='display:flex'><b style='order:2'>One two.</b><b>Three four.</b></div>", "order_unclear"),
        ("<div style='display:grid'><b style='order:-1'>One two.</b><b>Three four.</b></div>", "order_unclear"),
        ("<style>p:nth-child(2 of .x){display:none}</style><p>One two.</p>", "styles_unclear"),
        ("<style>@container (min-width:1px){p{display:none}}</style><p>One two.</p>", "styles_unclear"),
        (
            "<div><p>One two.</p><p style='position:absolute;inset:0;background:#fff'>Three four.</p></div>",
            "styles_unclear",
        ),
        ("<div><template shadowrootmode=open><p>One two.</p></template><b>Three.</b></div>", "unclear_words"),
    ],
)
def test_a_page_whose_styles_move_or_hide_words_in_unknown_ways_is_doubtful(shape: str, key: str) -> None:
    document = read_here(f"<p>Before it.</p>{shape}<p>After it.</p>".encode(), "a.html", STATED)
    assert key in dict(document.notes)


@pytest.mark.parametrize(
    "shape",
    [
        "<div style='display:flex'><b>One two.</b><b>Three four.</b></div>",
        "<div style='flex-direction:row-reverse'><b>One two.</b><b>Three four.</b></div>",
        "<div style='display:flex;flex-direction:row-reverse'><b>One two.</b></div>",
        "<style>p:hover{display:none}p::-webkit-scrollbar{display:none}</style><p>One two.</p>",
        "<style>@media print{p{display:none}}@media (max-width:600px){p{display:none}}</style><p>One two.</p>",
        "<style>@supports not (display:grid){p{display:none}}</style><p>One two.</p>",
    ],
)
def test_a_plain_page_is_not_doubtful(shape: str) -> None:
    document = read_here(f"<p>Before it.</p>{shape}<p>After it.</p>".encode(), "a.html", STATED)
    assert "One two." in document.text
    assert not document.notes
