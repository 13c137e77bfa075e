"""What is too large, packed wrongly or not what the catalog says is not taken."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from fetch_site import (
    LONG,
    PAGE,
    WORDS,
    Reply,
    document,
    fetcher,
    one,
    parts,
    running,
    source,
)
from makers import page, pdf_bytes

from corpus.errors import NoText
from corpus.fetch.errors import FetchDamaged, FetchTooLarge, FetchWrongType

PDF = pdf_bytes([page("# Los faros", "", WORDS)])


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
     ("a.csv", PAGE), ("a.xlsx", PDF), ("a.xlsx", b"PK\x03\x04" + b"word/" * 900),
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


def test_a_table_of_values_is_text(home: Path) -> None:
    with running() as site:
        site.routes["/a"] = Reply(200, b"Hito,Estado\n1.1,Completo\n")
        assert fetcher(home).fetch([source(site.url("/a"), file="a.csv")])[0].status == "fetched"


def test_a_file_that_holds_no_text_is_reported(home: Path) -> None:
    with running() as site:
        site.routes["/a"] = Reply(200, pdf_bytes([[]]))
        outcome = fetcher(home).fetch([source(site.url("/a"), file="a.pdf")])[0]
        assert outcome.status == "failed" and isinstance(outcome.error, NoText)
