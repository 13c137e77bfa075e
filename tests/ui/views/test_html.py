"""Nothing that comes from a document, a person or a model becomes HTML, Markdown or a link of its own."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from answer_samples import HOSTILE, TEXTS, Reader, kind, written
from hypothesis import given
from hypothesis import strategies as st
from ui_fakes import EVIL, FakeBackend, answer, citation

from assistant.answer import Answer, Conflict, ModelUse, Side, Statement
from ui.views.html import answer_html, escape, message_html, question_html, safe_url
from ui.views.text import printable
from ui.web.cards import panel_html
from ui.web.conversation import Turn, chat_messages, sources_html
from ui.web.document import document_template
from ui.web.page_texts import page_texts
from ui.web.service import Service, Standing
from ui.wording import wording

TAGS = set(
    [
        "a",
        "article",
        "blockquote",
        "br",
        "button",
        "details",
        "div",
        "em",
        "h2",
        "h3",
        "header",
        "li",
        "mark",
        "p",
        "pre",
        "section",
        "span",
        "strong",
        "summary",
        "ul",
    ]
)


def hostile(text: str) -> Answer:
    return answer(
        text,
        language=text,
        status="partial",
        resolved=text,
        statements=(Statement(text, (1,), text),),
        citations=(
            citation(
                1, title=text, publisher=text, date=text, kind=text, section=(text,), commitment=text,
                voice=text, language=text, quote=text, translation=text, origin=text, url=text, source=text,
                answer=(len(text) // 3, len(text) // 2 + 1),
            ),
        ),
        conflicts=(Conflict(text, (Side(text, 1), Side(text, 9))),),
        missing=(text,),
        composer="model",
        notes=(text, f"The model {text} broke off."),
        model=ModelUse(text, text, 10, 20, 0.5, dropped=3, fallback=text),
    )  # fmt: skip


def everything(text: str) -> str:
    found = hostile(text)
    plain = answer(text, text=text, statements=(), citations=found.citations)
    return "".join(
        (
            question_html(text),
            message_html(text),
            answer_html(found, 1, TEXTS),
            answer_html(found, 1, TEXTS, writing=True),
            answer_html(replace(found, notes=(), composer=text), 1, TEXTS, stopped=True),
            answer_html(plain, 2, TEXTS),
            panel_html([(1, found), (2, plain)], TEXTS, kind),
        )
    )


def check(text: str) -> None:
    source = everything(text)
    seen = Reader(source)
    assert seen.tags <= TAGS
    assert not {name for name in seen.attributes if name.startswith("on") or name in ("style", "srcdoc")}
    assert all(link.startswith("#") or link == safe_url(text) for link in seen.links)
    assert "\n" not in source  # a blank line would end the HTML and begin Markdown


@pytest.mark.parametrize(
    "text",
    [
        EVIL,
        '"><script>alert(1)</script>',
        "' onmouseover='alert(1)",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "![x](http://evil.example/x.png)",
        "[click](http://evil.example)",
        "<http://evil.example>",
        "```mermaid\ngraph\n```",
        "a\n\n# heading\n\n<b>b</b>",
        "$$x$$ \\(y\\)",
        "&lt;b&gt; &#60;",
        "\ud800",
        "",
    ],
)
def test_known_tricks(text: str) -> None:
    check(text)


@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    check(text)


@given(st.text(alphabet="<>&\"'`*_[]()#!|~:$@\\\n -=axh1/.", max_size=60))
def test_any_mixture_of_markup(text: str) -> None:
    check(text)


@given(st.text())
def test_escaped_text_reads_as_the_text_itself(text: str) -> None:
    escaped = escape(text)
    assert html.unescape(escaped) == printable(text)
    assert not re.search(r"[<>\"'`*\[\](){}#!\n]", re.sub(r"&#?\w+;", "", escaped))


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://docs.example.org/a?b=1#c", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("//evil.example", False),
        ("https://", False),
        ("https://[bad", False),
        ("ftp://example.org", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_links(url: str | None, kept: bool) -> None:
    assert safe_url(url) == (url if kept else None)


def test_markers_lead_to_cards() -> None:
    found = answer()
    bubble, panel = Reader(answer_html(found, 3, TEXTS)), panel_html([(3, found)], TEXTS, kind)
    assert {"#s3-1", "#s3-2"} <= set(bubble.links)
    for target in bubble.links:
        assert f'id="{target[1:]}"' in panel


def test_a_marker_without_a_source_is_no_link() -> None:
    found = answer(statements=(), text="A claim. [1] [7] **strong**", citations=(citation(1),))
    bubble = answer_html(found, 1, TEXTS)
    assert Reader(bubble).links == ["#s1-1", "#s1-1"]  # the second is in the disagreement
    assert "[7]" in Reader(bubble).text and "<strong>strong</strong>" in bubble


def test_disagreements_missing_and_status_are_shown() -> None:
    text = Reader(answer_html(answer(), 1, TEXTS)).text
    for words in (
        "The documents disagree",
        "Number of bridges opened",
        "9",
        "11",
        "what the bridges cost",
        "Partial answer",
    ):
        assert words in text
    refusal = answer(
        status="not_found",
        text="No document mentions ships.",
        statements=(),
        citations=(),
        conflicts=(),
        missing=(),
    )
    assert "status-not-found" in answer_html(refusal, 1, TEXTS)
    assert "No document mentions ships." in Reader(answer_html(refusal, 1, TEXTS)).text


ORIGINAL = "https://docs.example.org/freedonia"  # of the document, from its catalog: the one address that is a link


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
def test_the_name_of_the_model_is_text_too(text: str) -> None:
    standing = Standing(documents=1, exists=True, model=f"openai:{text}", sends_to=text)
    header = page_texts(wording("en"), standing)["header"]["value"]
    assert Page(header).addresses == ["#question"] and not Page(header).tags & {"img", "script", "iframe"}
    config = '<script>window.gradio_config = {"components": [{"id": 1, "props": {}}]};</script>'
    entry = '<script type="module" src="./assets/a.js"></script><link rel="stylesheet" href="./assets/a.css">'
    whole = document_template(config + entry, {1: {"value": header}}, wording("en")).html("nonce", "http://localhost")
    assert {address for address in Page(whole).addresses if not address.startswith("./")} == {"data:,"}
