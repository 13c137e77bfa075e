"""Nothing that comes from a document or a person becomes HTML, Markdown or a link of its own."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui_fakes import EVIL, answer, citation

from assistant.answer import Answer, Conflict, ModelUse, Side, Statement
from ui.views.html import answer_html, escape, message_html, question_html, safe_url
from ui.views.plain import answer_text
from ui.views.text import printable
from ui.web.cards import card_html, panel_html
from ui.wording import wording

TEXTS = wording("en")
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


def kind(name: str, language: str) -> str:
    return name


class Reader(HTMLParser):
    """What a browser would see."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


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


def test_a_card_says_what_it_is() -> None:
    spanish = wording("es")
    card = panel_html([(1, answer())], spanish, lambda name, language: f"{name}/{language}")
    text = Reader(card).text
    for words in (
        "Informe de resultados de Freedonia 2030", "irm_report/es", "Mecanismo de Revisión Independiente",
        "2031-05",
        "Resultados › Compromiso 4: Puentes abiertos", "p. 12", "Evaluado por el IRM", "Autoinformado",
        "«El puente peatonal", "Traducción automática", "“The footbridge", "Freedonia yearbook, chapter 2",
    ):  # fmt: skip
        assert words in text
    assert '<blockquote lang="es">' in card and '<p lang="en">' in card
    assert Reader(card).links.count("https://docs.example.org/freedonia") == 1
    assert not [link for link in Reader(card).links if "javascript" in link]


@pytest.mark.parametrize(
    ("language", "page", "warning"),
    [
        ("en", "p. iv (sheet 12 of the file)", "Read by OCR: check against the page"),
        ("es", "p. iv (hoja 12 del archivo)", "Leído por OCR: conviene cotejar con la página"),
    ],
)
def test_a_source_says_how_its_page_is_printed_and_that_it_was_read_by_ocr(
    language: str, page: str, warning: str
) -> None:
    texts = wording(language)
    scanned = answer(citations=(citation(1, page_label="iv", ocr=True), citation(2)))
    first, second = (card_html(one, 1, texts, kind) for one in scanned.citations)
    assert page in Reader(first).text and warning in Reader(first).text
    assert "p. 12" in Reader(second).text and "OCR" not in Reader(second).text
    plain = answer_text(scanned, texts, kind)
    assert page in plain and plain.count(warning) == 1
    check_label = Reader(card_html(citation(1, page_label="<b>x</b>"), 1, texts, kind))
    assert "<b>x</b>" in check_label.text


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


def test_the_copied_text_is_the_plain_answer() -> None:
    found = answer("¿Qué pasó con los puentes?\n")
    panel = panel_html([(1, found)], TEXTS, kind)
    copied = html.unescape(re.search(r'<pre id="copy-1"[^>]*>(.*?)</pre>', panel)[1])  # type: ignore[index]
    assert copied == f"{found.question}\n\n{answer_text(found, TEXTS, kind)}"


def test_wrapped_text_keeps_every_word() -> None:
    wide, narrow = answer_text(answer(), TEXTS, kind), answer_text(answer(), TEXTS, kind, width=50)
    assert wide.split() == narrow.split()
    assert max(len(line) for line in narrow.split("\n")) <= 50
