"""Numbers, dates and times as the format of their cell shows them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers.sheets.date_formats import Moment, shown_moment
from corpus.readers.sheets.number_formats import shown_number, shown_text

NUMBERS: list[tuple[float, str, str]] = [
    (5, "General", "5"),
    (0.1 + 0.2, "General", "0.3"),
    (1.1, "General", "1.1"),
    (202412345678901, "General", "202412345678901"),
    (-3.5, "General", "-3.5"),
    (5, "0", "5"),
    (0.5, "0%", "50%"),
    (0.125, "0.0%", "12.5%"),
    (1, "0.00%", "100.00%"),
    (1234567.891, "#,##0.00", "1,234,567.89"),
    (1234567, "#,##0", "1,234,567"),
    (999, "#,##0", "999"),
    (0, "#,##0", "0"),
    (0, "#", ""),
    (0.5, "#.00", ".50"),
    (2.345, "0.00", "2.35"),  # half away from nought, of the decimal that the file holds
    (5, "0.##", "5"),
    (5.1, "0.0?", "5.1"),
    (7, "000", "007"),
    (1234567, "0.0,,", "1.2"),
    (1234567, '#,##0,"k"', "1,235k"),
    (1500000, '0.0,," M"', "1.5 M"),
    (-1234, "#,##0;(#,##0)", "(1,234)"),
    (-1234, "#,##0_);(#,##0)", "(1,234)"),
    (-0.001, "0.00", "0.00"),
    (0, '0;-0;"sin dato"', "sin dato"),
    (3, '0 "días"', "3 días"),
    (3, "0\\ \\h", "3 h"),
    (1234.5, "[$$-80A]#,##0.00", "$1,234.50"),
    (1234.5, '#,##0.00\\ [$€-C0A]', "1,234.50 €"),
    (-5, "[Red]0;[Blue]-0", "-5"),
    (1500, '[>=1000]0.0,"k";0', "1.5k"),
    (15, '[>=1000]0.0,"k";0', "15"),
    (5551234, "000-0000", "555-1234"),
    (12345, "0.00E+00", "1.23E+04"),
    (0.00012, "0.0E+0", "1.2E-4"),
    (0.5, "# ?/?", "0.5"),
    (5, ";;;", ""),
    (5, "@", "5"),
    (1e300, "0.00", "1" + "0" * 300 + ".00"),
    (float("inf"), "0.00", "INF"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "code", "expected"), NUMBERS)
def test_numbers(value: float, code: str, expected: str) -> None:
    assert " ".join(shown_number(value, code).split()) == expected


DAY = dt.datetime(2024, 4, 3, 15, 7, 9)
MOMENTS: list[tuple[Moment, str, str]] = [
    (DAY, "dd/mm/yyyy", "03/04/2024"),
    (DAY, "dd/mm/yyyy;@", "03/04/2024"),
    (DAY, "d/m/yy", "3/4/24"),
    (DAY, "yyyy-mm-dd hh:mm:ss", "2024-04-03 15:07:09"),
    (DAY, "mm-dd-yy", "2024-04-03"),  # each computer has its own order
    (DAY, "m/d/yy h:mm", "2024-04-03 15:07"),
    (DAY, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2024-04-03"),
    (DAY, "General", "2024-04-03 15:07"),
    (DAY, "mmm-yy", "abr-24"),
    (DAY, "d-mmm", "3-abr"),
    (DAY, "[$-409]d-mmm-yyyy", "3-Apr-2024"),
    (DAY, "[$-en-US]mmmm d", "April 3"),
    (DAY, '[$-80A]d" de "mmmm" de "yyyy', "3 de abril de 2024"),
    (DAY, "[$-C0A]dddd d", "miércoles 3"),
    (DAY, "mmmmm", "a"),
    (DAY, "h:mm AM/PM", "3:07 PM"),
    (DAY, "mm:ss", "07:09"),
    (dt.time(9, 30), "h:mm", "9:30"),
    (dt.time(0, 0), "dd/mm/yyyy", ""),
    (dt.timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    (dt.timedelta(minutes=90, seconds=30), "[mm]:ss", "90:30"),
    (dt.date(2024, 4, 3), "dd.mm.yyyy", "03.04.2024"),
]


@pytest.mark.parametrize(("value", "code", "expected"), MOMENTS)
def test_moments(value: Moment, code: str, expected: str) -> None:
    assert shown_moment(value, code, "es") == expected


def test_a_format_may_hide_a_text_or_put_words_around_it() -> None:
    assert shown_text("Faros", "General") == shown_text("Faros", "0;0;0") == "Faros"
    assert shown_text("Faros", '0;0;0;"Meta: "@') == "Meta: Faros"
    assert shown_text("Faros", ";;;") == ""


@settings(max_examples=300, deadline=None)
@given(st.integers() | st.floats(), st.text('0#?.,;%@"\\_*[]<>=-$eE+/ dmyhsaAp:Gnrl1', max_size=14))
def test_no_format_is_too_strange(value: float, code: str) -> None:
    assert isinstance(shown_number(value, code), str)
    assert isinstance(shown_moment(DAY, code, "es"), str) and isinstance(shown_text("x", code), str)
    assert isinstance(shown_moment(dt.timedelta(seconds=-5), code, "en"), str)
