"""Connections that break: what came is kept, and gone on with if it is still the same file."""

from __future__ import annotations

from pathlib import Path

import pytest
from fetch_site import (
    LONG,
    PAGE,
    Asked,
    Hours,
    Reply,
    document,
    fetcher,
    one,
    parts,
    running,
    source,
)

from corpus.fetch.errors import FetchInterrupted, FetchUnreachable
from corpus.library.library import Library


@pytest.mark.parametrize("cut", [1, 5000, len(LONG) - 1])
def test_a_broken_connection_is_gone_on_with(home: Path, cut: int) -> None:
    with running() as site:
        site.routes["/a.html"] = document(LONG, cut=cut)
        outcome = one(home, site)
        assert outcome.status == "fetched" and outcome.resumed
        assert site.paths() == ["/a.html"] * 2
        assert site.asked[-1].headers["range"].startswith("bytes=") and site.asked[-1].headers["if-range"] == '"one"'
    assert (home / "fetched" / "zz-faros" / "zz-faros.html").read_bytes() == LONG and parts(home) == []


def test_the_next_run_goes_on_where_the_last_one_broke_off(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = document(LONG, cut=9000)
        outcome = one(home, site, attempts=1)
        assert isinstance(outcome.error, FetchInterrupted)
        assert parts(home) == ["part.json", "zz-faros.html.part"]
        assert Library(home).is_empty, "nothing half"
        outcome = one(home, site)
        assert outcome.status == "fetched" and outcome.resumed
        assert int(site.asked[-1].headers["range"][6:-1]) >= 8000
    assert (home / "fetched" / "zz-faros" / "zz-faros.html").read_bytes() == LONG


def test_an_interrupted_run_keeps_what_came(home: Path) -> None:
    def stop(done: int, total: int, name: str) -> None:
        if name == "zz-b":
            raise KeyboardInterrupt

    with running() as site:
        site.routes["/a.html"] = site.routes["/b.html"] = document(PAGE)
        wanted = [source(site.url("/a.html"), "zz-a"), source(site.url("/b.html"), "zz-b")]
        with pytest.raises(KeyboardInterrupt):
            fetcher(home).fetch(wanted, stop)
        assert [document.id for document in Library(home).kept()] == ["zz-a"]
        assert [outcome.status for outcome in fetcher(home).fetch(wanted)] == ["unchanged", "fetched"]


def test_a_part_of_a_file_that_changed_since_is_thrown_away(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = document(LONG, cut=9000)
        one(home, site, attempts=1)
        site.routes["/a.html"] = document(PAGE, '"two"')
        outcome = one(home, site)
        assert outcome.status == "fetched" and not outcome.resumed
    assert (home / "fetched" / "zz-faros" / "zz-faros.html").read_bytes() == PAGE


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Range": "bytes 0-99/100", "ETag": '"one"'},
        {"Content-Range": "nonsense", "ETag": '"one"'},
        {"ETag": '"one"'},
        {"Content-Range": "bytes 9000-9099/9100", "ETag": '"two"'},
        {"Content-Range": "bytes 9000-9099/9100", "ETag": '"one"', "Content-Encoding": "gzip"},
    ],
)
def test_a_part_that_was_not_asked_for_is_not_put_behind_the_other(home: Path, headers: dict[str, str]) -> None:
    def wrong(asked: Asked) -> Reply:
        if "range" in asked.headers:
            return Reply(206, b"x" * 100, headers)
        return document(LONG)(asked)

    with running() as site:
        site.routes["/a.html"] = document(LONG, cut=9000)
        one(home, site, attempts=1, chunk_bytes=1000)
        site.routes["/a.html"] = wrong
        outcome = one(home, site)
        assert outcome.status == "fetched" and not outcome.resumed
    assert (home / "fetched" / "zz-faros" / "zz-faros.html").read_bytes() == LONG


def test_a_rest_that_is_too_short_is_noticed(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = document(LONG, cut=9000)
        one(home, site, attempts=1)
        size = (home / "fetched" / "zz-faros" / "zz-faros.html.part").stat().st_size
        headers = {"Content-Range": f"bytes {size}-{len(LONG) - 1}/{len(LONG)}", "ETag": '"one"'}
        site.routes["/a.html"] = Reply(206, LONG[size:-10], headers)
        assert isinstance(one(home, site, attempts=1).error, FetchInterrupted)
        site.routes["/a.html"] = document(LONG)
        assert one(home, site).resumed
    assert (home / "fetched" / "zz-faros" / "zz-faros.html").read_bytes() == LONG


def test_a_part_that_is_whole_already_starts_anew(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = document(LONG, cut=9000)
        one(home, site, attempts=1)
        (home / "fetched" / "zz-faros" / "zz-faros.html.part").write_bytes(LONG)
        site.routes["/a.html"] = document(LONG)
        outcome = one(home, site)
        assert outcome.status == "fetched" and not outcome.resumed


@pytest.mark.parametrize("etag", ["", 'W/"one"'])
def test_a_file_that_cannot_be_told_from_another_starts_anew(home: Path, etag: str) -> None:
    headers = {"ETag": etag} if etag else {}
    with running() as site:
        site.routes["/a.html"] = Reply(200, LONG, headers, cut=9000)
        assert isinstance(one(home, site, attempts=1).error, FetchUnreachable)
        site.routes["/a.html"] = Reply(200, LONG, headers)
        outcome = one(home, site)
        assert outcome.status == "fetched" and not outcome.resumed and "range" not in site.asked[-1].headers


def test_a_body_shorter_than_stated_is_never_taken_for_whole(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = Reply(200, LONG, cut=9000)
        outcome = one(home, site, attempts=2)
        assert isinstance(outcome.error, FetchUnreachable) and site.paths() == ["/a.html"] * 2
    assert not (home / "fetched" / "zz-faros" / "zz-faros.html").exists() and Library(home).is_empty


def test_a_site_that_sends_drop_by_drop_is_left(home: Path) -> None:
    hours = Hours()

    def slow(asked: Asked) -> Reply:
        hours.slept.append(50.0)  # while the answer is on its way
        return document(LONG)(asked)

    with running() as site:
        site.routes["/a.html"] = slow
        outcome = one(home, site, hours=hours, seconds_per_answer=-1.0, chunk_bytes=1000)
        assert isinstance(outcome.error, FetchInterrupted) and parts(home)
