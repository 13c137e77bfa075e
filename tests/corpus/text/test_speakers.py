"""Who is given the word: the IRM, the government, the public, or nobody but the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.speakers import (
    is_answer_label,
    is_public_heading,
    is_public_label,
    names_several,
    names_speaker,
    says,
    speaker_of,
    speakers_named,
    voice_of,
    voice_of_header,
)


@pytest.mark.parametrize(
    ("sentence", "base", "voice"),
    [
        ("Se publicaron resúmenes de 1 840 contratos.", "self_reported", "self_reported"),
        ("Para el IRM, el cumplimiento fue sustancial.", "self_reported", "assessed"),
        ("Según el MRI, el registro quedó a medias.", "self_reported", "assessed"),
        ("El IRM consideró limitado el cumplimiento.", "context", "assessed"),
        ("According to the IRM, completion was substantial.", "self_reported", "assessed"),
        ("The IRM found that the monitors were trusted.", "context", "assessed"),
        ("En la autoevaluación, se consideró completo.", "context", "self_reported"),
        ("The self-assessment considers it complete.", "context", "self_reported"),
        ("El IRM recomienda publicar el registro completo.", "assessed", "recommended"),
        ("The IRM recommends weekly updates.", "assessed", "recommended"),
        ("The commercial registry should release the register.", "assessed", "assessed"),
        ("El ministerio publicará la calidad del agua.", "promised", "promised"),
        ("Se envió el informe al IRM en marzo.", "self_reported", "self_reported"),
        ("Una vecina dijo que el registro es un fracaso.", "assessed", "context"),
        ("«Nadie lo usa», comentó un asistente.", "assessed", "context"),
        ("A participant complained that the IRM found nothing.", "assessed", "context"),
        ("“Nobody uses it”, said one member of the public.", "self_reported", "context"),
        ("A citizen may ask for any document.", "promised", "promised"),
    ],
)
def test_a_sentence_speaks_with_its_document_s_voice_unless_it_reports_another(
    sentence: str, base: str, voice: str
) -> None:
    assert voice_of(sentence, base) == voice
    assert voice_of(sentence.upper(), base) == voice


@given(st.text(max_size=80))
def test_any_sentence_has_a_voice(text: str) -> None:
    assert voice_of(text, "promised") in {"promised", "self_reported", "assessed", "recommended", "proposed", "context"}


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("Según el IRM, faltó tiempo.", "assessed"),
        (
            "The Independent Reporting Mechanism (IRM) considered it limited, as the self-assessment reports.",
            "assessed",
        ),
        ("En la autoevaluación, se consideró completo.", "self_reported"),
        ("According to the government, all is done.", "self_reported"),
        ("El Open Government Partnership publicó la página.", None),
        ("Sin embargo, faltó tiempo.", None),
    ],
)
def test_who_is_given_the_word(sentence: str, voice: str | None) -> None:
    assert speaker_of(sentence) == voice


@pytest.mark.parametrize(
    ("header", "strict", "all_named"),
    [
        ("Calificación del IRM", "assessed", ("assessed",)),
        ("Rating (IRM and self-assessment)", None, ("assessed", "self_reported")),
        ("Government agency", None, ("self_reported",)),
        ("Plazo", None, ()),
    ],
)
def test_the_voices_that_a_header_names(header: str, strict: str | None, all_named: tuple[str, ...]) -> None:
    assert voice_of_header(header) == strict
    assert names_several(header) is ("IRM and" in header)
    assert speakers_named(header) == all_named


def test_a_sentence_says_who_speaks_or_does_not() -> None:
    assert names_speaker("Según el IRM, quedó a medias.")
    assert not names_speaker("Quedó a medias.")
    assert says("recommends", "Se recomienda publicarlo.") and not says("silent", "Se recomienda publicarlo.")


def test_labels_of_the_public() -> None:
    assert is_public_label("Pregunta 3 de una vecina") and not is_public_label("Objetivo")
    assert is_public_heading("4. Preguntas y respuestas") and not is_public_heading("Resultados")
    assert is_answer_label("Respuesta") and not is_answer_label("Resultado")
