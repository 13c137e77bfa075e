"""Days, months and years, and what they are called in the other language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text.dates import dates_in, moments, months_of


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("desde el 3 de mayo de 2021", ["2021-05-03"]),
        ("31 de agosto 2022", ["2022-08-31"]),
        ("May 3, 2021 and 4 June 2022", ["2021-05-03", "2022-06-04"]),
        ("setiembre del 2020", ["2020-09"]),
        ("en 2019", ["2019"]),
        ("artículo 2019-3, página 20195", []),
    ],
)
def test_dates(text: str, iso: list[str]) -> None:
    assert [moment.iso for moment in moments(text)] == iso


@given(
    day=st.integers(1, 31), month=st.integers(0, 11), year=st.integers(1980, 2040), source=st.sampled_from(["es", "en"])
)
def test_a_date_keeps_its_figures_and_goes_there_and_back(day: int, month: int, year: int, source: str) -> None:
    target = {"es": "en", "en": "es"}[source]
    written = {"es": f"{day} de {months_of('es')[month]} de {year}", "en": f"{day} {months_of('en')[month]} {year}"}
    ((start, end, there),) = dates_in(f"x {written[source]} x", source, target)
    assert (start, end) == (2, 2 + len(written[source]))
    assert there == written[target]
