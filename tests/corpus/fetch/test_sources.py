"""The catalogs of official documents, and catalogs of one's own."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corpus.errors import CatalogError
from corpus.fetch import Source, choose, official_sources, sources_of
from corpus.fetch.addresses import parse
from corpus.fetch.errors import SourceUnknown
from corpus.kinds import all_kinds
from corpus.library.catalog import load_catalog

SOURCES = official_sources()
ENTRY = (
    '[[document]]\nid = "zz-faros"\nfile = "zz-faros.pdf"\ntitle = "Faros"\nkind = "guide"\ncountry = "ZZ"\n'
    'url = "https://docs.example.org/faros.pdf"\nevidence = "link"\nchecked = "2026-03-04"\n'
)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_an_official_document_is_whole(source: Source) -> None:
    data = source.metadata
    assert data["kind"] in all_kinds() and data["language"] in ("es", "en") and data["title"] and data["publisher"]
    assert source.id.startswith(source.country.casefold()) and source.file.startswith(source.id)
    assert data["url"] == source.url == str(parse(source.url, source.id)), "as it will be sent"
    assert urlsplit(source.url).scheme == "https"
    assert source.evidence in ("page", "link"), "somebody saw it"


def test_no_document_and_no_address_is_there_twice() -> None:
    assert len({source.id for source in SOURCES}) == len(SOURCES) == len({source.url for source in SOURCES})


def test_mexico_and_five_more_countries_in_both_languages() -> None:
    by_country: dict[str, set[str]] = {}
    for source in SOURCES:
        by_country.setdefault(source.country, set()).add(source.metadata["kind"])
    assert "MX" in by_country and len(by_country) >= 6
    assert all(
        {"irm_report", "action_plan"} <= kinds
        for code, kinds in by_country.items()
        if code in ("MX", "CO", "CL", "US", "GB")
    )
    assert {source.metadata["language"] for source in SOURCES} == {"es", "en"}


def test_each_file_holds_one_country() -> None:
    names = [entry.name for entry in (files("corpus") / "catalog").iterdir() if entry.name.endswith(".toml")]
    assert {name.removesuffix(".toml").upper() for name in names} == {source.country for source in SOURCES}


def test_choosing() -> None:
    mexican = choose(SOURCES, country="mx")
    assert mexican and {source.country for source in mexican} == {"MX"}
    assert [source.id for source in choose(SOURCES, ["mx0087-ogp", "gb-nap5", "mx0087-ogp"])] == [
        "mx0087-ogp",
        "gb-nap5",
    ]
    assert choose(SOURCES) == SOURCES
    for names, country in ((["nothing"], None), (["gb-nap5"], "MX"), ([], "ZZ")):
        with pytest.raises(SourceUnknown):
            choose(SOURCES, names, country)


def test_a_catalog_of_ones_own_serves_adding_too(tmp_path: Path) -> None:
    path = tmp_path / "catalog.toml"
    path.write_text(ENTRY, encoding="utf-8")
    source = sources_of(path)[0]
    assert (source.id, source.file, source.evidence) == ("zz-faros", "zz-faros.pdf", "link")
    assert source.metadata == load_catalog(path).entry_for(tmp_path / "zz-faros.pdf")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ENTRY.replace('url = "https://docs.example.org/faros.pdf"\n', ""), "url"),
        (ENTRY.replace("zz-faros.pdf", "zz-faros.exe"), "end in"),
        (ENTRY.replace("zz-faros.pdf", ".."), "end in"),
        (ENTRY + ENTRY, "zz-faros"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "catalog.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match=reason):
        sources_of(path)


@pytest.mark.parametrize("file", ["../../etc/faros.txt", "/etc/faros.txt", "..\\\\..\\\\faros.txt"])
def test_a_file_name_leads_nowhere_else(tmp_path: Path, file: str) -> None:
    path = tmp_path / "catalog.toml"
    path.write_text(ENTRY.replace("zz-faros.pdf", file), encoding="utf-8")
    assert sources_of(path)[0].file == "faros.txt"
