"""What a page shows, and what it does not."""

from __future__ import annotations

import pytest
from makers import check, outline, table, texts

from corpus.errors import FileEmpty
from corpus.model import Document
from corpus.read import read_bytes


def page(body: str, style: str = "") -> Document:
    data = f"<!doctype html><html><head><style>{style}</style></head><body>{body}</body></html>".encode()
    document = read_bytes(data, "faros.html", {"language": "es", "kind": "other", "title": "Faros"})
    check(document)
    return document


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>1</sup>",
        '<sup><a href="#n1">[1]</a></sup>',
        '<a href="#n1"><sup>*</sup></a>',
        '<a role="doc-noteref" href="#n1">1</a>',
        '<span style="vertical-align: super; font-size: 70%">1</span>',
        '<span class="mark">1</span>',
        "¹",
    ],
)
def test_note_marks_leave_figures_alone(mark: str) -> None:
    document = page(f"<p>Los 340{mark} faros del puerto{mark} alumbran.</p>", ".mark {vertical-align: super}")
    assert document.text == "Los 340 faros del puerto alumbran."


def test_powers_ordinals_and_lowered_figures_stay() -> None:
    document = page("<p>120 m<sup>2</sup>, el 1<sup>er</sup> faro, 2<sup>o</sup>, CO<sub>2</sub> y 3 km²</p>")
    assert document.text == "120 m², el 1er faro, 2º, CO2 y 3 km²"


@pytest.mark.parametrize("note", ["<sup>a</sup> Incluye", "a Incluye", "(a) Incluye", "a. incluye"])
def test_a_letter_behind_a_count_is_no_ordinal_where_a_note_begins_with_it(note: str) -> None:
    counted = "<p>Vinieron 83<sup>a</sup> personas a la 12<sup>a</sup> sesión.</p>"
    assert page(f"{counted}<p>{note} al personal.</p>").text.startswith("Vinieron 83 personas a la 12ª sesión.")
    assert page(counted.replace("83", "830")).text == "Vinieron 830 personas a la 12ª sesión."
    assert page(f"<table><tr><td>Visitas<td>83<sup>a</sup></table><p>{note} 2023.</p>").text.startswith("Visitas\t83\n")


def test_a_note_keeps_the_number_by_which_it_is_found() -> None:
    document = page("<p>Son 340<sup>1</sup> faros.</p><p><sup>1</sup> De ellos, 212 encendidos. <a href=#x>↩</a></p>")
    assert texts(document) == ["Son 340 faros.", "¹ De ellos, 212 encendidos."]


def test_struck_words_are_left_out_and_counted() -> None:
    document = page(
        "<p>Vence el <del>30 de junio</del> <ins>15 de julio</ins>, <s>tarde</s><strike> mal</strike> en 2024.</p>"
        '<p><span style="text-decoration: line-through red">Costa 9</span>Cuesta <i class="old">8</i> 7.</p>',
        ".old { text-decoration-line: line-through }",
    )
    assert document.text == "Vence el 15 de julio, en 2024.\n\nCuesta 7."
    assert document.notes == (("struck_words", "8"),)


def test_hidden_words_are_left_out_and_counted() -> None:
    document = page(
        '<p>Visible.</p><p style="display:none">Nota interna.</p><p style="visibility: hidden">Otra.</p>'
        '<p hidden>Más.</p><p class="inner">De la oficina.</p><p id="x">Lejos.</p><span class="sr-only">Salto.</span>'
        "<p>Fin.</p>",
        "/* p {} */ p.inner, #y { display: none !important } #x { text-indent: -9999px }"
        "@media print { p { display: none } .z { color: red } } nav > p { display: none }",
    )
    assert texts(document) == ["Visible.", "Fin."]
    assert document.notes == (("hidden_words", "9"),)


