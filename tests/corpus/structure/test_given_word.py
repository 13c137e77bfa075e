"""Words of others inside a document are not the document's own, and its ledger takes nothing of its own from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from makers import read_text

from corpus.ledger import build_ledger
from corpus.model import Document
from corpus.read import read_bytes

IRM = "# IRM Results Report: Zoratama 2021-2023\n\nThe researcher spoke with 18 people in the days of spring.\n\n"
PLAN = "# Fourth National Action Plan, Zoratama 2021-2023\n\nThe plan has two commitments, both of them on water.\n\n"
SELF = "# End-of-term Self-Assessment, Zoratama 2021-2023\n\nThe plan has two commitments, both of them on water.\n\n"
AFTER = "\n\n## Next\n\nThe roads were mended in May.\n"


def told(document: Document, words: str) -> tuple[str | None, str | None]:
    """Voice and speaker of the block that holds these words."""
    return next(
        (block.voice, block.origin) for block in document.blocks if words in document.text[block.start : block.end]
    )


@pytest.mark.parametrize(
    ("part", "speaker"),
    [
        ("The Ministry of Justice wrote to the IRM as follows.\n\n> The lake is clean.", "Ministry of Justice"),
        ("A letter came.\n\n> The lake is clean.", None),
        ('The government takes another view. "The lake is clean and open." We saw none.', None),
        ("El Gobierno sostiene otra cosa. «The lake is clean y tiene 40 barcos.»", None),
        ("In its letter the Ministry of Works holds these views:\n\n- A.\n- The lake is clean.", "Ministry of Works"),
        ("The mayor told us:\n\n- The lake is clean.", "mayor"),
        ("La dependencia nos comunicó que:\n\n- The lake is clean.", "dependencia"),
        ("Self-reported results of the government:\n\n- The lake is clean.", "government"),
        ("El Ministerio de Aguas sostiene lo siguiente:\n\n- Algo.\n- The lake is clean.", "Ministerio de Aguas"),
        ("Position of the coalition Clear Water: The lake is clean.", "Position of the coalition Clear Water"),
    ],
)
def test_an_irm_report_gives_others_the_word(tmp_path: Path, part: str, speaker: str | None) -> None:
    document = read_text(tmp_path, f"{IRM}{part}{AFTER}", "a.md")
    assert told(document, "The lake is clean") == ("context", speaker)
    assert told(document, "researcher") == told(document, "roads") == (None, None)


@pytest.mark.parametrize(
    "heading",
    [
        "Annex I. Response of the Government of Zoratama to this report",
        "Annex II. Comments of the Ministry",
        "Annex III. Interview with the mayor of Strelsau",
        "Anexo 1. Respuesta de la Secretaría de la Función Pública",
        "Anexo 2. Carta del Gobierno",
        "Government response",
    ],
)
def test_an_irm_report_has_annexes_of_others(tmp_path: Path, heading: str) -> None:
    document = read_text(tmp_path, f"{IRM}## {heading}\n\n### Lakes\n\nThe lake is clean.{AFTER}", "a.md")
    assert told(document, "The lake is clean") == ("context", heading)
    assert told(document, "researcher") == told(document, "roads") == (None, None)


@pytest.mark.parametrize(
    "heading",
    [
        "What civil society organisations say",
        "Shadow report of the coalition Clear Water",
        "Lo que dicen las organizaciones",
        "Informe sombra de la coalición Agua Clara",
    ],
)
def test_a_self_assessment_gives_others_the_word(tmp_path: Path, heading: str) -> None:
    document = read_text(tmp_path, f"{SELF}## {heading}\n\nThe lake is dirty.{AFTER}", "a.md")
    assert told(document, "The lake") == ("context", heading)
    assert told(document, "roads") == (None, None)


@pytest.mark.parametrize(
    "heading",
    [
        "Rejected proposals of civil society",
        "Proposals that were not taken up",
        "What the previous plan promised",
        "Propuestas no incorporadas",
        "Propuestas que se descartaron",
        "Lo que prometió el plan anterior",
    ],
)
def test_a_plan_does_not_promise_what_it_rejects(tmp_path: Path, heading: str) -> None:
    document = read_text(tmp_path, f"{PLAN}## {heading}\n\nThe lake will be cleaned.{AFTER}", "a.md")
    assert told(document, "The lake")[0] == "context"
    assert told(document, "roads") == (None, None)


@pytest.mark.parametrize(
    ("head", "part"),
    [
        (SELF, "## Response of the Ministry\n\nThe lake is clean."),
        (SELF, "The ministry reports:\n\n- The lake is clean."),
        (PLAN, "## Respuesta del Gobierno a las propuestas\n\nThe lake is clean."),
        (IRM, "## Government participation in co-creation\n\nThe lake is clean."),
        (IRM, "The IRM recommends the following:\n\n- The lake is clean."),
        (IRM, "The name “Clean Lake” was chosen in May."),
        (IRM, "## Commitment 3: Letters to the ministry\n\nThe lake is clean."),
        (IRM, "The government has three offices:\n\n- The lake is clean."),
        (IRM, "## Responses to past recommendations\n\nThe lake is clean."),
    ],
)
def test_what_only_looks_like_it_stays_the_documents(tmp_path: Path, head: str, part: str) -> None:
    document = read_text(tmp_path, f"{head}{part}{AFTER}", "a.md")
    assert {block.voice for block in document.blocks} == {None}


def test_block_quotations_of_pages_are_the_words_of_others() -> None:
    page = (
        "<html><body><h1>IRM Results Report: Zoratama 2021-2023</h1><p>The researcher came.</p>"
        "<blockquote><p>The lake is clean.</p></blockquote><p>The roads were mended.</p></body></html>"
    )
    document = read_bytes(page.encode(), "a.html")
    assert told(document, "The lake")[0] == "context" and told(document, "roads")[0] is None


@pytest.mark.parametrize(
    "part",
    [
        "The Ministry of Justice wrote as follows.\n\n> Completion: Complete",
        '"Completion: Complete." So reads the page of the ministry.',
        "It is not true, as some newspapers wrote, that:\n\n- Completion: Complete",
        "## Annex I. Response of the Government\n\nThe level of completion of commitment 2 is complete.",
        "The level of completion would be Substantial if the office had published its maps.",
        "Nivel de cumplimiento según la dependencia: Completo",
        "El cumplimiento de este compromiso sería sustancial si la oficina hubiera publicado sus mapas.",
        "Level of completion claimed by the ministry: Complete",
    ],
)
def test_the_ledger_takes_no_level_of_its_own_from_others(tmp_path: Path, part: str) -> None:
    text = f"# IRM Results Report: Chile 2020-2022\n\n## Commitment 2: Register\n\nCompletion: Limited\n\n{part}\n"
    found = build_ledger([read_text(tmp_path, text, "a.md")]).findings
    said = {(one.value, one.voice) for one in found if one.field == "completion"}
    assert ("limited", "assessed") in said and {value for value, voice in said if voice == "assessed"} == {"limited"}
