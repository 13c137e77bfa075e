"""One document from a site into the library: what is new, what changed, and what a run does of many."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fetch_site import (
    HOST,
    LOCAL,
    PAGE,
    Hours,
    document,
    fetcher,
    one,
    parts,
    running,
    source,
)

from corpus.errors import OgpError
from corpus.fetch.errors import FetchLocked
from corpus.library.library import Library


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
