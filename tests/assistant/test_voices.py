"""Who speaks in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.speakers import voice_of


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
