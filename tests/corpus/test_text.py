"""Plain text and Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers import check, outline, read_text, texts

from corpus.errors import FileEmpty, FileWrongType, FrontMatterError
from corpus.read import read_bytes, read_file

LONG = "La laguna de Zoratama recibe agua de tres ríos y la autoridad mide cada mes su nivel y su calidad. "


def test_wrapped_lines_are_one_paragraph(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "Los municipios de la cuenca acordaron medir\nla calidad del agua cada mes y publicar\n"
        "los resultados en un sitio abierto.\n\nEl segundo acuerdo quedó para el año\nsiguiente.\n",
    )
    assert texts(document) == [
        "Los municipios de la cuenca acordaron medir la calidad del agua cada mes y publicar los resultados "
        "en un sitio abierto.",
        "El segundo acuerdo quedó para el año siguiente.",
    ]


def test_lines_that_stand_alone_are_blocks(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "Datos del compromiso\nEstado: Activo\nInstitución líder: Secretaría de Faros y Boyas\n"
        "¿Qué problema atiende?\n" + LONG + "\n1. Medir el nivel de la laguna cada mes.\n2. Publicar los datos.\n",
    )
    assert texts(document, "paragraph")[:2] == [
        "Estado: Activo",
        "Institución líder: Secretaría de Faros y Boyas",
    ]
    assert "¿Qué problema atiende?" in texts(document, "heading")
    assert texts(document, "list_item") == [
        "1. Medir el nivel de la laguna cada mes.",
        "2. Publicar los datos.",
    ]


def test_a_sentence_cut_by_a_blank_line_is_joined(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "En el segundo año del plan la Dirección de Puertos abrió\n\nsus registros de carga. " + LONG,
    )
    assert texts(document) == [
        "En el segundo año del plan la Dirección de Puertos abrió sus registros de carga. " + LONG.strip()
    ]


def test_a_lone_dash_starts_an_item_of_several_lines(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "Commitments\n-\nOpen Harbour Data\nZZ0001, 2021, Transport\n-\nLighthouse Budgets\nZZ0002, 2021,\n",
    )
    assert texts(document, "list_item") == [
        "Open Harbour Data\nZZ0001, 2021, Transport",
        "Lighthouse Budgets\nZZ0002, 2021,",
    ]
    assert outline(document) == [(1, "Commitments")]


@pytest.mark.parametrize(
    "heading",
    [
        "Recomendación 1: Abrir los registros de los puertos y capitanías a toda la ciudadanía del país.",
        "ÁREA 2. Faros y boyas",
        "Sección II: Diseño del plan",
        "3— Sobre la consulta",
        "1. Presupuesto abierto de los puertos",
        "RENDICIÓN DE CUENTAS EN LOS PUERTOS",
        "Diseño:",
        "¿Cómo se medirá el avance?",
        "Recursos útiles",
        "Step 3. Publish the register",
    ],
)
def test_headings_without_marks(tmp_path: Path, heading: str) -> None:
    document = read_text(tmp_path, f"{LONG}\n\n{heading}\n\n{LONG}\n")
    assert outline(document) == [(1, heading)]


@pytest.mark.parametrize(
    "line",
    [
        "Estado: Activo",
        "Esta línea termina en punto.",
        "https://example.org/puertos",
        "Figura 2. Entradas de barcos por mes",
        "El proceso se desarrollará mediante tres acciones:",
    ],
)
def test_lines_that_are_no_headings(tmp_path: Path, line: str) -> None:
    assert outline(read_text(tmp_path, f"{LONG}\n\n{line}\n\n{LONG}\n")) == []


def test_entries_counted_one_below_the_other_are_a_list(tmp_path: Path) -> None:
    document = read_text(tmp_path, f"{LONG}\n\n1. Abrir los datos\n2. Medir su uso\n\nResultados\n\n{LONG}\n")
    assert texts(document, "list_item") == ["1. Abrir los datos", "2. Medir su uso"]
    assert outline(document) == [(1, "Resultados")]


def test_sections_know_the_headings_above_them(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        f"# Plan de los Faros\n\n## Compromiso 1\n\n### Meta\n\n{LONG}\n\n## Compromiso 2\n\n{LONG}\n",
        "plan.md",
    )
    assert [block.section for block in document.blocks if block.kind == "paragraph"] == [
        ("Plan de los Faros", "Compromiso 1", "Meta"),
        ("Plan de los Faros", "Compromiso 2"),
    ]


def test_a_counted_series_marked_in_several_ways_keeps_one_depth(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        f"1— Inicio\n\n{LONG}\n\n### 2— Método\n\n{LONG}\n\n"
        f"#### Paso 1. Consulta\n\n{LONG}\n\n#### 3— Cierre\n\n{LONG}",
    )
    assert outline(document) == [
        (1, "1— Inicio"),
        (1, "2— Método"),
        (2, "Paso 1. Consulta"),
        (1, "3— Cierre"),
    ]


def test_recurring_headings_stay_below_their_section(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        f"SEGUNDA PARTE DEL INFORME\n\nÁREA 1. Faros\n\n{LONG}\n\nPara saber más\n\n{LONG}\n\n"
        f"ÁREA 2. Boyas\n\n{LONG}\n\nPara saber más\n\n{LONG}\n",
    )
    assert [level for level, text in outline(document) if text == "Para saber más"] == [3, 3]


def test_markdown_marks_go_and_words_stay(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "Un **dato abierto** es [libre](https://example.org/a_(b)) y *útil*; lo dice "
        "`el manual` en su_nota_3 y 5*3.\n\n"
        "- **Faros.** Hay cuatro.\n- [x](#) queda\n\n> Una cita.\n\n---\n\n"
        "```\ncódigo\n```\n\nAT&amp;T &lt;b&gt; <b>sí</b>\n",
        "marks.md",
    )
    assert texts(document) == [
        "Un dato abierto es libre y útil; lo dice el manual en su_nota_3 y 5*3.",
        "Faros. Hay cuatro.",
        "x queda",
        "Una cita.",
        "código",
        "AT&T <b> sí",
    ]


def test_html_between_lines(tmp_path: Path) -> None:
    document = read_text(tmp_path, "<h2>Faros</h2>\n<p>Hay cuatro<br>faros.</p>\n<ul><li>Norte</li><li>Sur</li></ul>\n")
    assert outline(document) == [(1, "Faros")]
    assert texts(document, "list_item") == ["Norte", "Sur"]


def test_invisible_characters_and_ligatures(tmp_path: Path) -> None:
    document = read_text(tmp_path, "\ufeffLa o\ufb01cina\u200b cen\u00adtral\u00a0del Cafe\u0301 \u202aabre\x07 hoy.\n")
    assert document.text == "La oficina central del Café abre hoy."


def test_tables_of_contents_are_left_out(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        f"Índice\n\nSección I: Los faros.....\t2\nSección II: Las boyas -------- 14\n\n"
        f"Sección I: Los faros\n\n{LONG}\n",
    )
    assert texts(document) == ["Sección I: Los faros", LONG.strip()]


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    first = "La autoridad portuaria publica cada mes los datos de\nsus faros y de sus boyas, con el nombre de quien"
    second = "los cuida y la fecha de la última visita que les hizo\nalguna persona de mantenimiento."
    document = read_text(
        tmp_path,
        f"BOLETÍN\n{first}\n\n1\n\fBOLETÍN\n{second}\n\n2\n\fBOLETÍN\n●\nHay cuatro faros en la costa, y\n"
        "nueve boyas.\n●\nNada más.\n\n3\n\f",
    )
    check(document)
    assert texts(document) == [
        f"{first} {second}".replace("\n", " "),
        "Hay cuatro faros en la costa, y nueve boyas.",
        "Nada más.",
    ]
    assert [document.page_at(document.text.index(word)) for word in ("autoridad", "quien", "los cuida", "Nada")] == [
        1,
        1,
        2,
        3,
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("El niño midió el caudal – “mucho” – según la señal.".encode(encoding))
    assert read_file(path).text == "El niño midió el caudal – “mucho” – según la señal."


def test_binary_content_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 8)
    with pytest.raises(FileWrongType):
        read_file(path)


@pytest.mark.parametrize("content", [b"", b" \n\t\n", "\ufeff\u200b\n".encode(), b"---\n***\n"])
def test_empty_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(content)
    with pytest.raises(FileEmpty):
        read_file(path)


FRONT = """+++
id = "zz-faros"
title = "Faros"
kind = "fact_sheet"
country = "ZZ"
language = "es"
tags = ["x"]