def test_what_a_button_opens_is_not_hidden() -> None:
    document = page(
        '<h1>Plan</h1><button aria-expanded="false" aria-controls="p1">Faro del norte</button>'
        '<div id="p1" hidden><p>El faro alumbra desde 1920.</p></div>'
        '<div class="acordeon" role="button">Faro del sur</div><div style="display:none">Está apagado.</div>'
        "<details><summary>Gasto</summary><p>Costó 3 millones.</p></details>"
    )
    assert outline(document) == [(1, "Plan"), (2, "Faro del norte"), (2, "Faro del sur"), (2, "Gasto")]
    assert texts(document, "paragraph") == ["El faro alumbra desde 1920.", "Está apagado.", "Costó 3 millones."]


def test_the_names_of_tabs_head_their_panels() -> None:
    document = page(
        '<header><ul><li><a href="/">Inicio</a></li></ul></header><h1>Plan</h1><nav><div role="tablist">'
        '<button role="tab" data-bs-target="#a">Metas</button>'
        '<button role="tab" data-bs-target="#b">Gasto</button></div></nav>'
        '<ul><li><a data-toggle="tab" href="#c">Costa</a></li></ul>'
        '<div id="a" role="tabpanel"><p>Abrir dos faros.</p></div>'
        '<div id="b" role="tabpanel" style="display:none"><p>Tres millones.</p></div>'
        '<div id="c">Norte.</div>'
    )
    assert texts(document) == ["Plan", "Metas", "Abrir dos faros.", "Gasto", "Tres millones.", "Costa", "Norte."]
    assert outline(document)[1:] == [(2, "Metas"), (2, "Gasto"), (2, "Costa")]


def test_a_heading_in_a_button() -> None:
    document = page(
        '<h1>Plan</h1><h2><button type="button" aria-expanded="true">Compromiso 1: Faros</button></h2><p>En curso.</p>'
        '<div role="heading" aria-level="2"><a role="button" href="#c">Compromiso 2: Boyas</a></div><p>Completo.</p>'
        "<button>Compartir</button>"
    )
    assert outline(document) == [(1, "Plan"), (2, "Compromiso 1: Faros"), (2, "Compromiso 2: Boyas")]
    assert "Compartir" not in document.text


def test_a_page_inside_one_form_is_read_and_its_controls_are_not() -> None:
    document = page(
        '<form action="."><input type="hidden" name="__VIEWSTATE" value="x"/><h1>Seguimiento</h1>'
        '<p>Se vigilaron 52 faros.</p><input type="submit" value="Enviar"/><select><option>Uno</option></select>'
        "<button>Imprimir</button></form>"
        '<form><label>Buscar</label><input name="q"/><button>Ir</button></form>'
    )
    assert texts(document) == ["Seguimiento", "Se vigilaron 52 faros."]


def test_values_of_filled_fields_are_words() -> None:
    document = page(
        '<form><h1>Ficha</h1><p><label>Responsable</label><input value="Puerto"/></p><p>Nota <textarea>Sin avance.'
        '</textarea></p><p><input type="radio" name="e"/>Limitado <input type="radio" name="e" checked/>Completo</p>'
        "<p>Año <select><option>Elija</option><option selected>2024</option></select></p>"
        '<p><input type="search" value="Buscar"/><input type="password" value="clave"/></p></form>'
    )
    assert texts(document)[1:] == ["Responsable Puerto", "Nota Sin avance.", "☐ Limitado ☒ Completo", "Año 2024"]


def test_definitions_are_labels_and_values() -> None:
    document = page(
        "<h1>Meta</h1><dl><dt>Inicio</dt><dd>Enero de 2023</dd><div><dt>Socios</dt><dd>Museo</dd><dd>Faro</dd></div>"
        "<dt>Razón</dt><dd><p>Una.</p><p>Otra.</p></dd></dl>"
    )
    assert texts(document, "table_row") == ["Inicio\tEnero de 2023", "Socios\tMuseo", "Socios\tFaro"]
    assert texts(document)[-2:] == ["Una.", "Otra."]


