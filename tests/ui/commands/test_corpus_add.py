"""`ogp corpus fetch`: what was got, what failed, what there is."""

from __future__ import annotations

from pathlib import Path

from ui.backend import Backend


def test_corpus_fetch(ogp) -> None:
    ran = ogp("corpus", "fetch", "freedonia-plan")
    assert ran.code == 0
    assert "Fetched: freedonia-plan (1500 kB, resumed where it broke off)" in ran.out
    assert "Documents here: 1. Not fetched: 0." in ran.err and "ogp index build" in ran.err


def test_corpus_fetch_says_what_became_of_each(ogp) -> None:
    ran = ogp("corpus", "fetch", "--lang", "es")
    assert ran.code == 1 and "Descargado: freedonia-plan" in ran.out
    assert "No se descargó: bad: docs.example.org pide a los programas no descargar" in ran.err
    assert "Se omitió: gone" in ran.err and "Traceback" not in ran.err
    assert ogp("corpus", "fetch", "--country", "SY").code == 0
    assert "Fetched: gone" in ogp("corpus", "fetch", "gone").out, "named, so fetched again"


def test_corpus_fetch_lists_without_fetching(ogp, tmp_path: Path) -> None:
    ran = ogp("corpus", "fetch", "--list", "--country", "fd")
    assert ran.code == 0 and ran.out.count("https://docs.example.org/") == 2 and "Title of bad" in ran.out
    assert "2 documents." in ran.err
    (tmp_path / "catalog.toml").write_text("", encoding="utf-8")
    assert "bad" not in ogp("corpus", "fetch", "--list", "--catalog", str(tmp_path / "catalog.toml")).out
    ran = ogp("corpus", "fetch", "nothing")
    assert ran.code == 1 and "lists no document nothing" in ran.err


def test_official_documents_are_listed(ogp) -> None:
    ran = ogp("corpus", "fetch", "--list", "--country", "MX", backend=Backend())
    assert ran.code == 0 and "mx0087-ogp" in ran.out and "gb-nap5" not in ran.out
