"""Search over the fictional documents, in both languages."""

from __future__ import annotations

import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from fakes import VALDORIA, HashedEmbedder, WordBridge, document, valdoria
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evals.cases import Case
from evals.gold import load_cases
from index.building.build import build_index
from index.search import Searcher
from index.translation.apertium import NoBridge

CASES = load_cases(VALDORIA.parents[1] / "gold" / "valdoria.jsonl")[:15]

# Questions in the documents' own words, with a piece of the passage that must come first.
CLEAR = [
    ("¿Cuántas bibliotecas públicas hicieron elecciones?", "22 de las 31 bibliotecas"),
    ("How many public libraries held elections?", "22 de las 31 bibliotecas"),
    ("¿En qué mes aprobó el Parlamento la ley del registro?", "El Parlamento aprobó la ley"),
    ("In which month was the law on the register passed by Parliament?", "El Parlamento aprobó la ley"),
    ("¿Qué calidad del agua se publica cada mes?", "Publicar cada mes la calidad del agua"),
    ("water quality of the nine reservoirs each month", "Publicar cada mes la calidad del agua"),
    ("Which meeting with residents was held about the night buses?", "no meeting with residents was held"),
    ("¿Por qué quedó inactivo el compromiso de las semillas?", "Inactivo por falta de presupuesto"),
    ("open data of the beneficial ownership register every week", "should release the whole"),
    ("¿Cuántos puntos necesita una propuesta?", "A proposal needs 18 points"),
    ("How many points does a proposal need?", "A proposal needs 18 points"),
]


def test_the_questions_stand_on_the_documents() -> None:
    """Anchors of the question file stand in their documents, as an evaluation would look for them."""
    texts = {doc.metadata.source: doc.text for doc in valdoria()}
    for case in CASES:
        for gold in case.gold:
            assert gold.stands_in(texts[gold.source]), f"{case.id}: {gold.anchor}"


@pytest.mark.parametrize(("question", "wanted"), CLEAR)
def test_the_passage_that_answers_comes_first(searcher: Searcher, question: str, wanted: str) -> None:
    assert wanted in searcher.search(question)[0].text


def rank_of(searcher: Searcher, case: Case, language: str) -> int:
    hits = searcher.search(case.question(language), 10)  # type: ignore[arg-type]
    ranks = [h.rank for h in hits if any(h.source == g.source and g.stands_in(h.text) for g in case.gold)]
    return min(ranks, default=99)


def test_most_questions_find_their_passage_among_the_first_five(searcher: Searcher) -> None:
    answerable = [case for case in CASES if case.gold]
    for language in ("es", "en"):
        found = [case.id for case in answerable if rank_of(searcher, case, language) <= 5]
        assert len(found) >= 0.8 * len(answerable), f"{language}: only {found}"


def test_hits_say_where_they_stand(searcher: Searcher) -> None:
    hits = searcher.search("¿Cuántas bibliotecas públicas hicieron elecciones?", 5)
    assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.passage for hit in hits}) == 5
    best = hits[0]
    assert (best.document, best.source) == ("valdoria-autoevaluacion", "autoevaluacion.md")
    assert best.title == "Autoevaluación del Segundo Plan de Acción de Valdoria"
    assert best.section[-2:] == ("Compromisos Activos", "3. Bibliotecas con voz")
    assert best.language == "es"
    assert best.page is None
    text = next(doc.text for doc in valdoria() if doc.id == best.document)
    assert best.text == text[best.stored.start : best.stored.end]


@pytest.mark.parametrize("k", [0, 1, 3, 1000])
def test_no_more_hits_than_asked_for_or_there(searcher: Searcher, k: int) -> None:
    assert len(searcher.search("agua", k)) <= min(k, searcher.manifest.passages)
    assert k == 0 or searcher.search("agua", k)


def test_accents_case_and_typos_do_not_matter(searcher: Searcher) -> None:
    best = searcher.search("¿Cuántas bibliotecas públicas hicieron elecciones?")[0].passage
    for question in (
        "cuantas bibliotecas publicas hicieron elecciones",
        "CUANTAS BIBLIOTECAS PUBLICAS HICIERON ELECCIONES",
        "cuantas bibliotecas publicas hicieron eleciones",
        unicodedata.normalize("NFD", "¿Cuántas bibliotecas públicas hicieron elecciones?"),
    ):
        assert searcher.search(question)[0].passage == best, question


def test_a_question_typed_with_separate_accents_is_the_same_question(searcher: Searcher) -> None:
    """Some keyboards and file systems write é as e and an accent."""
    question = "¿Qué autobús pasó por el río en el último año?"
    one, other = searcher.prepare(question, "es"), searcher.prepare(unicodedata.normalize("NFD", question), "es")
    assert one.tokens == other.tokens
    assert one.grams == other.grams
    np.testing.assert_array_equal(one.vector, other.vector)


def test_a_search_can_be_restricted_to_documents(searcher: Searcher) -> None:
    number = searcher.content.number("valdoria-irm")
    hits = searcher.rank(searcher.prepare("¿Qué pasó con el agua?"), 20, frozenset({number}))
    assert hits
    assert {hit.document for hit in hits} == {"valdoria-irm"}
    assert searcher.rank(searcher.prepare("agua"), 20, frozenset()) == []


