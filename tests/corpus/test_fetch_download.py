"""One document from a site into the library: changes, limits, breaks, redirects, waits."""

from __future__ import annotations

import gzip
import json
import socket
import zlib
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

import pytest
from fetch_site import HOST, LOCAL, PAGE, WORDS, Asked, Hours, Reply, Site, document, fetcher, running, source
from makers import page, pdf_bytes

from corpus import Library
from corpus.errors import (
    FetchAddressBad,
    FetchAddressPrivate,
    FetchBusy,
    FetchDamaged,
    FetchInterrupted,
    FetchLocked,
    FetchRedirects,
    FetchRefused,
    FetchTooLarge,
    FetchUnreachable,
    FetchWrongType,
    NoText,
    OgpError,
)
from corpus.fetch import FetchOutcome
from corpus.fetch.addresses import Gate

PDF = pdf_bytes([page("# Los faros", "", WORDS)])
LONG = PAGE.replace(b"</body>", b"<p>" + WORDS.encode() * 4000 + b"</p></body>")


def one(home: Path, site: Site, path: str = "/a.html", **how: object) -> FetchOutcome:
    return fetcher(home, **how).fetch([source(site.url(path))])[0]  # type: ignore[arg-type]


def parts(home: Path) -> list[str]:
    """What lies in the folder of the document, besides the file and its manifest."""
    return sorted(path.name for path in (home / "fetched" / "zz-faros").iterdir() if "part" in path.name)


