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
    '<p style="color:oklch(100% 0 0)">X</p>', '<p style="color:oklch(1 0 none)">X</p>',
    '<p style="color:oklab(100% 0 0)">X</p>', '<p style="color:lab(100 0 0)">X</p>',
    '<p style="color:lch(99.5% 0 120deg)">X</p>', '<p style="color:color(srgb 1 1 1)">X</p>',
    '<p style="color:color(display-p3 .99 1 1)">X</p>', '<p style="color:color(srgb-linear 1 1 1)">X</p>',
    '<p style="color:color(xyz .9505 1 1.089)">X</p>', '<p style="color:hwb(0 100% 0%)">X</p>',
    '<p style="color:hwb(120deg 98 0)">X</p>', '<p style="color:hsl(0 0% 100%)">X</p>',
    '<p style="color:hsla(200,50%,99%,1)">X</p>', '<p style="color:rgba(0,0,0,0)">X</p>',
    '<p style="color:rgb(0 0 0 / 1%)">X</p>', '<p style="color:#0000">X</p>', '<p style="color:#00000005">X</p>',
    '<p style="background:#036;color:oklch(31.8% .087 252.5)">X</p>', '<p style="color:rgb(100% 100% 100%)">X</p>',
    '<p style="color:rgba(240,240,240,.5)">X</p>',
    '<p style="line-height:0">X</p>', '<div style="line-height:0px"><span>X</span></div>',
    '<p style="font:12px/0 Arial">X</p>', '<p style="line-height:0%">X</p>', '<p style="line-height:.01">X</p>',
    '<p style="font-size:0.1px">X</p>', '<p style="font-size:.01em">X</p>', '<p style="font-size:.1pt">X</p>',
    '<p style="font-size:1e-3px">X</p>', '<p style="font-size:1%">X</p>', '<p style="font-size:calc(0px)">X</p>',
    '<p style="font-size:0.1mm">X</p>',
    '<p style="opacity:.01">X</p>', '<p style="opacity:1e-2">X</p>', '<p style="opacity:1%">X</p>',
    '<p style="filter:opacity(1%)">X</p>', '<p style="filter:opacity(0)">X</p>',
    '<p style="transform:scale(0)">X</p>', '<p style="transform:rotate(3deg) scale(.001)">X</p>',
    '<p style="transform:scaleX(0)">X</p>', '<p style="transform:scale(1,0)">X</p>',
    '<p style="transform:scale3d(0,0,1)">X</p>', '<p style="transform:matrix(0,0,0,0,0,0)">X</p>',
    '<p style="transform:rotateX(90deg)">X</p>', '<p style="transform:rotatey(.25turn)">X</p>',
    '<p style="scale:.01">X</p>', '<p style="zoom:.01">X</p>', '<p style="zoom:1%">X</p>',
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
    '<p style="color:oklch(40% .1 250)">X</p>', '<p style="color:lab(30 20 20)">X</p>',
    '<p style="color:lch(52% 72 50)">X</p>', '<p style="color:hwb(200 10% 40%)">X</p>',
    '<p style="color:color(srgb .1 .2 .3)">X</p>', '<p style="color:rgba(0,0,0,.6)">X</p>',
    '<div style="background:oklch(30% .1 250)"><p style="color:lab(100 0 0)">X</p></div>',
    '<div style="background:rgba(0,0,0,.7)"><p style="color:#fff">X</p></div>',
    '<p style="line-height:1.2">X</p>', '<p>a <b style="line-height:0">X</b></p>',
    '<div style="line-height:0"><p style="line-height:1.4">X</p></div>', '<p style="font:12px/1.5 Arial">X</p>',
    '<p style="font-size:9px">X</p>', '<p style="font-size:.8em">X</p>', '<p style="font-size:80%">X</p>',
    '<p style="filter:opacity(.5)">X</p>', '<p style="filter:opacity(90%)">X</p>', '<p style="zoom:1">X</p>',
    '<p style="transform:scale(.9)">X</p>', '<p style="transform:rotate(90deg)">X</p>',
    '<p style="transform:matrix(1,0,0,1,5,5)">X</p>', '<p style="transform:scaleX(-1)">X</p>',
]  # fmt: skip


@pytest.mark.parametrize(("shape", "seen"), [(one, False) for one in UNSEEN] + [(one, True) for one in SEEN])
def test_what_a_person_sees_is_read(shape: str, seen: bool) -> None:
    page = f"<p>Antes de ello.</p>{shape.replace('>X<', '>escondido<')}<p>Después de ello.</p>"
    document = read_here(page.encode(), "a.html", STATED)
    assert ("escondido" in document.text) is seen
    assert "Antes de ello." in document.text and "Después de ello." in document.text
    assert (("hidden_words", "1") in document.notes) is not seen
