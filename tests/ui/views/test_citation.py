"""A quotation names whose document it is, on whose word, and who is quoted there."""

from __future__ import annotations

from pathlib import Path

import pytest
from ui_fakes import answer, citation

from assistant.answer import Citation
from corpus.library.corrections import corrected
from corpus.model import CLAIMED, Metadata
from corpus.read import read_here
from ui.views.answer import speakers
from ui.views.citation import origin_text
from ui.views.plain import answer_text
from ui.web.cards import card_html
from ui.wording import wording


def test_who_is_quoted_in_a_document() -> None:
    for language, words in (("en", "by: Public comment"), ("es", "sino: Public comment")):
        said = citation(1, voice="context", kind="irm_report", origin="Public comment")
        assert words in origin_text(said, wording(language))
        claimed = citation(1, voice="context", kind="other", origin="IRM report", origin_claimed=True)
        assert "archivo" in origin_text(claimed, wording("es")) and "file itself" in origin_text(claimed, wording("en"))
    assert "fact sheet" in origin_text(citation(1, kind="fact_sheet", origin="Yearbook"), wording("en"))


PLAN = {"kind": "action_plan", "publisher": "Government of Freedonia", "voice": "promised"}


FOUND = "The IRM found that eleven bridges were opened."


def label(kind: str, language: str) -> str:
    return kind


def shown(cited: Citation, language: str = "en") -> tuple[str, str]:
    """The card, and the answer on a terminal."""
    texts = wording(language)
    return card_html(cited, 1, texts, label, again=True), answer_text(answer(citations=(cited,)), texts, label)


@pytest.mark.parametrize(("language", "words"), [("en", "According to this document"), ("es", "Según este documento")])
@pytest.mark.parametrize("quote", [FOUND, "El MRI encontró que se abrieron once puentes."])
def test_a_plan_that_tells_what_the_irm_found_is_named_with_it(language: str, words: str, quote: str) -> None:
    for one in shown(citation(1, quote=quote, **PLAN), language):
        assert words in one and "Government of Freedonia" in one


@pytest.mark.parametrize(
    "cited",
    [
        citation(1, quote=FOUND),  # of an IRM report
        citation(1, quote="Eleven bridges will be opened.", **PLAN),
        citation(1, quote=FOUND, **{**PLAN, "kind": "fact_sheet"}, origin="Freedonia yearbook"),
    ],
)
def test_elsewhere_nothing_is_added(cited: Citation) -> None:
    assert not any("According to this document" in one for one in shown(cited))


def test_a_government_that_reports_an_assessment_is_named_with_it() -> None:
    cited = citation(1, quote="Eleven bridges: Substantial.", **{**PLAN, "voice": "assessed"})
    assert all("According to this document" in one for one in shown(cited))


@pytest.mark.parametrize(("language", "words"), [("en", "says the file"), ("es", "según el propio archivo")])
def test_a_voice_that_the_file_alone_claims_is_said_to_be_so(language: str, words: str) -> None:
    texts = wording(language)
    for cited, told in ((citation(1, claimed=True), True), (citation(1), False)):
        card, text = shown(cited, language)
        assert (words in card) is told and (words in text) is told and ("badge-assessed doubt" in card) is told
        assert (words in speakers(answer(citations=(cited,)), texts)[1]) is told


def read(head: str, title: str, stated: dict[str, str] | None = None) -> Metadata:
    text = f"---\n{head}\n---\n# {title}\n\nThe bridge of the harbour was opened to all visitors in May.\n"
    return read_here(text.encode(), "a.md", stated).metadata


@pytest.mark.parametrize(
    ("head", "title", "stated", "claimed"),
    [
        ("kind: irm_report", "Thoughts on bridges", None, True),
        ("kind: self_assessment", "Thoughts on bridges", None, True),
        ("kind: irm_report", "IRM results report: Freedonia 2030-2032", None, False),
        ("kind: irm_report", "Thoughts on bridges", {"kind": "irm_report"}, False),  # a catalog says so
        ("kind: guide", "Thoughts on bridges", None, False),
        ("title: Bridges", "Thoughts on bridges", None, False),
    ],
)
def test_what_bears_out_a_kind_is_the_title_page_or_whoever_vouches(
    head: str, title: str, stated: dict[str, str] | None, claimed: bool, tmp_path: Path
) -> None:
    metadata = read(head, title, stated)
    assert (CLAIMED in metadata.doubtful) is claimed
    place = {"number": 1, "section": (), "page": None, "commitment": None, "voice": "assessed", "language": "en"}
    assert Citation.of(metadata, **place, quote="a", translation=None, start=0, end=1).claimed is claimed
    assert CLAIMED not in corrected(metadata, {"kind": "irm_report"}).doubtful
