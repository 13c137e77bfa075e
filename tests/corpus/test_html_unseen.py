"""Words that the styles of a page keep from being seen are not read, and those that look so and are not, are."""

from __future__ import annotations

import pytest

from corpus.read import read_here

STATED = {"language": "es", "kind": "other", "title": "Plan"}
UNSEEN = [
    '<p style="opacity:.0">X</p>', '<p style="font:0/0 a">X</p>', '<p style="color:white">X</p>',
    '<font color="white">X</font>', '<p style="color:transparent">X</p>',
    '<p style="color:#123456;background-color:rgb(18,52,86)">X</p>',
    '<div style="background:#036"><p style="color:#003366">X</p></div>',
    '<p style="position:absolute;top:-9999px">X</p>', '<p style="transform:translateX(-9999px)">X</p>',
    '<p style="clip:rect(0,0,0,0);position:absolute">X</p>', '<div style="height:0;overflow:hidden">X</div>',
    "<style>div > p.z{display:none}</style><div><p class=z>X</p></div>",
    "<style>.o .z{display:none}</style><div class=o><b><p class=z>X</p></b></div>",
    "<style>p[data-x]{display:none}</style><p data-x=1>X</p>",
    "<style>@media screen{.z{display:none}}</style><p class=z>X</p>",
    "<style>body{background:#fff}.z{color:#fff}</style><p class=z>X</p>",
    '<p style="-webkit-text-fill-color:transparent">X</p>', '<p style="translate:-9999px">X</p>',
    '<p style="translate:0 -100vw">X</p>', '<p style="scale:0">X</p>', '<p style="scale:1 0">X</p>',
    '<p style="display:no\\6e e">X</p>', '<p style="d\\69splay:none">X</p>',
    '<p style="display:none;display:blok">X</p>',
    "<style>.z{display:none}.z.z{display:blok}</style><p class=z>X</p>",
    '<p style="display:none!important;display:block">X</p>',
    "<style>.z{display:none ! important}</style><p class=z style='display:block'>X</p>",
    "<style>.z{display:none!important}p.z{display:block}</style><p class=z>X</p>",
]  # fmt: skip
SEEN = [
    '<div style="background:#036"><p style="color:#fff">X</p></div>',
    "<style>.h{background:#036}.h p{color:#fff}</style><div class=h><p>X</p></div>",
    '<div style="background-image:url(a.jpg)"><p style="color:#fff">X</p></div>',
    '<link rel=stylesheet href=a.css><p style="color:#fff">X</p>',
    '<p style="display:none;display:block">X</p>', '<p style="translate:-10px">X</p>', '<p style="scale:1.5">X</p>',
    "<style>.z{display:none}</style><p class=z style='display:block!important'>X</p>",
    '<p style="scale:0.9">X</p>', '<p style="color:#fff;-webkit-text-fill-color:#000">X</p>',
    '<p style="opacity:.5">X</p>', '<p style="margin-left:-15px">X</p>', '<div style="height:0">X</div>',
    "<style>@media print{.z{display:none}}</style><p class=z>X</p>",
    "<style>.z:hover{display:none}</style><p class=z>X</p>",
    "<style>.z{display:none}.z.y{display:block}</style><p class='z y'>X</p>",
    "<style>.o > .z{display:none}</style><div class=o><div><p class=z>X</p></div></div>",
]  # fmt: skip


@pytest.mark.parametrize(("shape", "seen"), [(one, False) for one in UNSEEN] + [(one, True) for one in SEEN])
def test_what_a_person_sees_is_read(shape: str, seen: bool) -> None:
    page = f"<p>Antes de ello.</p>{shape.replace('>X<', '>escondido<')}<p>Después de ello.</p>"
    document = read_here(page.encode(), "a.html", STATED)
    assert ("escondido" in document.text) is seen
    assert "Antes de ello." in document.text and "Después de ello." in document.text
    assert (("hidden_words", "1") in document.notes) is not seen
