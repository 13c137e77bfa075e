"""What a model writes is shown as text, whatever it is: nothing in it becomes an address, an image or markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui_fakes import FakeBackend, answer, citation

from assistant.answer import Answer, ModelUse, Statement
from ui.views.plain import answer_text
from ui.web.conversation import Turn, chat_messages, sources_html
from ui.web.document import document_template
from ui.web.page_texts import page_texts
from ui.web.service import Service, Standing
from ui.wording import wording

ORIGINAL = "https://docs.example.org/freedonia"  # of the document, from its catalog: the one address that is a link
HOSTILE = [
    "![x](http://evil.example/x.png)",
    "![x][r]\n\n[r]: http://evil.example/x.png",
    "[Open the original](http://evil.example/login)",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<http://evil.example> http://evil.example www.evil.example mailto:a@evil.example",
    '<img src="//evil.example/x.png" onerror="alert(1)">',
    "<script src=http://evil.example/x.js></script>",
    '<a href="http://evil.example">x</a><iframe src="http://evil.example"></iframe>',
    '<svg><use href="http://evil.example#x"/></svg><math href="javascript:alert(1)">x</math>',
    '"><base href="http://evil.example/"><form action="http://evil.example"><input autofocus onfocus=alert(1)>',
    "<style>@import url(http://evil.example/x.css);</style>",
    "</div></section></pre></gradio-app><h1>Error: log in again</h1>",
    "&lt;img src=x&gt; &#60;img src=http://evil.example&#62;",
    "$$\\href{http://evil.example}{x}$$ \\(\\url{http://evil.example}\\)",
    "```html\n<img src=http://evil.example>\n```",
    "[1](http://evil.example) [1]: http://evil.example",
    "# Title\n> quote\n- item\n| a | b |\n|---|---|",
    "\x1b]8;;http://evil.example\x07click\x1b]8;;\x07 \x1b[2J\x1b[31mred\u202e\u2066",
    "{{7*7}} ${7*7} {title} %s {0}",
]


class Page(HTMLParser):
    """Tags, addresses and attributes that a browser would see."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.attributes: set[str] = set()
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action", "data", "srcset")]


def written(text: str) -> Answer:
    """An answer of a model that had a free hand in everything it can reach, and more."""
    use = ModelUse(f"openai:{text}", text, 10, 20, 0.1, dropped=2, fallback=None)
    return answer(
        "What became of the bridges?",
        text=f"**{text}** *{text}*\n\n{text} [1]\n\n- {text} [1][2]\n\n{text}",
        resolved=text,
        statements=(Statement(text, (1,), "assessed"),),
        citations=(citation(1, section=(text, text), quote=text, translation=text, origin=text, page_label=text),),
        conflicts=(),
        missing=(text,),
        composer="model",
        notes=(text, f"The model {text} did not answer in time."),
        model=use,
    )


def page_of(found: Answer, language: str, **turn: Any) -> str:
    texts = wording(language)
    turns = [Turn(1, found.question, found, **turn), Turn(2, found.question, message=found.notes[0])]
    bubbles = "".join(message["content"] for message in chat_messages(turns, texts) if message["role"] == "assistant")
    return bubbles + sources_html(turns, texts, Service(FakeBackend()))


def check_page(source: str) -> None:
    seen = Page(source)
    assert not seen.tags & {"img", "script", "iframe", "svg", "math", "form", "input", "base", "style", "code", "table"}
    assert not {name for name in seen.attributes if name.startswith("on") or name in ("style", "srcdoc", "action")}
    assert {one for one in seen.addresses if not re.fullmatch(r"#[as]\d+(-\d+)?", one)} <= {ORIGINAL}
    # and nothing that the Markdown of the page's components could make one of
    assert not re.search(r"!\[|\]\(|[`*_$\\\n]|<(?!/?[a-z][a-z0-9]*[ >])", re.sub(r'"[^"]*"', "", source))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_page_shows_it_as_text(language: str, text: str) -> None:
    for turn in ({}, {"writing": True}, {"stopped": True}):
        check_page(page_of(written(text), language, **turn))


@given(st.text(alphabet="![](){}<>\"'`*_#|~$\\/:.-&;=@ \n\x1b\u202eahrefsc1", max_size=80))
def test_the_page_shows_anything_as_text(text: str) -> None:
    check_page(page_of(written(text), "en"))


@pytest.mark.parametrize("text", HOSTILE)
def test_the_terminal_shows_it_as_text(text: str) -> None:
    texts = wording("en")
    for width in (None, 60):
        shown = answer_text(written(text), texts, lambda kind, language: kind, width=width)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_name_of_the_model_is_text_too(text: str) -> None:
    standing = Standing(documents=1, exists=True, model=f"openai:{text}", sends_to=text)
    header = page_texts(wording("en"), standing)["header"]["value"]
    assert Page(header).addresses == ["#question"] and not Page(header).tags & {"img", "script", "iframe"}
    config = '<script>window.gradio_config = {"components": [{"id": 1, "props": {}}]};</script>'
    entry = '<script type="module" src="./assets/a.js"></script><link rel="stylesheet" href="./assets/a.css">'
    whole = document_template(config + entry, {1: {"value": header}}, wording("en")).html("nonce", "http://localhost")
    assert {address for address in Page(whole).addresses if not address.startswith("./")} == {"data:,"}