[[sections]]
heading = "*"
voice = "context"
origin = "Plan, portada"

[[sections]]
heading = "Qué se logró"
voice = "assessed"
+++

# Faros

Hay cuatro.

## Qué se logró

Dos faros abiertos.

### Detalle

Uno al norte.
"""


def test_front_matter(tmp_path: Path) -> None:
    document = read_text(tmp_path, FRONT, "faros.md")
    assert (document.id, document.metadata.title, document.metadata.kind) == (
        "zz-faros",
        "Faros",
        "fact_sheet",
    )
    assert {"id", "title", "kind", "country", "language"}.isdisjoint(document.metadata.inferred)
    said = {document.text[block.start : block.end]: (block.voice, block.origin) for block in document.blocks}
    assert said["Hay cuatro."] == ("context", "Plan, portada")
    assert said["Qué se logró"] == said["Uno al norte."] == ("assessed", "Plan, portada")


def test_what_a_file_says_of_whose_words_it_holds_is_its_own_word(tmp_path: Path) -> None:
    own = read_text(tmp_path, FRONT, "faros.md").metadata
    assert {"origin", "voice"} <= set(own.doubtful)
    (tmp_path / "a.md").write_text(FRONT, encoding="utf-8")
    assert read_file(tmp_path / "a.md", {"kind": "fact_sheet"}).metadata.doubtful == ()


def test_front_matter_of_simple_lines(tmp_path: Path) -> None:
    document = read_text(
        tmp_path, '---\ntitle: "Faros"\nlayout: page\ndate: 2021-05\n---\n\nHay cuatro faros.\n', "f.md"
    )
    assert (document.metadata.title, document.metadata.date, document.text) == (
        "Faros",
        "2021-05",
        "Hay cuatro faros.",
    )


def test_stated_metadata_stands_over_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "faros.md"
    path.write_text(FRONT, encoding="utf-8")
    assert read_file(path, {"title": "Otro título"}).metadata.title == "Otro título"


@pytest.mark.parametrize(
    "change",
    [
        ('"Qué se logró"\nvoice', '"Qué no está"\nvoice'),
        ('"assessed"', '"shouted"'),
        ('title = "Faros"', "title = "),
        ('title = "Faros"', 'title = ["Faros"]'),
    ],
)
def test_wrong_front_matter_is_told(tmp_path: Path, change: tuple[str, str]) -> None:
    with pytest.raises(FrontMatterError):
        read_text(tmp_path, FRONT.replace(*change), "faros.md")


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "",
                "-",
                "- uno",
                "1. Dos",
                "# Tres",
                "**Cuatro**",
                "a\tb\tc",
                "\tb\t",
                "| a | b |",
                "|---|---|",
                "---",
                "Clave: valor",
                "<b>x</b>\ty",
                "<table><tr><td>1<td>2</table>",
                "ÁREA 1. Algo",
                "Índice",
                "x.....2",
                LONG,
            ]
        ),
    ),
    max_size=14,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
def test_any_text_becomes_a_sound_document(lines: list[str]) -> None:
    data = "\n".join(lines).encode("utf-8", "ignore")
    try:
        document = read_bytes(data, "a.md", {"language": "es", "title": "T", "kind": "other"})
    except (FileEmpty, FileWrongType, FrontMatterError):
        return
    check(document)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_read_error(data: bytes) -> None:
    from corpus.errors import ReadError

    for name in ("a.txt", "a.html", "a.pdf", "a.docx"):
        try:
            check(read_bytes(data, name, {"language": "es", "title": "T", "kind": "other"}))
        except ReadError as error:
            assert name in str(error)


def test_struck_words_are_left_out_and_note_marks_too(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        "Vence el ~~30 de junio~~ 15 de julio, <del>tarde</del> en 340<sup>1</sup> faros y 58² boyas, "
        "en 20 m<sup>2</sup>."
        "\n\n| Meta | Avance |\n|---|---|\n| ~~Abrir~~ Medir | 87<sup>3</sup> % |\n\n¹ De ellos, 212 encendidos.\n",
        "t.md",
    )
    check(document)
    assert texts(document) == [
        "Vence el 15 de julio, en 340 faros y 58 boyas, en 20 m².",
        "Medir\t87 %",
        "¹ De ellos, 212 encendidos.",
    ]
    assert document.notes == (("struck_words", "5"),)


def test_foot_notes_of_markdown_stand_without_their_signs(tmp_path: Path) -> None:
    text = "# Faros\n\nSe abrieron 430 faros[^1] y 9 boyas[^b].\n\n[^1]: De ellos, 118 son altos.\n[^b]: En mayo.\n"
    document = read_text(tmp_path, text, "faros.md")
    assert texts(document, "paragraph")[0] == "Se abrieron 430 faros y 9 boyas."
    assert "1 De ellos, 118 son altos." in document.text and "[^" not in document.text
