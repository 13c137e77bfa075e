"""`ogp ask`: the answer, its sources, and the contract of --json."""

from __future__ import annotations

import json

from index.errors import RerankerUnavailable


def test_ask_shows_answer_and_sources(ogp) -> None:
    ran = ogp("ask", "What became of the bridges?")
    assert ran.code == 0
    assert "two months late. [1]" in ran.out
    assert "[1] Informe de resultados de Freedonia 2030 — Report — Resultados › Compromiso 4" in ran.out
    assert "p. 12" in ran.out and "Assessed by the IRM" in ran.out
    assert "«El puente peatonal se terminó en marzo, dos meses después de lo previsto.»" in ran.out
    assert "“Eleven bridges were opened" in ran.out
    assert "Machine translation: “The footbridge" in ran.out
    assert "- Assessed by the IRM: 9 [1]" in ran.out and "- Self-reported: 11 [2]" in ran.out
    assert "No document says what the bridges cost." in ran.out


def test_ask_says_what_it_works_in_spite_of(ogp, backend) -> None:
    backend.assistant.notices = (RerankerUnavailable(model="some-model", reason="not here"),)
    ran = ogp("ask", "What became of the bridges?")
    assert ran.code == 0 and "some-model" in ran.err and "two months late" in ran.out


def test_ask_json_is_the_contract(ogp) -> None:
    ran = ogp("ask", "--json", "¿Qué pasó?")
    data = json.loads(ran.out)
    assert data["question"] == "¿Qué pasó?" and data["citations"][0]["number"] == 1
    assert "¿Qué pasó?" in ran.out
