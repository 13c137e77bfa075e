"""Files put inside an Office package, and comments on cells: named and counted."""

from __future__ import annotations

import io
import zipfile

from workbooks import book_of, saved

from corpus.readers.packages import comments_on_cells, embedded_files

_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_OBJECT = '<Relationship Id="r{n}" Type="http://x/relationships/{kind}" Target="{target}" {mode}/>'


def package(part: str, *relations: tuple[str, str, str]) -> bytes:
    out = io.BytesIO()
    told = "".join(
        _OBJECT.format(n=n, kind=kind, target=target, mode=mode) for n, (kind, target, mode) in enumerate(relations)
    )
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(part, _RELATIONS.format(told))
    return out.getvalue()


def test_files_that_a_document_shows_as_objects_are_named() -> None:
    made = package(
        "word/_rels/document.xml.rels",
        ("package", "embeddings/Annex.xlsx", ""),
        ("oleObject", "embeddings/oleObject1.bin", ""),
        ("oleObject", "file:///C:/far.bin", 'TargetMode="External"'),
        ("image", "media/image1.png", ""),
    )
    assert embedded_files(made) == [("attached_file", "Annex.xlsx"), ("attached_file", "oleObject1.bin")]


def test_the_data_behind_a_chart_is_no_file_put_in() -> None:
    assert embedded_files(package("ppt/charts/_rels/chart1.xml.rels", ("package", "../embeddings/Data.xlsx", ""))) == []


def test_a_file_that_is_no_package_has_none() -> None:
    assert embedded_files(b"words") == [] and comments_on_cells(b"words") == []


def test_a_workbook_without_comments_has_none() -> None:
    assert comments_on_cells(saved(book_of(["a", "b"], ["c", "d"]))) == []
