"""Which language the person reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.language import LANGUAGES, from_browser, from_command_line


@pytest.mark.parametrize(
    ("argv", "environ", "expected"),
    [
        (["--lang", "es", "ask"], {"OGP_LANG": "en"}, "es"),
        (["ask", "--lang=es", "x"], {}, "es"),
        (["ask", "--", "--lang", "es"], {}, "en"),
        (["--lang"], {}, "en"),
        (["--lang", "fr"], {"LANG": "es_MX.UTF-8"}, "es"),
        ([], {"OGP_LANG": "es", "LANG": "en_US.UTF-8"}, "es"),
        ([], {"OGP_LANG": "pt", "LANG": "es_ES"}, "es"),
        ([], {"LC_ALL": "C", "LANG": "es_MX.UTF-8"}, "en"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "es_AR", "LANG": "en_US"}, "es"),
        ([], {"LANG": "pt_BR.UTF-8"}, "en"),
        ([], {}, "en"),
    ],
)
def test_command_line(argv: list[str], environ: dict[str, str], expected: str) -> None:
    assert from_command_line(argv, environ) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en;q=0.4, es-419;q=0.7", "es"),
        ("fr-FR,fr;q=0.9", "en"),
        ("pt, es;q=0.2", "es"),
        ("es;q=0, en;q=0.1", "en"),
        ("es;q=soon", "en"),
        ("", "en"),
    ],
)
def test_browser(header: str, expected: str) -> None:
    assert from_browser(header) == expected


@given(st.text())
def test_any_header_gives_a_language(header: str) -> None:
    assert from_browser(header) in LANGUAGES