def test_a_search_can_be_restricted_to_passages(searcher: Searcher) -> None:
    query = searcher.prepare("¿Qué pasó con el agua?")
    every = searcher.rank(query, 1000)
    among = [hit.n for hit in every[1::3]]
    hits = searcher.rank(query, 1000, among=list(reversed(among)))
    assert [(hit.n, hit.score) for hit in hits] == [(hit.n, hit.score) for hit in every[1::3]], "each keeps its score"
    assert [hit.rank for hit in hits] == list(range(1, len(among) + 1))
    assert [hit.n for hit in searcher.rank(query, 2, among=among)] == among[:2]
    assert searcher.rank(query, 5, among=[]) == []
    assert searcher.rank(query, 5, among=among[:1] * 3)[0].n == among[0]
    assert len(searcher.rank(query, 5, among=among[:1] * 3)) == 1, "however often it is named"


def test_passages_and_documents_restrict_a_search_together(searcher: Searcher) -> None:
    query = searcher.prepare("¿Qué pasó con el agua?")
    number = searcher.content.number("valdoria-irm")
    own, others = searcher.content.passages_of_document(number)[:2], searcher.content.passages_of_document(0)[:2]
    assert number != 0
    found = searcher.rank(query, 10, frozenset({number}), among=[*own, *others])
    assert sorted(hit.n for hit in found) == own
    assert searcher.rank(query, 10, frozenset({number}), among=others) == []


def test_of_given_passages_those_that_search_does_not_find_come_last(tmp_path: Path) -> None:
    found = [("table_row", f"{n}. Lake", "Frozen", f"The lake froze over in winter {n}.") for n in range(150)]
    apart = [("table_row", f"{n}. Mill", "Idle", f"Barley from valley {n}.") for n in range(150)]
    build_index(tmp_path, embedder=HashedEmbedder(), bridge=NoBridge(), documents=[document(*found, *apart)])
    searcher = Searcher.open(tmp_path, embedder=HashedEmbedder(), bridge=NoBridge())
    try:
        query = searcher.prepare("Did the lake freeze over in winter 3?", "en")
        every = searcher.rank(query, 1000)
        missed = sorted(set(range(searcher.manifest.passages)) - {hit.n for hit in every})
        best = every[0].n
        assert missed, "only the best of each search are compared"
        hits = searcher.rank(query, 1000, among=[*missed, best])
        assert [hits[0].n, *sorted(hit.n for hit in hits[1:])] == [best, *missed]
        assert hits[0].score == every[0].score
        assert all(hit.score < every[-1].score for hit in hits[1:])
    finally:
        searcher.close()


def test_nothing_is_near_to_no_direction(searcher: Searcher) -> None:
    rows, cosines = searcher.nearest(np.zeros(searcher.manifest.dimension, dtype=np.float32), 5)
    assert rows.size == cosines.size == 0
    assert searcher.nearest(searcher.prepare("agua").vector, 5)[0].size == 5


def test_only_the_question_is_translated(valdoria_home: Path) -> None:
    bridge = WordBridge()
    searcher = Searcher.open(valdoria_home, embedder=HashedEmbedder(), bridge=bridge)
    try:
        bridge.seen.clear()
        query = searcher.prepare("¿Qué agua?", "es")
        assert query.texts["es"] == "¿Qué agua?" and "water" in query.texts["en"]
        assert bridge.seen == ["¿Qué agua?"]
        assert query.vector.shape == (searcher.manifest.dimension,)
        searcher.rank(query)
        assert bridge.seen == ["¿Qué agua?"]
    finally:
        searcher.close()


def test_the_named_document_is_preferred(searcher: Searcher) -> None:
    assert searcher.search("¿Qué dice la guía para participantes sobre los puntos?")[0].document == "valdoria-guide"
    assert searcher.search("objetivo del compromiso 4 en el plan de acción", 1)[0].document == "valdoria-plan"


def test_without_a_translator_the_question_s_language_is_searched(tmp_path: Path) -> None:
    build_index(tmp_path, embedder=HashedEmbedder(), bridge=NoBridge(), documents=valdoria())
    searcher = Searcher.open(tmp_path, embedder=HashedEmbedder(), bridge=NoBridge())
    try:
        assert "22 de las 31" in searcher.search("¿Cuántas bibliotecas públicas hicieron elecciones?")[0].text
        assert "18 points" in searcher.search("How many points does a proposal need?")[0].text
    finally:
        searcher.close()


def test_the_same_search_gives_the_same_hits(searcher: Searcher) -> None:
    def passages(question: str) -> list[str]:
        return [hit.passage for hit in searcher.search(question)]

    expected = [passages(question) for question, _ in CLEAR]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(passages, [question for question, _ in CLEAR] * 6))
    assert found == expected * 6


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=80), st.text(alphabet="[]{}^$/\\@<>*#~\0\n¿?agua \ud800", max_size=40)))
def test_any_question_can_be_searched(searcher: Searcher, question: str) -> None:
    hits = searcher.search(question, 3)
    assert len(hits) <= 3
    assert all(np.isfinite(hit.score) for hit in hits)


def test_a_question_of_megabytes_takes_no_longer(searcher: Searcher) -> None:
    started = time.monotonic()
    best = searcher.search("¿Cuántas bibliotecas públicas hicieron elecciones? " + "bibliotecas elecciones " * 130_000)[
        0
    ]
    assert "22 de las 31" in best.text
    assert time.monotonic() - started < 2


def test_one_passage_is_enough_to_search_in(tmp_path: Path) -> None:
    lake = document(("paragraph", "The lake froze over in January."))
    build_index(tmp_path, embedder=HashedEmbedder(), bridge=WordBridge(), documents=[lake])
    searcher = Searcher.open(tmp_path, embedder=HashedEmbedder(), bridge=WordBridge())
    try:
        assert [hit.text for hit in searcher.search("lago", 10)] == ["The lake froze over in January."]
        assert len(searcher.search("zeppelin", 10)) == 1
    finally:
        searcher.close()


# --- for any chain
