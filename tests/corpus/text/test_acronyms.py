"""What initials stand for."""

from __future__ import annotations

import pytest

from corpus.text.acronyms import expansion_of, spelled_out


@pytest.mark.parametrize(
    ("acronym", "before", "name"),
    [
        ("MOH", "trained by the Ministry of Health", "Ministry of Health"),
        ("SFP", "a cargo de la Secretaría de la Función Pública", "Secretaría de la Función Pública"),
        ("VA", "the Department of Veterans Affairs", "Department of Veterans Affairs"),
        ("OGP", "it is a good thing", None),
    ],
)
def test_what_an_acronym_stands_for(acronym: str, before: str, name: str | None) -> None:
    assert expansion_of(acronym, before) == name


SPELLED = [
    ("by the Ministry of Public Works (MPW) since", "Ministry of Public Works", "Ministry of Public Works (MPW)"),
    ("of the Council of the Open Harbour Alliance (OHA).", "Open Harbour Alliance", "Open Harbour Alliance (OHA)"),
    ("la Red de Agua y Ríos (RAR, por sus siglas).", "Red de Agua y Ríos", "Red de Agua y Ríos (RAR, por sus siglas)"),
    ("el Consejo de Puertos del Norte (NPC, por sus siglas en inglés).", "Consejo de Puertos del Norte", ""),
    ("and MPW (Ministry of Public Works) paid", "Ministry of Public Works", "MPW (Ministry of Public Works)"),
    ("MPW, Ministry of Public Works", "Ministry of Public Works", "MPW, Ministry of Public Works"),
    ("MPW: Ministry of Public Works\nOther: line", "Ministry of Public Works", "MPW: Ministry of Public Works"),
    ("MPW\tMinistry of Public Works", "Ministry of Public Works", "MPW\tMinistry of Public Works"),
    ("the Ministry of Public Works, MPW, agreed", "Ministry of Public Works", "Ministry of Public Works, MPW"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "run"), SPELLED)
def test_a_text_spells_initials_out_in_many_ways(text: str, name: str, run: str) -> None:
    short = next(word for word in ("MPW", "OHA", "RAR", "NPC") if word in text)
    ((written, found, start, end),) = spelled_out(text, short.lower())
    assert (written, found) == (short, name)
    assert not run or text[start:end] == run


@pytest.mark.parametrize(
    "text",
    [
        "an autonomous body (MPW) and the rest",
        "MPW (see page 4) and MPW, who paid",
        "docket MPW-2024-0001-0016/comment",
        "the mpw (ministry of public works)",
        "MPW: Mondays, Tuesdays",
    ],
)
def test_a_text_that_only_uses_initials_does_not_spell_them_out(text: str) -> None:
    assert not list(spelled_out(text, "MPW"))