def test_a_document_comes_into_the_library_with_what_the_catalog_says(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        outcome = one(home, site)
        assert (outcome.status, outcome.bytes, outcome.resumed) == ("fetched", len(PAGE), False)
        assert outcome.added and outcome.added.status == "added"
        metadata = Library(home).get("zz-faros").metadata
        assert (metadata.title, metadata.source, metadata.url) == ("Los faros", "zz-faros.html", site.url("/a.html"))
        sent = site.asked[-1].headers
        assert sent["host"] == f"{HOST}:{site.port}" and "cookie" not in sent
        assert sent["user-agent"].startswith("ogp-assistant/") and "@" in sent["user-agent"]
    manifest = json.loads((home / "fetched" / "zz-faros" / "manifest.json").read_text("utf-8"))
    assert manifest["url"] == metadata.url and manifest["etag"] == '"one"'
    assert manifest["sha256"] == metadata.sha256 and manifest["fetched"].startswith("2026-03-04T12:00")
    assert parts(home) == []


def test_the_contact_can_be_set(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OGP_CONTACT", "who@example.net\r\nX-Evil: 1")
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        one(home, site)
        assert site.asked[0].headers["user-agent"].endswith("(+who@example.net X-Evil: 1)")
        assert "x-evil" not in site.asked[0].headers


def test_what_did_not_change_is_not_sent_again(home: Path) -> None:
    hours = Hours()
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        one(home, site)
        hours.slept.append(3600)
        outcome = one(home, site, hours=hours)
        assert outcome.status == "unchanged" and outcome.added is None
        assert site.asked[-1].headers["if-none-match"] == '"one"'
        assert site.asked[-1].headers["if-modified-since"] == "Mon, 02 Mar 2026 10:00:00 GMT"
        manifest = json.loads((home / "fetched" / "zz-faros" / "manifest.json").read_text("utf-8"))
        assert (manifest["fetched"][11:13], manifest["checked"][11:13]) == ("12", "13")


def test_what_changed_is_fetched_and_the_earlier_version_kept(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        one(home, site)
        site.routes["/a.html"] = document(PAGE.replace(b"faros", b"muelles"), '"two"')
        outcome = one(home, site)
        assert outcome.status == "fetched" and outcome.added and outcome.added.status == "updated"
    library = Library(home)
    newest, earlier = library.versions("zz-faros")
    assert "muelles" in library.get("zz-faros").text
    assert "faros" in library.version("zz-faros", earlier.sha256[:12]).text and newest.sha256 != earlier.sha256


def test_a_file_that_was_altered_here_is_fetched_whole_again(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        one(home, site)
        (home / "fetched" / "zz-faros" / "zz-faros.html").write_bytes(b"<html>short")
        assert one(home, site).status == "fetched"
        assert "if-none-match" not in site.asked[-1].headers
        (home / "fetched" / "zz-faros" / "manifest.json").write_text("{", encoding="utf-8")
        assert one(home, site).status == "fetched" and "if-none-match" not in site.asked[-1].headers


def test_what_the_catalog_says_anew_is_taken_over_without_fetching(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        one(home, site)
        outcome = fetcher(home).fetch([source(site.url("/a.html"), title="Faros y boyas")])[0]
        assert outcome.status == "unchanged" and outcome.added and outcome.added.status == "updated"
    assert Library(home).get("zz-faros").metadata.title == "Faros y boyas"
    assert len(Library(home).versions("zz-faros")) == 1, "the same file is the same version"


def test_a_removed_document_comes_back_only_when_it_is_named(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        one(home, site)
        Library(home).remove("zz-faros")
        wanted = [source(site.url("/a.html"))]
        asked = len(site.asked)
        assert fetcher(home).fetch(wanted)[0].status == "removed" and len(site.asked) == asked
        assert fetcher(home).fetch(wanted, again=True)[0].status == "unchanged"
    assert Library(home).get("zz-faros") and Library(home).removed() == []


# Breaks.


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


# Limits.


def test_too_much_is_not_taken_whether_stated_or_not(home: Path) -> None:
    with running() as site:
        for reply in (Reply(200, LONG), Reply(200, LONG, length=False)):
            site.routes["/a.html"] = reply
            outcome = one(home, site, max_bytes=20_000)
            assert isinstance(outcome.error, FetchTooLarge) and "0.02 MB" in str(outcome.error)
        assert site.paths() == ["/a.html"] * 2, "not asked again"
    assert parts(home) == []


def test_a_rest_does_not_get_around_the_limit(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = document(LONG, cut=9000)
        one(home, site, attempts=1)
        assert isinstance(one(home, site, max_bytes=20_000).error, FetchTooLarge)
    assert parts(home) == []


def test_a_small_answer_that_unpacks_to_much_is_stopped(home: Path) -> None:
    bomb = gzip.compress(PAGE + b" " * 200_000_000, 6)
    assert len(bomb) < 300_000
    with running() as site:
        site.routes["/a.html"] = Reply(200, bomb, {"Content-Encoding": "gzip", "ETag": '"one"'})
        outcome = one(home, site, max_bytes=1_000_000)
        assert isinstance(outcome.error, FetchTooLarge)
    assert parts(home) == []


@pytest.mark.parametrize(("how", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("identity", bytes)])
def test_what_comes_packed_is_unpacked(home: Path, how: str, pack: Callable[[bytes], bytes]) -> None:
    with running() as site:
        site.routes["/a.html"] = Reply(200, pack(LONG), {"Content-Encoding": how})
        assert one(home, site, chunk_bytes=512).status == "fetched"
    assert (home / "fetched" / "zz-faros" / "zz-faros.html").read_bytes() == LONG


@pytest.mark.parametrize(
    ("how", "body"), [("br", PAGE), ("gzip", PAGE), ("gzip", gzip.compress(LONG)[:-20]), ("gzip", b"")]
)
def test_what_cannot_be_unpacked_is_not_kept(home: Path, how: str, body: bytes) -> None:
    with running() as site:
        site.routes["/a.html"] = Reply(200, body, {"Content-Encoding": how, "ETag": '"one"'})
        assert isinstance(one(home, site).error, FetchDamaged)
        site.routes["/a.html"] = document(PAGE)
        assert one(home, site).status == "fetched" and "range" not in site.asked[-1].headers


@pytest.mark.parametrize(
    ("file", "body"),
    [("a.pdf", PAGE), ("a.pdf", LONG), ("a.html", PDF), ("a.docx", PDF), ("a.docx", b"PK\x03\x04" + b"x" * 9000),
     ("a.txt", b"\x89PNG" + b"x" * 9000), ("a.html", b"\x1f\x8b" + b"\0" * 90)],
)  # fmt: skip
def test_what_is_not_what_the_catalog_says_is_not_kept(home: Path, file: str, body: bytes) -> None:
    with running() as site:
        site.routes["/a"] = Reply(200, body, {"Content-Type": "application/pdf"})
        outcome = fetcher(home).fetch([source(site.url("/a"), file=file)])[0]
        assert isinstance(outcome.error, FetchWrongType) and outcome.error.values["expected"].startswith(("a", "plain"))
        assert parts(home) == [] and not (home / "fetched" / "zz-faros" / file).exists()


def test_the_content_counts_whatever_the_site_calls_it(home: Path) -> None:
    with running() as site:
        site.routes["/a"] = Reply(200, PDF, {"Content-Type": "text/html"})
        assert fetcher(home).fetch([source(site.url("/a"), file="a.pdf")])[0].status == "fetched"


def test_a_file_that_holds_no_text_is_reported(home: Path) -> None:
    with running() as site:
        site.routes["/a"] = Reply(200, pdf_bytes([[]]))
        outcome = fetcher(home).fetch([source(site.url("/a"), file="a.pdf")])[0]
        assert outcome.status == "failed" and isinstance(outcome.error, NoText)


# Redirects.


def test_redirects_are_followed_and_the_catalogs_address_stays(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = Reply(301, headers={"Location": "/b?x=1#part"})
        site.routes["/b?x=1"] = Reply(307, headers={"Location": site.url("/c.html", "www.example.net")})
        site.routes["/c.html"] = document(PAGE)
        assert one(home, site).status == "fetched"
        assert site.asked[-1].headers["host"] == f"www.example.net:{site.port}"
        assert one(home, site).status == "unchanged" and site.asked[-1].headers["if-none-match"] == '"one"'
        assert "if-none-match" not in site.asked[-2].headers, "said only to the site that said it"
    assert Library(home).get("zz-faros").metadata.url == site.url("/a.html")


@pytest.mark.parametrize(("hops", "arrives"), [(5, True), (6, False)])
def test_five_redirects_at_most(home: Path, hops: int, arrives: bool) -> None:
    with running() as site:
        for hop in range(hops):
            site.routes[f"/{hop}"] = Reply(302, headers={"Location": f"/{hop + 1}"})
        site.routes[f"/{hops}"] = document(PAGE)
        outcome = one(home, site, "/0")
        assert (outcome.status == "fetched") is arrives
        assert arrives or (isinstance(outcome.error, FetchRedirects) and len(site.paths()) == 6)


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/a", "http://[::1]/a", "http://169.254.169.254/latest/meta-data", "http://inside.example.org/a"]
)  # fmt: skip
def test_a_redirect_to_a_private_address_is_refused(home: Path, target: str) -> None:
    public = ip_address("127.0.0.1")  # stands for the public site of this test
    names = {HOST: "127.0.0.1", "inside.example.org": "192.168.0.7"}
    gate = Gate(lambda host, port: [names.get(host, host)], lambda address: address == public)
    with running() as site:
        site.routes["/a.html"] = Reply(302, headers={"Location": target})
        assert isinstance(one(home, site, gate=gate).error, FetchAddressPrivate)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://x/y", "http://who:secret@docs.example.org/", "http://[bad/"]
)
def test_a_redirect_to_something_else_is_refused(home: Path, target: str) -> None:
    with running() as site:
        site.routes["/a.html"] = Reply(302, headers={"Location": target})
        outcome = one(home, site)
        assert isinstance(outcome.error, FetchAddressBad) and "secret" not in str(outcome.error)


# Names that change what they answer.


def test_a_name_is_looked_up_once_for_each_request_and_connected_to_as_checked(home: Path) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    gate = Gate(lambda host, port: next(answers), lambda address: address == ip_address("127.0.0.1"))
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        assert one(home, site, gate=gate).status == "fetched"
    assert next(answers) == ["10.0.0.1"], "asked once for robots.txt and once for the document, never to connect"


def test_a_name_that_turns_private_between_two_requests_is_refused(home: Path) -> None:
    asked: list[str] = []

    def turning(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) <= 2 else ["10.0.0.1"]

    gate = Gate(turning, lambda address: address == ip_address("127.0.0.1"))
    with running() as site:
        site.routes["/a.html"] = site.routes["/b.html"] = document(PAGE)
        wanted = [source(site.url("/a.html"), "zz-a"), source(site.url("/b.html"), "zz-b")]
        outcomes = fetcher(home, gate=gate).fetch(wanted)
    assert all(isinstance(outcome.error, FetchAddressPrivate) for outcome in outcomes[1:]) and site.paths() != [
        "/b.html"
    ]


def test_the_systems_own_resolver_is_not_asked_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[object] = []
    known = socket.getaddrinfo

    def watched(host: object, *rest: object, **more: object) -> object:
        looked_up.append(host)
        return known(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", watched)
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        assert one(home, site).status == "fetched"
    assert HOST not in looked_up, "the connection was made to the checked address"


def test_the_next_address_is_tried_where_one_does_not_answer(home: Path) -> None:
    gate = Gate(lambda host, port: ["127.0.0.2", "127.0.0.1"], lambda address: True)
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        assert one(home, site, gate=gate).status == "fetched"


def test_a_proxy_of_the_environment_is_not_used(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        assert one(home, site).status == "fetched"


# Waits.


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


# All of it.


def test_no_failure_stops_the_others_and_progress_is_told(home: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    with running() as site:
        site.routes["/b.html"] = document(PAGE)
        wanted = [source(site.url(f"/{name}.html"), f"zz-{name}") for name in "ab"]
        outcomes = fetcher(home).fetch(wanted, lambda *step: seen.append(step))
    assert [outcome.status for outcome in outcomes] == ["failed", "fetched"]
    assert seen == [(0, 2, "zz-a"), (1, 2, "zz-b"), (2, 2, "zz-b")]


def test_one_run_at_a_time(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        caught: list[OgpError] = []

        def meanwhile(done: int, total: int, name: str) -> None:
            try:
                fetcher(home).fetch([source(site.url("/a.html"))])
            except FetchLocked as error:
                caught.append(error)

        assert fetcher(home).fetch([source(site.url("/a.html"))], meanwhile)[0].status == "fetched"
    assert caught


def test_a_folder_that_cannot_be_written_is_told(home: Path) -> None:
    (home / "fetched").mkdir()
    (home / "fetched" / "zz-faros").write_text("a file where a folder should be", encoding="utf-8")
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        outcome = one(home, site)
        assert outcome.error and outcome.error.key == "LibraryUnwritable"


def test_odd_ids_stay_inside_the_folder(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        assert fetcher(home, gate=LOCAL).fetch([source(site.url("/a.html"), "../../ñ")])[0].status == "fetched"
    assert [path.parent.parent for path in home.rglob("manifest.json")] == [home / "fetched"]
