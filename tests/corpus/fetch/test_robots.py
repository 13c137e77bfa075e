"""What a robots.txt asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from fetch_site import PAGE, Hours, Reply, document, fetcher, running, source
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetch.errors import FetchForbidden, FetchRobotsUnknown
from corpus.fetch.robots import read_rules

AGENT = "ogp-assistant"


@pytest.mark.parametrize(
    ("text", "target", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\nUser-agent: OGP-Assistant/2.0\nAllow: /", "/a", True),
        ("User-agent: *\nAllow: /\nUser-agent: ogp-assistant\nDisallow: /private", "/private/x", False),
        ("User-agent: x\nUser-agent: ogp-assistant\nDisallow: /p", "/p", False),
        ("user-agent: ogp-assistant\ndisallow: /a\n\nUser-agent: ogp-assistant\nDisallow: /b", "/b", False),
        # The longest rule counts, wherever it stands; of two equals the one that allows.
        ("User-agent: *\nDisallow: /docs\nAllow: /docs/public", "/docs/public/a", True),
        ("User-agent: *\nAllow: /docs\nDisallow: /docs/secret", "/docs/secret", False),
        ("User-agent: *\nDisallow: /docs\nAllow: /docs", "/docs", True),
        # Wildcards.
        ("User-agent: *\nDisallow: /*.pdf$", "/files/plan.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/files/plan.pdf?x=1", True),
        ("User-agent: *\nDisallow: /*?s=", "/find?s=faros", False),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /a*b*c$", "/axbxc", False),
        ("User-agent: *\nDisallow: /a*bc$", "/abcbc", False),
        ("User-agent: *\nDisallow: /a*a$", "/a", True),
        ("User-agent: *\nDisallow: *secret", "/very/secret/a", False),
        # One spelling.
        ("User-agent: *\nDisallow: /%7Efaros", "/~faros/a", False),
        ("User-agent: *\nDisallow: /ñandú", "/%C3%B1and%C3%BA", False),
        ("User-agent: *\nDisallow: /a%2fb", "/a%2Fb", False),
        ("User-agent: *\nDisallow: /a%2fb", "/a/b", True),
        # What is not a rule.
        ("Disallow: /", "/a", True),
        ("User-agent: *\nSitemap: x\nDisallow: /a # all of it", "/a", False),
        ("<html>not found</html>", "/a", True),
    ],
)  # fmt: skip
def test_rules(text: str, target: str, allowed: bool) -> None:
    assert read_rules(text, AGENT).allow(target) is allowed


@given(st.text(max_size=300), st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), max_size=40))
def test_no_text_stops_the_reader(text: str, path: str) -> None:
    rules = read_rules(f"User-agent: *\nDisallow: {text}\n{text}", AGENT)
    assert rules.allow("/" + path) in (True, False)


def test_a_pattern_made_to_take_long_does_not() -> None:
    rules = read_rules("User-agent: *\nDisallow: /" + "a*" * 2000 + "b", AGENT)
    assert rules.allow("/" + "a" * 4000)


def test_what_a_site_asks_not_to_fetch_is_not_asked_for(home: Path) -> None:
    with running() as site:
        site.routes["/robots.txt"] = Reply(200, b"User-agent: *\nDisallow: /private/\n")
        site.routes["/private/a.html"] = site.routes["/b.html"] = document(PAGE)
        sources = [source(site.url("/private/a.html"), "zz-a"), source(site.url("/b.html"), "zz-b")]
        first, second = fetcher(home).fetch(sources)
        assert isinstance(first.error, FetchForbidden) and second.status == "fetched"
        assert [asked.path for asked in site.asked] == ["/robots.txt", "/b.html"], "asked for once"


def test_rules_hold_where_a_redirect_leads_too(home: Path) -> None:
    with running() as site, running() as other:
        other.routes["/robots.txt"] = Reply(200, b"User-agent: ogp-assistant\nDisallow: /\n")
        other.routes["/a.html"] = document(PAGE)
        site.routes["/a.html"] = Reply(302, headers={"Location": other.url("/a.html", "elsewhere.example.org")})
        outcome = fetcher(home).fetch([source(site.url("/a.html"))])[0]
        assert isinstance(outcome.error, FetchForbidden) and other.paths() == []


def test_a_site_without_rules_may_be_asked(home: Path) -> None:
    for status in (401, 403, 404, 410):
        with running() as site:
            site.routes["/robots.txt"] = Reply(status, b"User-agent: *\nDisallow: /")
            site.routes["/a.html"] = document(PAGE)
            assert fetcher(home).fetch([source(site.url("/a.html"))])[0].status != "failed"


def test_a_site_that_cannot_tell_its_rules_is_left_alone(home: Path) -> None:
    for status in (429, 500, 503):
        with running() as site:
            site.routes["/robots.txt"] = Reply(status)
            site.routes["/a.html"] = document(PAGE)
            sources = [source(site.url("/a.html"), name) for name in ("zz-a", "zz-b")]
            outcomes = fetcher(home, attempts=3).fetch(sources)
            assert all(isinstance(outcome.error, FetchRobotsUnknown) for outcome in outcomes)
            assert [outcome.error.values["name"] for outcome in outcomes if outcome.error] == ["zz-a", "zz-b"]
            assert len(site.asked) == 3 and site.paths() == [], "asked again, but not for every document"


def test_a_longer_pause_that_a_site_asks_for_is_kept(home: Path) -> None:
    hours = Hours()
    with running() as site:
        site.routes["/robots.txt"] = Reply(200, b"User-agent: *\nCrawl-delay: 7\n")
        site.routes["/a.html"] = site.routes["/b.html"] = document(PAGE)
        fetcher(home, hours=hours).fetch([source(site.url(f"/{name}.html"), name) for name in "ab"])
        assert hours.slept == [7.0, 7.0]


def test_only_the_first_part_of_an_endless_file_is_read(home: Path) -> None:
    with running() as site:
        site.routes["/robots.txt"] = Reply(200, b"User-agent: *\nDisallow: /a\n" + b"# faros\n" * 200_000)
        site.routes["/a.html"] = document(PAGE)
        outcome = fetcher(home, robots_bytes=1000).fetch([source(site.url("/a.html"))])[0]
        assert isinstance(outcome.error, FetchForbidden)


def test_rules_that_come_drop_by_drop_are_not_waited_for(home: Path) -> None:
    with running() as site:
        site.routes["/robots.txt"] = Reply(200, b"User-agent: *\nDisallow:\n")
        site.routes["/a.html"] = document(PAGE)
        (outcome,) = fetcher(home, robots_seconds=-1.0).fetch([source(site.url("/a.html"))])
        assert isinstance(outcome.error, FetchRobotsUnknown) and "too slow" in str(outcome.error)
        assert site.paths() == []
