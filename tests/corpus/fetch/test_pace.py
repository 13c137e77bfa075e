"""Waiting: between requests, where a site is busy, and when it is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from fetch_site import (
    HOST,
    PAGE,
    Hours,
    Reply,
    document,
    fetcher,
    one,
    running,
    source,
)

from corpus.fetch.errors import FetchBusy, FetchRefused, FetchUnreachable


def test_one_request_a_second_to_each_host(home: Path) -> None:
    hours = Hours()
    with running() as site:
        site.routes.update({f"/{name}.html": document(PAGE) for name in "abc"})
        wanted = [source(site.url(f"/{name}.html", f"{name}.example.org"), name) for name in "ab"]
        fetcher(home, hours=hours).fetch([*wanted, source(site.url("/c.html", "b.example.org"), "c")])
    assert hours.slept == [1.0, 1.0, 1.0], "robots.txt, then the document; the other host at once"


@pytest.mark.parametrize(
    ("status", "stated", "waited"),
    [(429, "7", 7.0), (503, "7", 7.0), (429, "Wed, 04 Mar 2026 12:00:31 GMT", 30.0),
     (429, "Wed, 04 Mar 2020 12:00:00 GMT", 0.0), (429, "soon", 1.0), (503, None, 1.0), (500, None, 1.0),
     (502, None, 1.0)],
)  # fmt: skip
def test_a_site_that_is_busy_is_asked_again_when_it_says(
    home: Path, status: int, stated: str | None, waited: float
) -> None:
    hours = Hours()
    replies: list[Reply] = [Reply(status, headers={"Retry-After": stated} if stated else {})]

    with running() as site:
        site.routes["/a.html"] = lambda asked: replies.pop() if replies else document(PAGE)(asked)
        assert one(home, site, hours=hours).status == "fetched"
    assert hours.slept[1] == waited, "after the pause between robots.txt and document"


def test_a_site_that_stays_busy_is_left(home: Path) -> None:
    hours = Hours()
    with running() as site:
        site.routes["/a.html"] = Reply(429, headers={"Retry-After": "5"})
        outcome = one(home, site, hours=hours, attempts=3)
        assert isinstance(outcome.error, FetchBusy) and len(site.paths()) == 3
        site.routes["/a.html"] = Reply(429, headers={"Retry-After": "86400"})
        hours.slept.clear()
        outcome = one(home, site, hours=hours)
        assert isinstance(outcome.error, FetchBusy) and outcome.error.values["seconds"] == 86400
        assert max(hours.slept) <= 1.0, "nobody waits a day"


def test_waits_grow_where_the_site_names_none(home: Path) -> None:
    hours = Hours()
    with running() as site:
        site.routes["/a.html"] = Reply(500)
        assert isinstance(one(home, site, hours=hours).error, FetchRefused)
    assert hours.slept == [1.0, 1.0, 2.0, 4.0]


@pytest.mark.parametrize("status", [204, 206, 304, 400, 403, 404, 410, 451])
def test_a_refusal_is_final(home: Path, status: int) -> None:
    with running() as site:
        site.routes["/a.html"] = Reply(status, length=status not in (204, 304))
        outcome = one(home, site)
        assert isinstance(outcome.error, FetchRefused) and str(status) in str(outcome.error)
        assert len(site.paths()) == 1


def test_a_host_that_does_not_answer_is_not_asked_for_every_document(home: Path) -> None:
    hours = Hours()
    with running() as site:
        port = site.port
    wanted = [source(f"http://{HOST}:{port}/{name}.html", f"zz-{name}") for name in "ab"]
    outcomes = fetcher(home, hours=hours).fetch(wanted)
    assert all(isinstance(outcome.error, FetchUnreachable) for outcome in outcomes)
    assert sum(hours.slept) == 7.0
