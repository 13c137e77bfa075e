"""PDF files."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import Item, check, outline, page, pdf_bytes, table, texts
from pypdf import PdfReader, PdfWriter

from corpus.errors import FileDamaged, FileEncrypted, FileWrongType, NoText, ReadError
from corpus.model import Document
from corpus.read import read_bytes, read_file

STATED = {"language": "es", "kind": "other"}
BODY = (
    "La autoridad portuaria publica cada mes los datos de sus faros y",
    "de sus boyas, con el nombre de quien los cuida y la fecha de la",
    "última visita de mantenimiento.",
)


def read_pages(*pages: list[Item], title: str = "") -> Document:
    document = read_bytes(pdf_bytes(pages, title=title), "faros.pdf", STATED)
    check(document)
    return document


def test_lines_become_paragraphs_and_headings() -> None:
    document = read_pages(page("# Informe de los faros", "", *BODY, "", "# Boyas", "", *BODY))
    assert outline(document)[1][1] == "Boyas" and outline(document)[0][1] == "Informe de los faros"
    assert texts(document, "paragraph") == [" ".join(BODY)] * 2


def test_a_paragraph_goes_on_over_a_page_and_the_page_is_known() -> None:
    document = read_pages(page(*BODY[:2]), page(BODY[2], "", *BODY))
    assert texts(document) == [" ".join(BODY)] * 2
    start = document.text.index("última")
    assert document.page_at(start - 2) == 1 and document.page_at(start) == 2
    assert document.page_at(len(document.text) - 1) == 2


def test_running_heads_feet_and_page_numbers_go() -> None:
    pages = [
        [
            (72.0, 770.0, 9.0, f"Faros abiertos – parte {number}", False),
            *page(*BODY),
            (300.0, 25.0, 9.0, f"Página {number} de 4", False),
        ]
        for number in range(1, 5)
    ]
    document = read_pages(*pages)
    assert "Faros abiertos" not in document.text and "Página" not in document.text
    assert document.page_offsets[0] == 0 and len(document.page_offsets) == 4


def test_hyphens_at_line_ends() -> None:
    document = read_pages(
        page(
            "El plan busca la transpa-",
            "rencia de los faros, en un proceso de co-",
            "creación con quienes navegan. La co-creación dura dos años, 2019-",
            "2021, y la transparencia no termina con ellos en ningún puerto.",
        )
    )
    assert texts(document) == [
        "El plan busca la transparencia de los faros, en un proceso de co-creación con quienes navegan. La "
        "co-creación dura dos años, 2019-2021, y la transparencia no termina con ellos en ningún puerto."
    ]


def test_hyphens_of_compounds_stay_at_line_ends() -> None:
    document = read_pages(
        page(
            "La revisión técnico-",
            "jurídica de los faros la hizo el puerto, y las boyas con datos socio-",
            "económicos y un control socio-sanitario son del municipio-",
            "distrito. Cada municipio tiene un distrito, y la co-",
            "creación es de todos: la co-creación dura dos años, la cocreación no, y la transpa-",
            "rencia sigue con datos económicos y co-creación en el puerto de Villa Norte.",
        )
    )
    for word in (
        "técnico-jurídica",
        "socio-económicos",
        "municipio-distrito",
        "la co-creación es de todos",
        "transparencia",
    ):
        assert word in document.text


def test_bullets_are_list_items() -> None:
    document = read_pages(
        page(
            *BODY,
            "",
            "• Abrir los registros de todos los faros que se encienden de",
            "noche en la costa.",
            "• Medir su uso.",
            "o Por mes.",
        )
    )
    assert texts(document, "list_item") == [
        "Abrir los registros de todos los faros que se encienden de noche en la costa.",
        "Medir su uso.",
        "Por mes.",
    ]


def test_the_spanish_o_is_no_bullet() -> None:
    lines = (
        "El registro muestra los faros encendidos en la costa del norte",
        "o apagados en la costa del sur, según el mes del año pasado.",
    )
    assert texts(read_pages(page(*BODY, "", *lines)))[-1] == " ".join(lines)


def test_tables_of_contents_go() -> None:
    document = read_pages(
        page("# Contenido", "", "1. Faros ........................ 2", "2. Boyas ------------------------ 3"),
        page("# 1. Faros", "", *BODY),
    )
    assert texts(document) == ["1. Faros", " ".join(BODY)]


def test_a_title_page_has_one_heading() -> None:
    document = read_pages(
        [
            (200.0, 500.0, 24.0, "Informe de los faros", True),
            (200.0, 400.0, 16.0, "Puerto de Zoratama", True),
            (200.0, 300.0, 16.0, "Mayo de 2021", True),
        ],
        page("# Presentación", "", *BODY),
        page("# Boyas", "", *BODY),
    )
    assert outline(document) == [(1, "Informe de los faros"), (2, "Presentación"), (2, "Boyas")]
    assert document.metadata.date == "2021-05" and "date" in document.metadata.inferred


def test_labels_and_values_in_columns_are_rows() -> None:
    items: list[Item] = []
    for at, (label, *values) in enumerate(
        [
            ("Quién", "Autoridad portuaria"),
            ("Meta", "Abrir los registros de los faros"),
            ("Plazo", "Junio de 2021"),
            ("Avance", "Limitado", "Completo"),
        ]
    ):
        items.append((72.0, 600.0 - 20 * at, 11.0, label, False))
        items += [(220.0 + 120 * column, 600.0 - 20 * at, 11.0, value, False) for column, value in enumerate(values)]
    document = read_pages(page(*BODY) + items)
    assert texts(document, "table_row")[:3] == [
        "Quién\tAutoridad portuaria",
        "Meta\tAbrir los registros de los faros",
        "Plazo\tJunio de 2021",
    ]
    assert len(table(document)) >= 3


def test_foot_notes_do_not_interrupt_and_their_marks_go() -> None:
    first = [
        *page(*BODY[:1]),
        (72.0, 707.0, 11.0, "de sus boyas", False),
        (140.0, 711.0, 6.0, "3", False),
        (146.0, 707.0, 11.0, ", con el nombre de quien los cuida y la fecha de la", False),
        (72.0, 110.0, 8.0, "3 Véase el registro de boyas del puerto.", False),
    ]
    document = read_pages(first, page(BODY[2], "", *BODY))
    assert texts(document)[0] == " ".join(BODY)
    assert texts(document)[1] == "3 Véase el registro de boyas del puerto."


def test_pages_without_text_are_named_and_a_file_of_them_is_refused() -> None:
    document = read_pages(page(*BODY), [], page(*BODY))
    assert document.notes == (("page_without_text", "2"),)
    with pytest.raises(NoText, match="2 page"):
        read_pages([], [])


def test_passwords(tmp_path: Path) -> None:
    for password, refused in (("secret", True), ("", False)):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_bytes([page(*BODY)]))))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
        path = tmp_path / "locked.pdf"
        writer.write(path)
        if refused:
            with pytest.raises(FileEncrypted, match=r"locked\.pdf"):
                read_file(path)
        else:
            assert read_file(path, STATED).text == " ".join(BODY)


def test_wrong_and_damaged_files() -> None:
    whole = pdf_bytes([page(*BODY)])
    for data, error in (
        (b"<!doctype html><html><p>No</p></html>", FileWrongType),
        (b"Only words", FileWrongType),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, FileWrongType),
        (b"%PDF-1.7\n" + b"\x93\x8b garbage " * 30, FileDamaged),
        (whole.replace(b"/Type /Page ", b"/Type /Nope "), ReadError),
    ):
        try:
            read_bytes(data, "bad.pdf", STATED)
        except error as caught:
            assert "bad.pdf" in str(caught)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.integers(1, 400), st.binary(max_size=40))
def test_every_damage_is_a_read_error(at: int, length: int, junk: bytes) -> None:
    whole = pdf_bytes([page(*BODY), page("# Boyas", "", *BODY)])
    at = 9 + at % (len(whole) - 9)
    try:
        check(read_bytes(whole[:at] + junk + whole[at + length :], "bad.pdf", STATED))
    except ReadError as error:
        assert "bad.pdf" in str(error)


def test_the_library_is_quiet(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    whole = pdf_bytes([page(*BODY)])
    with caplog.at_level(logging.DEBUG):
        read_bytes(whole.replace(b"0000000000 65535 f", b"0000000000 65536 n"), "odd.pdf", STATED)
    assert not caplog.records and capfd.readouterr() == ("", "")


WORDS = st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=50)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.tuples(st.sampled_from([72.0, 110.0, 300.0]), WORDS), max_size=8), min_size=1, max_size=3))
def test_any_pages_become_a_sound_document(pages: list[list[tuple[float, str]]]) -> None:
    items = [[(x, 700.0 - 14 * at, 11.0, words, False) for at, (x, words) in enumerate(lines)] for lines in pages]
    try:
        check(read_bytes(pdf_bytes(items), "a.pdf", {"language": "es", "kind": "other"}))
    except NoText:
        return


def test_headings_a_little_larger_than_the_text_are_seen_where_all_of_that_size_is_short(tmp_path: Path) -> None:
    text = "The pilots of the coast keep the lights of the north, and visit each of them once a month in the summer."
    lines = ["# Lights of the coast", ""]
    items = page(*lines)
    for number, name in enumerate(("Audience", "Products of the year", "How they are told")):
        y = 640 - 120 * number
        items += [
            (72.0, y, 12.0, name, False),
            (72.0, y - 18, 11.0, text[:80], False),
            (72.0, y - 31, 11.0, text[80:], False),
        ]
    path = tmp_path / "lights.pdf"
    path.write_bytes(pdf_bytes([items]))
    found = [text for _, text in outline(read_file(path))]
    assert found[-3:] == ["Audience", "Products of the year", "How they are told"]


def test_a_letter_at_the_head_of_a_line_that_counts_inside_a_sentence_begins_no_item(tmp_path: Path) -> None:
    lines = [
        "To judge a change the office asks for a review of what there is, which has to: a) look at the state;",
        "b) say which changes are wanted, and by when, so that the whole can be planned; c) name those who do",
        "it, with what they need.",
    ]
    path = tmp_path / "lights.pdf"
    path.write_bytes(pdf_bytes([page(*lines)]))
    assert texts(read_file(path)) == [" ".join(lines)]
    path.write_bytes(
        pdf_bytes([page("The office asks for three things:", "a) look at the state;", "b) say what is wanted;")])
    )
    assert texts(read_file(path), "list_item") == ["a) look at the state;", "b) say what is wanted;"]


CONTENTS = [
    "# Segundo plan de gobierno abierto de la costa",
    "",
    "Contenido",
    "Presentación ........................................ 3",
    "Compromiso 1: Padrón abierto de faros ......... 5",
    "Compromiso 2: Presupuesto de las boyas en datos abiertos para toda",
    "la ciudadanía y sus organizaciones .................. 7",
    "Compromiso 3: Escuelas de navegación abiertas ......... 9",
    "Anexos ............................... 12",
]


def test_contents_lists_say_only_which_commitments_there_are_besides() -> None:
    opening = page("# Presentación", "", *BODY, "", "# Compromiso 1: Padrón abierto de faros", "", *BODY)
    document = read_pages(page(*CONTENTS), opening)
    whole = " ".join(BODY)
    assert texts(document)[1:] == [
        "Compromiso 2: Presupuesto de las boyas en datos abiertos para toda la ciudadanía y sus organizaciones",
        "Compromiso 3: Escuelas de navegación abiertas",
        "Presentación",
        whole,
        "Compromiso 1: Padrón abierto de faros",
        whole,
    ]


def test_an_item_that_a_page_cuts_is_one_item_though_a_name_opens_the_next_page() -> None:
    first = [
        (72.0, 120.0, 11.0, "• Se encienden los faros que se ven desde el norte de la costa y del", False),
        (72.0, 107.0, 11.0, "• Los cuidan quienes trabajan en la oficina que dirige la licenciada", False),
        (80.0, 94.0, 11.0, "que cuida también las boyas de toda la costa, con la ayuda de doña", False),
    ]
    second = [
        (80.0, 720.0, 11.0, "Marta, y lo dicen cada mes.", False),
        (72.0, 707.0, 11.0, "• Se cuentan los barcos.", False),
    ]
    found = texts(read_pages([*page(*BODY), *first], second), "list_item")
    assert (
        found[1].endswith("con la ayuda de doña Marta, y lo dicen cada mes.") and found[2] == "Se cuentan los barcos."
    )


def test_lines_that_count_on_are_paragraphs_of_their_own() -> None:
    lines = (
        "Compromiso 1 – Agua: 80 % de avance",
        "Compromiso 2 – Caminos: 65 % de avance",
        "Hito 2.1: 5 %",
        "Hito 2.2: 0 %",
    )
    document = read_bytes(pdf_bytes([page(*lines, leading=18.0)]), "avance.pdf", {})
    assert texts(document) == list(lines)
