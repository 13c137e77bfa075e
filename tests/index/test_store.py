"""The text side of an index: what was written comes back, to the character."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import HashedEmbedder, WordBridge, document, valdoria
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.building.build import build_index
from index.building.passages import passages_of
from index.search import Searcher
from index.store import Content

ODD = document(
    ("heading", "Marks 🌷 and accents"),
    ("paragraph", "Flores 🌷🌷, e\u0301, 湖, “comillas” y |*_<>[]."),
    ("table_row", "a|b", "*c*", "d_e <f>"),
    id="odd",
    language="es",
)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Content]:
    home = tmp_path_factory.mktemp("content")
    build_index(home, embedder=HashedEmbedder(), bridge=WordBridge(), documents=[*valdoria(), ODD])
    searcher = Searcher.open(home, embedder=HashedEmbedder(), bridge=WordBridge())
    yield searcher.content
    searcher.close()


def test_documents_keep_their_metadata(content: Content) -> None:
    assert list(content.documents().values()) == [doc.metadata for doc in (*valdoria(), ODD)]
    for doc in valdoria():
        assert content.document(content.number(doc.id)) == doc.metadata
    with pytest.raises(KeyError):
        content.number("no-such-document")


def test_passages_and_units_are_runs_of_their_documents(content: Content) -> None:
    for doc in (*valdoria(), ODD):
        number = content.number(doc.id)
        stored = content.passages(content.passages_of_document(number))
        cut = list(passages_of(doc))
        assert [p.id for p in stored.values()] == [p.id for p in cut]
        for one, passage in zip(stored.values(), cut, strict=True):
            assert one.text == doc.text[passage.start : passage.end] == content.run(number, one.start, one.end)
            assert (one.section, one.page) == (passage.section, passage.page)
            units = content.units_of([one.n])
            assert [(u.start, u.end, u.kind) for u in units] == [(u.start, u.end, u.kind) for u in passage.units]
            assert all(u.text == doc.text[u.start : u.end] for u in units)


def test_every_passage_stands_in_its_own_language(content: Content) -> None:
    passages = content.passages(list(range(len(content.spans()))))
    for passage in passages.values():
        assert passage.language in ("es", "en")
    plan = [p for p in passages.values() if p.document == content.number("valdoria-plan")]
    assert {p.language for p in plan} == {"es"}
    assert any("nueve embalses" in p.text and "Publicar" in p.text for p in plan)


def test_texts_are_told_by_their_language(content: Content) -> None:
    texts = content.texts()
    assert set(texts) == {"es", "en"}
    rows = list(range(len(content.spans())))
    stored = content.passages(rows)
    for language, told in texts.items():
        assert told == [unit.text for unit in content.units_of(rows) if stored[unit.passage].language == language]
    assert any("nueve embalses" in text for text in texts["es"])
    assert not any("nine reservoirs" in text for text in texts["en"]), "nothing is translated"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(-400, 400), length=st.integers(-50, 400))
def test_a_run_is_what_python_would_cut(content: Content, start: int, length: int) -> None:
    number = content.number("odd")
    end = start + length
    expected = ODD.text[start:end] if 0 <= start <= end else ""
    assert content.run(number, start, end) == expected


def test_a_run_of_no_document_is_empty(content: Content) -> None:
    assert content.run(9999, 0, 10) == ""


def test_passages_about_a_commitment_are_found_by_number(content: Content) -> None:
    found = content.passages(content.passages_about(5, None)).values()
    assert {content.document(p.document).id for p in found} == {
        "valdoria-plan", "valdoria-autoevaluacion", "valdoria-irm",
    }  # fmt: skip
    assert content.passages_about(9, None) == []
    assert content.passages_about(None, "XV9999") == []
    assert content.numbers() == (1, 6)


def test_many_numbers_at_once(content: Content) -> None:
    assert len(content.passages(list(range(5000)))) == len(content.spans())
    assert content.passages([]) == {}
    assert content.units_of([]) == []


def test_threads_may_read_at_once(content: Content) -> None:
    total = len(content.spans())

    def read(n: int) -> str:
        return content.passages([n % total])[n % total].text

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(read, range(400)))
    assert found == [read(n) for n in range(400)]


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="unable to open"):
        Content(tmp_path / "content.sqlite")
    assert not list(tmp_path.iterdir())


def test_hits_know_how_their_page_is_printed_and_read(tmp_path: Path) -> None:
    made = document(("paragraph", "The lighthouse was lit in April."), ("paragraph", "Nets are mended in autumn."))
    made = replace(made, page_offsets=(0, made.blocks[1].start), page_labels=("iv", "1"))
    made = replace(made, notes=(("page_read_by_ocr", "2"),))
    build_index(tmp_path, embedder=HashedEmbedder(), bridge=WordBridge(), documents=[made])
    searcher = Searcher.open(tmp_path, embedder=HashedEmbedder(), bridge=WordBridge())
    assert searcher.content.pages(0) == made.pages
    hits = searcher.search("lighthouse nets", 5)
    assert [(hit.page, hit.page_label, hit.ocr) for hit in hits] == [(1, "iv", True)]  # one passage over both pages
    searcher.close()
