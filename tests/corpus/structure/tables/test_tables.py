"""Tables in text files: rows keep their headers, and are whole."""

from __future__ import annotations

from pathlib import Path

from makers import check, outline, read_text, table, texts

HEAD = "<b>Meta</b>\t<b>Quién</b>\t<b>Avance</b>\n"


def test_a_row_cut_by_a_page_break_is_joined_cell_by_cell(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        HEAD
        + "1: Abrir los registros\tLa autoridad portuaria y las\tSe abrieron dos de los\n\n"
        + "de los faros\tcapitanías.\tcuatro registros.\n"
        + "2: Medir su uso\tLa universidad\tSin avance.\n\n"
        + "\tdel puerto.\t\n\n"
        + "3: Publicar el gasto\tHacienda\tCompleto.\n",
    )
    check(document)
    assert table(document) == [
        {
            "Meta": "1: Abrir los registros de los faros",
            "Quién": "La autoridad portuaria y las capitanías.",
            "Avance": "Se abrieron dos de los cuatro registros.",
        },
        {"Meta": "2: Medir su uso", "Quién": "La universidad del puerto.", "Avance": "Sin avance."},
        {"Meta": "3: Publicar el gasto", "Quién": "Hacienda", "Avance": "Completo."},
    ]


def test_a_row_with_one_filled_cell_is_a_section_and_the_header_is_not_repeated(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "**Metas vigentes**\n\n"
        + HEAD
        + "Abrir\tPuerto\tCompleto\n<b>Metas retiradas</b>\t\t\n"
        + HEAD
        + "Medir\tMuseo\tNo iniciado\n<b>Metas nuevas</b>\t\t\nContar\tFaro\tLimitado\n--\t--\t--\n",
    )
    assert [row["Meta"] for row in table(document)] == ["Abrir", "Medir", "Contar"]
    assert outline(document) == [(1, "Metas vigentes"), (1, "Metas retiradas"), (1, "Metas nuevas")]
    sections = [block.section for block in document.blocks if block.kind == "table_row"]
    assert sections == [("Metas vigentes",), ("Metas retiradas",), ("Metas nuevas",)]


def test_sections_at_the_head_of_a_table_stand_below_the_heading_above_it(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "# Metas anteriores\n\nNo.\tNombre\tEstado\n<b>Plan 2011-2012</b>\t\t\n1\tFaros\tVigente\n"
        "<b>Plan 2013-2015</b>\t\t\n2\tBoyas\tRetirado\n",
    )
    assert table(document) == [
        {"No.": "1", "Nombre": "Faros", "Estado": "Vigente"},
        {"No.": "2", "Nombre": "Boyas", "Estado": "Retirado"},
    ]
    assert outline(document) == [(1, "Metas anteriores"), (2, "Plan 2011-2012"), (2, "Plan 2013-2015")]


def test_labels_and_values(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "<b>Eje</b>\tPuertos abiertos\n"
        "<b>Actores</b>\t<ul> <li>● La autoridad portuaria,</li> <li>● El museo, y</li> "
        "<li>● El faro.</li> </ul>\n"
        "<b>Plazo (2021)</b> <b>Abrir los registros.</b>\t\n"
        '<b>Más</b>\t<a href="https://example.org/a?b=1&amp;c">https://example.org/a?b=1&amp;c</a>\n',
    )
    check(document)
    assert texts(document) == [
        "Eje\tPuertos abiertos",
        "Actores\tLa autoridad portuaria, El museo, y El faro.",
        "Plazo (2021)\tAbrir los registros.",
        "Más\thttps://example.org/a?b=1&c",
    ]
    assert {cell.header for block in document.blocks for cell in block.cells} == {""}


def test_pipes(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "| Meta | Avance |\n|:---|---:|\n| Abrir \\| medir | **Completo** |\n| Contar | |\n\nDespués.\n",
        "t.md",
    )
    assert table(document) == [{"Meta": "Abrir | medir", "Avance": "Completo"}, {"Meta": "Contar"}]
    assert texts(document, "paragraph") == ["Después."]


def test_html_tables_inside_text(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "Antes.\n\n<table>\n<tr><th>Meta</th><th>Avance</th></tr>\n<tr><td>Abrir</td><td>50 %</td></tr>\n</table>\n",
    )
    assert table(document) == [{"Meta": "Abrir", "Avance": "50 %"}]


def test_a_tab_alone_makes_no_table(tmp_path: Path) -> None:
    document = read_text(
        tmp_path, "1.\tAbrir los registros.\n2.\tMedir su uso.\n\n•\tContar.\n\n\tPárrafo con sangría.\n"
    )
    assert texts(document, "list_item") == ["1. Abrir los registros.", "2. Medir su uso.", "Contar."]
    assert texts(document, "paragraph") == ["Párrafo con sangría."]


def test_an_empty_first_cell_without_a_break_is_a_row_of_its_own(tmp_path: Path) -> None:
    document = read_text(tmp_path, "Costa\tFaros\tBoyas\nNorte\tUno\tDos\n\tTres\tCuatro\n")
    assert table(document) == [
        {"Costa": "Norte", "Faros": "Uno", "Boyas": "Dos"},
        {"Faros": "Tres", "Boyas": "Cuatro"},
    ]


def test_a_mark_for_the_same_stands_for_the_cell_above(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        '| Meta | Quién | Plazo |\n|---|---|---|\n| Abrir | Puerto | 2021 |\n| Medir | Ídem. | " |\n'
        "| Contar | ídem | 2023 |\n| Publicar | Museo | ditto |\n| Un ídem | “Faro” | ″ |\n",
        "t.md",
    )
    check(document)
    assert [(row["Quién"], row["Plazo"]) for row in table(document)] == [
        ("Puerto", "2021"),
        ("Puerto", "2021"),
        ("Puerto", "2023"),
        ("Museo", "2023"),
        ("“Faro”", "2023"),
    ]
