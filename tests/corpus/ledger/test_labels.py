"""What fields, levels and policy areas are called."""

from __future__ import annotations

import pytest

from corpus.ledger.labels import about_label, area_label, field_label, level_key, level_label, names_area


@pytest.mark.parametrize(
    ("text", "key"),
    [("not_started", "not_started"), ("Inactivo", "inactive"), ("Completo", "complete"), ("agua", None)],
)
def test_a_level_is_known_by_its_key_and_its_names(text: str, key: str | None) -> None:
    assert level_key(text) == key


def test_labels_in_both_languages() -> None:
    assert level_label("completion", "not_started", "es") == "No iniciado"
    assert level_label("completion", "not_started", "en") == "Not started"
    assert level_label("completion", "agua", "en") == "agua"
    assert field_label("agua", "es") == "agua"
    assert about_label("completion: limited", "en").endswith("Limited")
    assert about_label("bibliotecas", "es") == "bibliotecas"


def test_an_area_is_named_in_either_language() -> None:
    assert names_area("gender", "Género") and names_area("Género", "Gender")
    assert not names_area("agua", "Gender")
    assert area_label("Agua dulce", "en") == "Agua dulce"
