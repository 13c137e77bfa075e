"""Tables of values kept as text (.csv, .tsv)."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import check, outline, table, texts, zip_bytes

from corpus.errors import FileEmpty, FileWrongType
from corpus.model import Document
from corpus.read import read_bytes, read_file

ROWS = [
    ["Hito", "Responsable", "Estado"],
    ["1.1", "Autoridad portuaria", "Completo"],
    ["1.2", "Secretaría de Faros", "En curso"],
]
EXPECTED = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]
COUNTRIES = Path(__file__).resolve().parents[4] / "evals" / "reader" / "countries"


def read(text: str | bytes, name: str = "tablero.csv") -> Document:
    data = text.encode() if isinstance(text, str) else text
    document = read_bytes(data, name, {"language": "es", "kind": "other"})
    check(document)
    return document


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_row_is_a_table_row_under_its_headers(delimiter: str, end: str) -> None:
    document = read(end.join(delimiter.join(row) for row in ROWS))
    assert table(document) == EXPECTED
    assert document.text.startswith("1.1\tAutoridad portuaria\tCompleto\n\n1.2\t")


def test_note_marks_leave_figures_alone() -> None:
    assert read("Meta,Avance\nAbrir,340¹\nMedir,20 m²\n").text.endswith("Abrir\t340\n\nMedir\t20 m²")


def test_a_tsv_is_parted_by_tabs_whatever_else_it_holds() -> None:
    document = read("Hito\tNota\n1.1\tuno, dos, tres\n1.2\tuno, dos, tres\n", "tablero.tsv")
    assert table(document)[0] == {"Hito": "1.1", "Nota": "uno, dos, tres"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert table(read("\n".join(";".join(row) for row in ROWS).encode(encoding))) == EXPECTED


def test_quoted_delimiters_marks_and_line_ends_belong_to_the_cell() -> None:
    document = read('Hito,Nota,Estado\n1.1,"Dijo ""sí"",\nluego no; y\r\nal fin sí",Completo\n1.2, "a, b",Pendiente\n')
    assert table(document) == [
        {"Hito": "1.1", "Nota": 'Dijo "sí", luego no; y al fin sí', "Estado": "Completo"},
        {"Hito": "1.2", "Nota": "a, b", "Estado": "Pendiente"},
    ]


def test_a_mark_that_nobody_closed_swallows_no_rows() -> None:
    rows = [f'{number};"Faro {number};Completo' if number == 3 else f"{number};Faro;Completo" for number in range(99)]
    document = read("\n".join(["Hito;Nombre;Estado", *rows]))
    assert len(table(document)) == 99
    assert table(document)[3] == {"Hito": "3", "Nombre": '"Faro 3', "Estado": "Completo"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_cells_may_end_in_quotation_marks(delimiter: str) -> None:
    rows = [("Hito", "Nombre"), ('c"', 'El "Faro"'), ('d"', '"Boya" y "Muelle"'), ('"e"', 'f"')]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    assert [tuple(row.values()) for row in table(read(out.getvalue()))] == rows[1:]


def test_decimal_commas_and_commas_in_prose_part_nothing() -> None:
    assert table(read("Meta;Avance\n1,5;2,5\n3,5;4,5\n")) == [
        {"Meta": "1,5", "Avance": "2,5"},
        {"Meta": "3,5", "Avance": "4,5"},
    ]
    document = read("Hito;Nota\n1.1;Abrir, medir, publicar\n1.2;Abrir, medir\n1.3;Abrir\n")
    assert [row["Nota"] for row in table(document)] == ["Abrir, medir, publicar", "Abrir, medir", "Abrir"]


def test_the_delimiter_may_be_stated() -> None:
    assert table(read("sep=|\nHito|Nota, breve\n1.1|a, b\n")) == [{"Hito": "1.1", "Nota, breve": "a, b"}]


def test_titles_and_facts_above_the_header_and_notes_below() -> None:
    document = read(
        "Tablero de compromisos,,,\nSegundo trimestre: cifras preliminares,,,\nCorte:,30 de junio,,\n,,,\n"
        "Hito,Responsable,,Estado\n1.1,Autoridad,,Completo\n,,,\n1.2,Secretaría,,\n"
        "Fuente: informes de cada institución.,,,\n"
    )
    assert outline(document) == [(1, "Tablero de compromisos")]
    assert texts(document, "paragraph") == [
        "Segundo trimestre: cifras preliminares",
        "Fuente: informes de cada institución.",
    ]
    assert table(document) == [
        {"0": "Corte:", "1": "30 de junio"},
        {"Hito": "1.1", "Responsable": "Autoridad", "Estado": "Completo"},
        {"Hito": "1.2", "Responsable": "Secretaría"},
    ]
    assert document.metadata.title == "Tablero de compromisos"


def test_a_line_with_a_label_and_a_value_is_no_header() -> None:
    document = read("Institución,Secretaría de Faros,\n,,\nHito,Estado,Nota\n1.1,Completo,a\n")
    assert table(document)[-1] == {"Hito": "1.1", "Estado": "Completo", "Nota": "a"}


def test_rows_with_one_cell_name_groups_and_years_name_columns() -> None:
    document = read("Indicador,2022,2023\nCompromiso 1: Faros,,\nFaros abiertos,4,7\n")
    assert outline(document) == [(1, "Compromiso 1: Faros")]
    assert table(document) == [{"Indicador": "Faros abiertos", "2022": "4", "2023": "7"}]


def test_figures_in_the_first_row_are_no_header() -> None:
    assert table(read("1,2,3\n4,5,6\n")) == [{"0": "1", "1": "2", "2": "3"}, {"0": "4", "1": "5", "2": "6"}]


def test_two_columns_of_labels_and_values_have_no_header() -> None:
    document = read("Compromiso:;1. Faros abiertos\nInstitución:;Autoridad portuaria\nEstado:;Completo\n")
    assert table(document)[0] == {"0": "Compromiso:", "1": "1. Faros abiertos"}


def test_one_column_is_read_as_lines() -> None:
    document = read("Comentarios\nMuy bien, gracias.\n\n- Falta la fecha, el costo y la meta.\nNo.\n")
    assert texts(document, "paragraph") == ["Comentarios", "Muy bien, gracias.", "No."]
    assert texts(document, "list_item") == ["Falta la fecha, el costo y la meta."]
    quoted = read('"Comentarios"\n"Dijo ""sí"", y\nluego no"\n')
    assert texts(quoted) == ["Comentarios", 'Dijo "sí", y luego no']


def test_what_is_no_table_of_values(tmp_path: Path) -> None:
    for data in (
        b"%PDF-1.4 x",
        zip_bytes("xl/workbook.xml"),
        b"<!doctype html><p>x",
        b"PK\x03\x04x",
        b"a,b\0\0c\n" * 9,
    ):
        path = tmp_path / "tablero.csv"
        path.write_bytes(data)
        with pytest.raises(FileWrongType, match=r"tablero\.csv"):
            read_file(path)
    for empty in (b" \n \n", b",,,\n;;\n", b"\xef\xbb\xbf\n"):
        with pytest.raises(FileEmpty):
            read(empty)


STRANGE = [
    b'"' * 5000,
    b'a,"' * 5000,
    b"," * 50_000 + b"x",
    b'a,b\n"' + b"x\n" * 70_000,
    b"a;b\r\r\n;;\r;" * 50,
    b"sep=\n",
    b"sep=,",
    b"\xff\xfea\0,\0b",
    b"x" * 300_000,
]


@pytest.mark.parametrize("data", STRANGE, ids=range(len(STRANGE)))
def test_strange_files_are_read_or_refused(data: bytes) -> None:
    try:
        read(data)
    except (FileEmpty, FileWrongType):
        return


def test_the_trackers_of_the_training_set_keep_every_cell() -> None:
    files = sorted(COUNTRIES.glob("*/*.csv"))
    for path in files:
        document = read_file(path)
        check(document)
        header, *rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
        expected = [{n: " ".join(c.split()) for n, c in zip(header, row, strict=True) if c.strip()} for row in rows]
        assert table(document) == expected, path


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL | st.sampled_from(['a "b" c', "x\ny", "1,5", "2024", ";"]), max_size=5), max_size=8),
       st.sampled_from(",;\t|"))  # fmt: skip
def test_any_table_is_sound(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    try:
        read(out.getvalue())
    except FileEmpty:
        return


WORDS = st.text('aé1,;|"\n\t .', max_size=12).map(lambda text: f"c{text}")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=3, max_size=8), st.sampled_from(",;\t|"))
def test_every_cell_is_an_exact_run_of_the_document(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([("Hito", "Nombre", "Estado"), *rows])
    document = read(out.getvalue())
    cells = [[document.text[cell.start : cell.end] for cell in block.cells] for block in document.blocks]
    assert cells == [[" ".join(cell.split()) for cell in row] for row in rows]


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read(data)
    except (FileEmpty, FileWrongType):
        return