def test_the_numbers_that_a_browser_draws() -> None:
    document = page(
        '<ol><li>Abrir</li><li>Medir</li></ol><ol start="7" class="x"><li>Contar</li><li value="9">Ver</li></ol>'
        '<ol type="a"><li>Uno</li><li>b) Dos</li></ol><ol class="pasos"><li>Inicio</li></ol>'
    )
    assert texts(document) == ["1. Abrir", "2. Medir", "7. Contar", "9. Ver", "a. Uno", "b) Dos", "Inicio"]


def test_buttons_that_each_name_a_panel_are_headings_whatever_their_class() -> None:
    document = page(
        '<form id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="x">'
        '<button type="button" class="acc">Compromiso 1: Faros limpios</button><div><p>Se limpiaron 46 faros.</p></div>'
        '<button type="button" class="acc">Compromiso 2: Boyas abiertas</button><div><p>Estado: no iniciado.</p></div>'
        '<button type="button">Enviar</button><p>Gracias por su visita.</p></form>'
    )
    assert outline(document) == [(1, "Compromiso 1: Faros limpios"), (1, "Compromiso 2: Boyas abiertas")]
    assert "Enviar" not in document.text


def test_menus_are_not_read() -> None:
    document = page(
        '<div aria-hidden="true"><a href="/">Inicio</a></div>'
        '<button aria-expanded="false" aria-controls="m">Menú</button>'
        '<div id="m" hidden><a href="/">Datos</a></div><p aria-hidden="true">El faro <a href="/">alumbra</a>.</p>'
    )
    assert document.text == "El faro alumbra."


def test_a_page_with_nothing_to_see_is_empty() -> None:
    with pytest.raises(FileEmpty):
        page('<p style="display:none">Nada.</p>')


def test_cells_over_rows_are_said_in_each_row() -> None:
    document = page(
        "<table><tr><th>Meta</th><th>Hito</th><th>Responsable</th></tr>"
        '<tr><td rowspan="3">7. Faros</td><td>7.1</td><td>Puerto</td></tr>'
        '<tr><td>7.2</td><td rowspan="2">Red</td></tr><tr><td>7.3</td></tr>'
        '<tr><td colspan="3">Metas retiradas</td></tr><tr><td>8. Boyas</td><td>8.1</td><td>ídem</td></tr></table>'
    )
    assert [tuple(row.values()) for row in table(document)] == [
        ("7. Faros", "7.1", "Puerto"),
        ("7. Faros", "7.2", "Red"),
        ("7. Faros", "7.3", "Red"),
        ("8. Boyas", "8.1", "Red"),
    ]
    assert outline(document) == [(1, "Metas retiradas")]


def test_headers_of_two_rows_are_joined() -> None:
    document = page(
        '<table><thead><tr><th rowspan="2">Meta</th><th colspan="2">Avance</th><th colspan="2">Gasto</th></tr>'
        "<tr><th>Medio término</th><th>Final</th><th>2022</th><th>2023</th></tr></thead>"
        "<tr><td>Abrir</td><td>Limitado</td><td>Completo</td><td>1</td><td>2</td></tr>"
        '<tr><td>Medir</td><td colspan="2">Sustancial</td><td>3</td><td>4</td></tr></table>'
    )
    assert table(document) == [
        {
            "Meta": "Abrir",
            "Avance: Medio término": "Limitado",
            "Avance: Final": "Completo",
            "Gasto: 2022": "1",
            "Gasto: 2023": "2",
        },
        {"Meta": "Medir", "Avance: Medio término, Final": "Sustancial", "Gasto: 2022": "3", "Gasto: 2023": "4"},
    ]


def test_no_table_grows_as_wide_as_its_cells_ask() -> None:
    row = '<tr><td rowspan="1000" colspan="100">El faro alumbra.</td><td>Norte</td></tr>'
    document = page(f"<table>{row * 60}</table>")
    assert len(texts(document, "table_row")) == 60
    assert max(len(words) for words in texts(document)) < 5000
