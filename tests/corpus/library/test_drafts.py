"""Drafts for public comment and the final reports that take their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from makers import page, pdf_bytes

from corpus.fetch import official_sources
from corpus.library.drafts import is_draft, report_of, superseded
from corpus.library.library import Library
from corpus.model import Block, Document, Metadata
from corpus.read import read_file

WORDS = "El registro de faros de Zoratama se publica cada mes en un sitio abierto a todas las personas."


def made(title: str, id: str = "a", source: str = "a.txt", text: str = WORDS, **metadata: str) -> Document:
    blocks = []
    start = 0
    for part in text.split("\n\n"):
        blocks.append(Block("paragraph", start, start + len(part)))
        start += len(part) + 2
    stated = {"kind": "irm_report", "language": "es", "country": "MX", **metadata}
    return Document(Metadata(id=id, source=source, title=title, **stated), text, tuple(blocks))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "title",
    [
        "Mexico Results Report 2019-2022 – For Public Comment", "Informe de diseño 2019-2021 - Para comentario público",
        "Informe de resultados 2019-2022 (versión para comentarios)", "Informe de resultados (borrador)",
        "Borrador: informe de resultados", "DRAFT Midterm Self-Assessment Report", "Results report – draft",
        "Results Report [Draft]", "Borrador del informe de resultados", "Draft report on the third plan",
    ],
)  # fmt: skip
def test_titles_of_drafts(title: str) -> None:
    assert is_draft(made(title))


@pytest.mark.parametrize(
    "title",
    [
        "Draft Law on Access to Public Information (CR0026)", "Informe de resultados 2019-2022", "Anteproyecto de ley",
        "Redrafting the rules", "Comentarios públicos recibidos", "Public comments received",
        "Proyecto de ley y borradores", "Action plan of the drafting committee",
    ],
)  # fmt: skip
def test_titles_that_only_speak_of_drafts(title: str) -> None:
    assert not is_draft(made(title, source="draft-law-on-access.html"))


@pytest.mark.parametrize(
    "text",
    [
        f"Versión para comentarios del público: favor no citar\n\n{WORDS}",
        f"Public comment version: please do not cite\n\n{WORDS}",
        f"Informe de los faros\n\nBORRADOR\n\n{WORDS}", f"DRAFT\n\n{WORDS}",
    ],
)  # fmt: skip
def test_texts_of_drafts(text: str) -> None:
    assert is_draft(made("Informe de los faros", text=text))


def test_running_text_may_speak_of_another_draft() -> None:
    text = f"{WORDS} Un borrador se publicó antes: la versión para comentarios públicos recibió doce aportes. {WORDS}"
    assert not is_draft(made("Informe de los faros", text=text))
    far = "\n\n".join(["Línea"] * 40 + ["Versión para comentarios públicos"])
    assert not is_draft(made("Informe de los faros", text=far))


@pytest.mark.parametrize(
    "source", ["Chile_Mid-Term_Report_2016-2018_for-public-comment.pdf", "informe_faros_borrador.docx"]
)
def test_file_names_of_drafts(source: str) -> None:
    assert is_draft(made("Informe de los faros", source=source))


PAIRS = [
    ("Mexico Results Report 2019-2022 – For Public Comment", "Mexico Results Report 2019-2022"),
    ("Informe de diseño de México 2019-2021 - Para comentario público", "Mexico Design Report 2019-2021"),
    (
        "Informe de resultados de transición 2018-2020, versión para comentarios",
        "Mexico Transitional Results Report 2018–2020",
    ),
    (
        "Mecanismo de Revisión Independiente (IRM): México Revisión del Plan de Acción 2019-2022 (borrador)",
        "Mexico Action Plan Review 2019-2022",
    ),
]


@pytest.mark.parametrize(("draft", "final"), PAIRS)
def test_the_final_report_takes_the_drafts_place_in_either_language(draft: str, final: str) -> None:
    documents = [made(draft, "a-draft-of-it"), made(final, "b", language="en")]
    assert superseded(documents) == {"a-draft-of-it": "b"}
    assert superseded(documents[:1]) == {} and superseded(documents[1:]) == {}


@pytest.mark.parametrize(
    ("draft", "final", "changes"),
    [
        ("Results Report 2019-2022 – For Public Comment", "Design Report 2019-2022", {}),
        ("Results Report 2019-2022 – For Public Comment", "Transitional Results Report 2019-2022", {}),
        ("Results Report 2019-2022 – For Public Comment", "Results Report 2016-2018", {}),
        ("Results Report 2019-2022 – For Public Comment", "Results Report 2019-2022", {"country": "CL"}),
        ("Results Report 2019-2022 – For Public Comment", "Results Report 2019-2022", {"kind": "guide"}),
        ("Results Report 2019-2022 – For Public Comment", "Jalisco Results Report 2019-2022", {}),
        ("Midterm Self-Assessment 2015-2017 (draft)", "End-of-term Self-Assessment 2015-2017", {}),
        ("Midterm Self-Assessment 2015-2017 (draft)", "Self-Assessment 2015-2017", {}),
        ("Results Report (draft)", "Results Report", {}),
        ("Los faros (borrador)", "Los muelles", {}),
        ("Results Report 2019-2022 – For Public Comment", "Results Report 2019-2022 (draft)", {}),
    ],
)
def test_another_report_does_not(draft: str, final: str, changes: dict[str, str]) -> None:
    assert superseded([made(draft, "first"), made(final, "second", **changes)]) == {}


def test_of_two_finals_the_one_in_the_drafts_language() -> None:
    draft = made("Informe de resultados 2019-2022 (borrador)", "z")
    english, spanish = (
        made("Results Report 2019-2022", "a", language="en"),
        made("Informe de resultados 2019-2022", "b"),
    )
    assert superseded([english, spanish, draft]) == {"z": "b"}
    assert superseded([english, draft]) == {"z": "a"}


def test_an_id_can_say_whose_draft_it_is() -> None:
    final = made("Los faros", "zz-faros")
    for ending in ("borrador", "draft", "for-public-comment"):
        assert superseded([final, made("Otra cosa (borrador)", f"zz-faros-{ending}")]) == {
            f"zz-faros-{ending}": "zz-faros"
        }


def test_the_plan_a_report_is_about_may_come_from_the_catalog() -> None:
    report = report_of(made("Informe de resultados", cycle="2019-2022"))
    assert report == report_of(made("Informe de resultados de México 2019-2022"))
    assert report_of(made("Informe de resultados")) is None


def test_a_running_head_that_says_draft_is_not_lost_with_the_others(tmp_path: Path) -> None:
    mark = "Versión para comentarios del público: favor no citar"
    pages = [page(mark, "", f"# Parte {name}", "", *[f"{WORDS} {name} {n}" for n in range(4)]) for name in "abcdef"]
    (tmp_path / "informe.pdf").write_bytes(pdf_bytes(pages, title="Informe de resultados"))
    document = read_file(tmp_path / "informe.pdf")
    assert document.text.count(mark) == 1 and is_draft(document)


def written(folder: Path, name: str, title: str) -> Path:
    path = folder / f"{name}.md"
    path.write_text(
        f'+++\nid = "{name}"\ntitle = "{title}"\nkind = "irm_report"\ncountry = "MX"\n+++\n# {title}\n\n{WORDS}\n',
        encoding="utf-8",
    )
    return path


def test_a_superseded_draft_is_kept_but_answers_no_more(home: Path, tmp_path: Path) -> None:
    library = Library(home)
    library.add([written(tmp_path, "first", "Results Report 2019-2022 – For Public Comment")])
    assert [document.id for document in library.documents()] == ["first"], "no final one yet"
    before = library.fingerprint()
    library.add([written(tmp_path, "second", "Results Report 2019-2022")])
    assert [document.id for document in library.documents()] == ["second"]
    assert [document.id for document in library.kept()] == ["first", "second"]
    assert library.superseded() == {"first": "second"} and library.get("first").id == "first"
    assert library.fingerprint() != before, "the index is built anew"
    library.remove("second")
    assert [document.id for document in library.documents()] == ["first"]


def test_the_drafts_among_the_official_documents_have_their_finals() -> None:
    documents = [
        Document(
            Metadata(id=source.id, source=source.file, **{k: v for k, v in source.metadata.items() if k != "id"}),
            "",
            (),
        )
        for source in official_sources()
    ]
    assert superseded(documents) == {
        "cr-design-2017-2019-for-public-comment": "cr-design-2017-2019",
        "gb-review-2021-2023-for-public-comment": "gb-review-2021-2023",
        "mx-design-2019-2021-for-public-comment": "mx-design-2019-2021",
    }
    assert {document.id for document in documents if is_draft(document)} == {
        *superseded(documents),
        "us-nap3-self-assessment-draft",
    }


def test_no_seed_is_taken_for_a_draft(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "seeds").glob("*.txt")):
        assert not is_draft(read_file(path)), path.name


@pytest.mark.parametrize("other", [{"kind": "other"}, {"kind": "action_plan"}, {"country": "CL"}])
def test_an_id_alone_silences_no_document(other: dict[str, str]) -> None:
    draft, final = made("Encuesta de pozos (borrador)", "mx-draft"), made("Otra cosa", "mx", **other)
    assert superseded([draft, final]) == {}
    assert superseded([made("A (borrador)", "mx-draft", kind="other"), made("B", "mx", kind="other")]) == {}
