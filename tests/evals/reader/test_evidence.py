"""Documents that training never sees, each a library by itself with the questions written over it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fakes import HashedEmbedder, OverlapReader, WordBridge

from evals.libraries import Libraries
from evals.reader.evidence import evidence_of, held_out, weighed
from evals.reader.fit import NAMES, calibrated, fit_ranking, judged


def test_questions_over_a_held_out_document_are_asked_of_it_alone(tmp_path: Path) -> None:
    libraries = Libraries(tmp_path, embedder=HashedEmbedder(), bridge=WordBridge(), reader=OverlapReader())
    library = next(held_out(libraries, tmp_path / "absent", 0.1))
    assert len(library.documents) == 1
    text = library.documents[0].text
    assert {case.expected for case in library.cases} == {"answered", "not_found"}
    assert all(gold.stands_in(text) for case in library.cases for gold in case.gold)
    assert all(bool(case.gold) == (case.expected == "answered") for case in library.cases)

    found = list(evidence_of(library, OverlapReader(), 4))
    assert any(any(one.right) for one in found)
    weights = fit_ranking(found, ["fits", "passage"])
    assert weights["fits"] > 0
    again = [weighed(one, weights) for one in found]
    for one in again:
        scores = [candidate.score for candidate in one.candidates]
        assert scores == sorted(scores, reverse=True)
    assert sum(map(sum, (one.right for one in again))) == sum(map(sum, (one.right for one in found)))

    halves = [replace(one, library=str(at % 2)) for at, one in enumerate(again)]  # each by the other's weights
    made = calibrated([judged(library.assistant.searcher, one) for one in halves])
    assert len(made.weights) == 1 + len(NAMES)
    library.close()
