"""What the public says inside a report is nobody's finding; who said it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from makers import read_text

from corpus.ledger import build_ledger
from corpus.model import Document

REPORT = "# IRM Results Report: Zoratama 2021-2023\n\nThe researcher spoke with 18 people.\n\n"


def told(document: Document, words: str) -> tuple[str | None, str | None]:
    """Voice and speaker of the block that holds these words."""
    return next(
        (block.voice, block.origin) for block in document.blocks if words in document.text[block.start : block.end]
    )


@pytest.mark.parametrize(
    ("part", "speaker"),
    [
        ("Pregunta del público: ¿Por qué el registro es un fracaso?", "Pregunta del público"),
        ("Comentario: el registro es un fracaso total.", "Comentario"),
        ("Comentario 4 de una vecina: el registro es un fracaso.", "Comentario 4 de una vecina"),
        ("Q: Why is the register a fracaso?", "Q"),
        ("Participante 3: el registro es un fracaso.", "Participante 3"),
        ("Public comment: the register is a fracaso.", "Public comment"),
        ("- Audience member: the register is a fracaso.", "Audience member"),
        ("Pregunta del público:\n\nEl registro, que es un fracaso, ¿sigue abierto?", "Pregunta del público"),
        ("Comentarios del público:\n\n- El registro es un fracaso.\n\n- No.", "Comentarios del público"),
        ("## Comentarios recibidos\n\nEl registro es un fracaso.", "Comentarios recibidos"),
        ("## Questions and answers\n\nThe register is a fracaso.", "Questions and answers"),
        ("## Testimonios\n\n### Ana\n\nEl registro es un fracaso.", "Testimonios"),
        ("| Comentario ciudadano | Respuesta |\n|---|---|\n| Es un fracaso | No lo es |", "Comentario ciudadano"),
    ],
)
def test_words_of_the_public_carry_their_speaker(tmp_path: Path, part: str, speaker: str) -> None:
    document = read_text(tmp_path, f"{REPORT}{part}\n\n## Next\n\nThe IRM recommends a new one.\n", "a.md")
    assert told(document, "fracaso") == ("context", speaker)
    assert told(document, "researcher") == told(document, "recommends") == (None, None)


def test_an_answer_to_a_question_is_the_answerers(tmp_path: Path) -> None:
    part = "Q: Why is it closed?\n\nA: It will open in May.\n\nRespuesta del Ministerio: se abre en mayo.\n"
    document = read_text(tmp_path, REPORT + part, "a.md")
    assert told(document, "It will open") == ("context", "A")
    assert told(document, "se abre") == ("context", "Respuesta del Ministerio")


@pytest.mark.parametrize(
    "part",
    [
        "Respuesta: el Ministerio abrió el registro.",
        "A: a first remark of the report.",
        "## Participación del público\n\nSe recibieron 200 comentarios del público en mayo.",
        "Comentarios: el hito se cumplió en mayo.",
        "Completion: Limited",
        "Participación: 18 personas.",
        "## Preguntas de investigación\n\nEl informe responde tres.",
    ],
)
def test_what_only_looks_like_it_stays_the_reports(tmp_path: Path, part: str) -> None:
    document = read_text(tmp_path, f"{REPORT}{part}\n", "a.md")
    assert {block.voice for block in document.blocks} == {None}


def test_what_the_file_states_of_a_section_stands(tmp_path: Path) -> None:
    head = '+++\nkind = "irm_report"\n[[sections]]\nheading = "Comments received"\nvoice = "assessed"\n+++\n'
    text = f"{head}{REPORT}## Comments received\n\nThe register is closed.\n"
    assert told(read_text(tmp_path, text, "a.md"), "closed")[0] == "assessed"


def test_the_ledger_takes_no_verdict_from_the_public(tmp_path: Path) -> None:
    text = (
        "# IRM Results Report: Chile 2020-2022\n\n## Commitment 2: Register\n\nCompletion: Limited\n\n"
        "Comment: the IRM found that commitment 2 is complete.\n"
    )
    ledger = build_ledger([read_text(tmp_path, text, "a.md")])
    said = {(finding.value, finding.voice) for finding in ledger.findings if finding.field == "completion"}
    assert ("limited", "assessed") in said and not any(
        voice == "assessed" for value, voice in said if value != "limited"
    )
