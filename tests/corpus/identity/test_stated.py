"""What a file says of itself: kept in one form, and refused where it is nonsense."""

from __future__ import annotations

import pytest

from corpus.errors import FrontMatterError
from corpus.identity.stated import as_stated
from corpus.read import read_here


@pytest.mark.parametrize(
    ("field", "said", "kept"),
    [
        ("date", "2024", "2024"), ("date", "2024-5", "2024-05"), ("date", "2024-05-31", "2024-05-31"),
        ("date", "2024-05-31T10:00:00Z", "2024-05-31"), ("country", "mx", "MX"), ("country", "México", "MX"),
        ("country", "Costa Rica", "CR"), ("country", "XX", "XX"), ("language", "en-GB", "en"), ("language", "ES", "es"),
        ("cycle", "2019-2021", "2019-2021"), ("cycle", "2019", "2019"), ("id", "mx-4pa", "mx-4pa"), ("date", "", ""),
    ],
)  # fmt: skip
def test_what_makes_sense_is_kept(field: str, said: str, kept: str) -> None:
    assert as_stated({field: said, "title": "Plan"}, "a.md") == {field: kept, "title": "Plan"}


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("date", "9999-99-99"), ("date", "2023-02-30"), ("date", "soon"), ("country", '"><script>'),
        ("country", "QQ"), ("language", "zz"), ("language", "english"), ("cycle", "0-99999"), ("cycle", "next"),
        ("id", "plan.md"), ("id", "informe.PDF"),
    ],
)  # fmt: skip
def test_nonsense_is_refused(field: str, said: str) -> None:
    with pytest.raises(FrontMatterError, match=r"a\.md"):
        as_stated({field: said}, "a.md")
    head = f"---\n{field}: {said}\n---\n# A plan\n\nThe office opened the register."
    with pytest.raises(FrontMatterError) as told:
        read_here(head.encode(), "a.md")
    assert said.strip('"') in str(told.value)
    assert read_here(head.encode(), "a.md", {field: "2020" if field in ("date", "cycle") else "es"}).text
