"""A card of the sources panel: what it says, what it marks, what it leaves out."""

from __future__ import annotations

import html
import re

import pytest
from answer_samples import TEXTS, TOLD, Reader, kind, shaped
from ui_fakes import answer, citation

from ui.views.plain import answer_text
from ui.web.cards import card_html, panel_html
from ui.wording import wording


@pytest.mark.parametrize(
    ("quote", "answer", "shown"),
    [
        ("El puente abrió en marzo.", (16, 24), "«El puente abrió <mark>en marzo</mark>&#46;»"),
        ("El puente\n  abrió\ten  marzo", (3, 17), "«El <mark>puente abrió</mark> · en marzo»"),
        ("El puente\n  abrió\ten  marzo", (12, 27), "«El puente <mark>abrió · en marzo</mark>»"),
        ("<b>El</b> puente", (3, 5), "«&#60;b&#62;<mark>El</mark>&#60;/b&#62; puente»"),
        ("El puente", (0, 9), "«<mark>El puente</mark>»"),
        ("El puente", None, "«El puente»"),
        ("El puente", (4, 4), "«El puente»"),
        ("El puente", (90, 99), "«El puente»"),
    ],
)
def test_the_words_that_answer_are_marked_on_the_card_and_nowhere_else(
    quote: str, answer: tuple[int, int] | None, shown: str
) -> None:
    told, plain = (citation(1, quote=quote, answer=run) for run in (answer, None))
    card = card_html(told, 1, TEXTS, kind)
    assert html.unescape(shown) in html.unescape(card)
    assert card.replace("<mark>", "").replace("</mark>", "") == card_html(plain, 1, TEXTS, kind)
    with_it, without = (answer_text(shaped("x [1]", ("x",), citations=(one,)), TEXTS, kind) for one in (told, plain))
    assert with_it == without
    assert told.quote == quote


def test_a_translation_that_says_the_same_is_not_shown() -> None:
    same = citation(1, quote="Puente Norte (2031)", translation="Puente Norte, 2031.")
    assert "Machine translation" not in card_html(same, 1, TEXTS, kind)
    assert "Machine translation" not in answer_text(shaped("x [1]", ("x",), citations=(same,)), TEXTS, kind)
    assert "Machine translation" in card_html(citation(1), 1, TEXTS, kind)


def test_cards_of_one_document_tell_its_facts_once_and_name_themselves_by_number() -> None:
    panel = panel_html([(1, TOLD)], TEXTS, kind)
    assert panel.count("Mecanismo de Revisión Independiente") == 1
    assert [int(n) for n in re.findall(r'class="unseen">Source (\d+)&#58; <', panel)] == [1, 2, 3, 4]
    assert panel.count("Assessed by the IRM") >= 4  # who speaks is said on each


@pytest.mark.parametrize(
    "printed", ["Informe de resultados de Freedonia 2030", "INFORME DE RESULTADOS DE FREEDONIA 2030 PARA LA ALIANZA"]
)
def test_the_title_is_not_told_twice(printed: str) -> None:
    card = card_html(citation(1, section=(printed, "Puentes")), 1, TEXTS, kind)
    assert '<p class="location">Puentes · ' in card


def test_a_card_says_what_it_is() -> None:
    spanish = wording("es")
    card = panel_html([(1, answer())], spanish, lambda name, language: f"{name}/{language}")
    text = Reader(card).text
    for words in (
        "Informe de resultados de Freedonia 2030", "irm_report/es", "Mecanismo de Revisión Independiente",
        "2031-05",
        "Resultados › Compromiso 4: Puentes abiertos", "p. 12", "Evaluado por el IRM", "Reportado por el gobierno",
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
