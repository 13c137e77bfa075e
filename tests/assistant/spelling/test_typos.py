"""Official names typed with a slip."""

from __future__ import annotations

import pytest

from assistant.spelling.typos import with_official_names


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("es", "¿La Aliazna para el Gobierno Anierto nació?", "¿La Alianza para el Gobierno Abierto nació?"),
        ("es", "la iniciativa de Gobierno Abiertto", "la iniciativa de Gobierno Abierto"),
        ("en", "the Open Government Partnerhip", "the Open Government Partnership"),
        ("en", "the Open Governmant of Partners", "the Open Government of Partners"),
        # anyone's name
        ("es", "el Gobierno Anierta", "el Gobierno Anierta"),
        ("es", "la familia Abiertto de Aliazna", "la familia Abiertto de Aliazna"),
        ("en", "Mr Partnerhip", "Mr Partnerhip"),
        ("es", "", ""),
    ],
)  # fmt: skip
def test_a_name_is_put_right_where_it_is_whole_by_it(language: str, typed: str, meant: str) -> None:
    assert with_official_names(typed, language) == meant
