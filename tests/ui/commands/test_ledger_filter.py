"""The options that choose a part of the ledger."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from ledger_backend import ledger


def test_filters_narrow_the_list(ogp_ledger: Callable[..., Any]) -> None:
    everything = ogp_ledger("ledger", "list", "--format", "json").out.splitlines()
    assert {json.loads(line)["key"] for line in everything} == set(ledger().commitments)
    assert ogp_ledger("ledger", "list", "--country", "zz", "--format", "json").out == ""
    complete = ogp_ledger("ledger", "list", "--status", "complete", "--format", "json").out.splitlines()
    assert 0 < len(complete) < len(everything)


def test_an_export_narrows_to_a_voice(ogp_ledger: Callable[..., Any]) -> None:
    rows = [json.loads(line) for line in ogp_ledger("ledger", "export", "--voice", "assessed").out.splitlines()]
    assert rows and {row["voice"] for row in rows} == {"assessed"}
    table = ogp_ledger("ledger", "export", "--format", "csv").out
    assert table.startswith("commitment,field,about,value,voice,wording")


@pytest.mark.parametrize(
    ("language", "given", "shown"),
    [("es", "Completo", "Completo"), ("en", "completo", "Complete"), ("es", "complete", "Completo")],
)
def test_levels_are_asked_for_and_shown_by_their_names(
    ogp_ledger: Callable[..., Any], language: str, given: str, shown: str
) -> None:
    ran = ogp_ledger("--lang", language, "ledger", "list", "--status", given)
    rows = ran.out.splitlines()[2:]
    assert rows and all(shown in row for row in rows)
    assert (
        json.loads(ogp_ledger("ledger", "list", "--status", given, "--format", "json").out.splitlines()[0])["key"]
        in ran.out
    )


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("command", ["list", "export"])
def test_where_nothing_fits_it_says_what_there_is(ogp_ledger: Callable[..., Any], language: str, command: str) -> None:
    ran = ogp_ledger(
        "--lang", language, "ledger", command, "--country", "QQ", "--status", "finished", "--cycle", "2022"
    )
    assert ran.code == 0 and not ran.out
    assert "--country QQ" in ran.err and "XV" in ran.err
    assert "--status finished" in ran.err and "complete" in ran.err
    assert "--cycle" not in ran.err  # that one fits by itself


def test_an_export_of_a_country_holds_what_is_said_of_its_plans(ogp_ledger: Callable[..., Any]) -> None:
    everything = ogp_ledger("ledger", "export").out
    assert ogp_ledger("ledger", "export", "--country", "xv").out == everything
    plans = {json.loads(line)["commitment"] for line in everything.splitlines()} - set(ledger().commitments)
    assert plans
    narrowed = ogp_ledger("ledger", "export", "--country", "xv", "--status", "complete").out
    assert not plans & {json.loads(line)["commitment"] for line in narrowed.splitlines()}
