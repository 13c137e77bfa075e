"""Where sentences end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.sentences import clauses, sentence_spans


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["El agua llegó en mayo.", "Nadie lo esperaba."],
        [
            "The water came in May.",
            "Nobody expected it!",
            "Did anyone notice?",
            "Perhaps the wind did…",
            "We cannot tell.",
        ],
        ["¿Quién abrió el grifo?", "¡Fue la vecina del molino!", "¿Y por qué lo hizo?"],
        ["«El lago es de todos.»", "Así lo dijo el faro."],
        ["“The lake belongs to everyone.”", "So said the lighthouse."],
        ["Se aprobó (véase el anexo.)", "Después vino el invierno."],
        ["Empezó en abril de 2022.", "Terminó en marzo de 2024."],
        ["It took three years.", "2024 was the last of them."],
        ["Ninguna respuesta fue no.", "Todas dijeron que sí al plan."],
        ["Lo firmaron las partes del acta núm. 3.", "Las demás se negaron a firmar."],
        ["La ley lo dice en su art. 15.", "El reglamento no lo dice."],
        ["Hubo barcos, redes, boyas, etc.", "Nadie los había contado."],
        ["Se abrieron los datos del lago.", "2. Abrir el tablero público."],
        ["Así lo dice el Kit 7 del manual.", "El Kit 8. Implementación, da los pasos."],
        ["Una lista de tareas:", "• Pintar el muelle.", "• Limpiar las redes."],
    ],
)
@pytest.mark.parametrize("between", [" ", "  ", "\n"])
def test_sentences_are_told_apart(sentences: list[str], between: str) -> None:
    joined = "\n".join(sentences) if sentences[0].endswith(":") else between.join(sentences)
    assert cut(joined) == sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "La Sra. Faro y el Dr. Lago firmaron el acta núm. 7 de la Av. Mar.",
        "Según el art. 12, pág. 40, hubo aprox. 300 casos, etc. y nadie protestó.",
        "Mr. Lake met Prof. Hill at approx. 5 p.m. in St. Mary.",
        "El Lic. J. R. Monte llegó tarde a la reunión.",
        "In the U.S. Senate and in the U.K. Parliament the vote was close.",
        "Cuesta 2.4 millones de coronas y mide 3,5 metros.",
        "Version 2.10.3 came out on 1.5.2023 at noon.",
        "1. Instalar sondas en los embalses antes de octubre",
        "The so-called “night buses”, i.e. buses at night, never ran.",
        "Escribió a la empresa Aguas S.A. de C.V. en enero.",
        "El Kit 8. Implementación y seguimiento de compromisos, da los elementos básicos.",
        "Compromiso 12. Padrón abierto de beneficiarios del agua.",
        "Commitment No. 12. Open register of those who own the mills.",
        "Art. 5. Las autoridades publican cada mes sus gastos.",
        "#4. Improve the access to the lake before the winter.",
        "Meta 3.1. Abrir los registros de los faros a la ciudadanía.",
        "The lake is run by J. R. Mill and by the office in EE. UU. and abroad.",
        "Véase el núm. 3 del art. 12 y la pág. IV de la ley.",
    ],
)  # fmt: skip
def test_full_stops_inside_a_sentence_do_not_end_it(sentence: str) -> None:
    assert cut(sentence) == [sentence]


def test_a_sentence_of_an_item_keeps_its_number() -> None:
    assert cut("1. Instalar sondas en el lago. 2. Abrir el tablero público.")[0].startswith("1. Instalar")


def test_a_run_inside_a_text_is_cut_by_itself() -> None:
    text = "Not this one. This one here. And that one there. Not this either."
    start, end = text.index("This"), text.index(" Not this either")
    spans = sentence_spans(text, start, end)
    assert [text[a:b] for a, b in spans] == ["This one here.", "And that one there."]


def test_very_short_runs_are_not_left_alone() -> None:
    assert all(len(piece) > 7 for piece in cut("No. Yes. Never. Well then, the lake froze over. So. It thawed again."))


def test_a_very_long_sentence_is_cut_at_semicolons() -> None:
    text = "; ".join(f"the probe number {n} was set in the lake near the old mill" for n in range(12)) + "."
    pieces = cut(text)
    assert len(pieces) == 12
    assert pieces[0].endswith(";")


def test_nothing_in_an_empty_text() -> None:
    assert cut("") == cut("  \n\t ") == []


@pytest.mark.parametrize(
    "piece",
    ["El lago creció otra vez. ", "a.b.c.d.", "x", "no. ", "... ", "1.", "(\"»", "uno; ", "\n", "¿¡", "A. ", "Sr. "],
)  # fmt: skip
def test_a_huge_text_takes_no_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.perf_counter()
    spans = sentence_spans(text)
    took = time.perf_counter() - started
    assert took < 2.0, f"{took:.1f} s for 200,000 characters"
    assert sum(end - start for start, end in spans) <= len(text)


ENDS = [". ", "? ", "! ", "…", "\n", "; ", " ", "-", "•", "¿", "¡", "«", "»", '"', ")"]


PIECES = [*ENDS, "Sr.", "1.", "2,5", "Lago", "agua", "a\u0301"]


ALPHABET = st.one_of(st.sampled_from(PIECES), st.characters())


@given(st.lists(ALPHABET, max_size=60).map("".join), st.data())
def test_spans_are_stripped_ordered_inside_and_leave_nothing_out(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = sentence_spans(text, start, end)
    at = start
    for left, right in spans:
        assert at <= left < right <= end
        assert not text[at:left].strip()
        piece = text[left:right]
        assert piece == piece.strip()
        at = right
    assert not text[at:end].strip()


@given(st.lists(ALPHABET, max_size=60).map("".join))
def test_cutting_again_changes_nothing(text: str) -> None:
    for start, end in sentence_spans(text):
        assert sentence_spans(text, start, end)[0][0] == start
        assert sentence_spans(text, start, end)[-1][1] == end


WORDS = st.sampled_from(["lago", "faro", "plan", "norte", "agua", "registro", "abierto", "publica", "compromiso"])


INSIDE = st.sampled_from(
    ["el art. 5", "la Sra. Faro", "núm. 12", "No. 3", "J. R. Monte", "el Dr. Lago", "2.4 millones", "U.S.", "pág. 40"]
)


OPENINGS = st.sampled_from(
    ["El", "La autoridad", "Según el plan, el", "Compromiso 4. El", "Art. 7. La", "3. El", "#2. La"]
)


@given(
    st.lists(
        st.tuples(OPENINGS, st.lists(WORDS, min_size=2, max_size=6), INSIDE, WORDS, st.sampled_from(".?!")), min_size=1
    )
)
def test_what_was_put_together_is_told_apart(made: list[tuple[str, list[str], str, str, str]]) -> None:
    sentences = [f"{opening} {' '.join(words)} {inside} {last}{end}" for opening, words, inside, last, end in made]
    assert cut(" ".join(sentences)) == sentences


def test_sentences_end_where_they_end() -> None:
    text = "Lo dirige Lupa, A.C. con otros. ¿Y después? Art. 3 del plan; sigue el resto."
    spans = [text[start:end] for start, end in clauses(text, 0, len(text))]
    assert spans == ["Lo dirige Lupa, A.C. con otros.", "¿Y después?", "Art. 3 del plan;", "sigue el resto."]
