"""Documents made for the tests of the ledger: Markdown in, Document out, read as a file would be."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from textwrap import dedent

from corpus.ledger import Finding, Ledger, build_ledger
from corpus.library.catalog import load_catalog
from corpus.model import Document
from corpus.read import read_bytes, read_file


def page(
    text: str, *, kind: str, id: str = "made-up", country: str = "XZ", cycle: str = "2020-2022", **meta: str
) -> Document:
    stated = {"id": id, "title": meta.pop("title", id), "kind": kind, "country": country, "cycle": cycle}
    stated["language"] = meta.pop("language", "en")
    return read_bytes(dedent(text).strip().encode(), f"{id}.md", {**stated, **meta}, infer=False)


@cache
def country(name: str) -> tuple[Document, ...]:
    """The documents of a fictional country, as `ogp corpus add --catalog` would read them."""
    catalog = load_catalog(Path(__file__).parents[2] / "evals" / "fictional" / name / "catalog.toml")
    return tuple(read_file(path, catalog.entry_for(path)) for path in catalog.files())


def ledger(*documents: Document) -> Ledger:
    """The ledger, after checking what holds for every ledger: each wording stands at its place."""
    built = build_ledger(documents)
    texts = {document.id: document.text for document in documents}
    findings = [*built.findings, *(side for one in built.disagreements for side in one.sides)]
    for finding in findings:
        at = finding.at
        assert finding.wording == texts[at.document][at.start : at.end] != ""
    for proposal in built.proposals:
        assert texts[proposal.at.document][proposal.at.start : proposal.at.end] == proposal.title
        assert set(proposal.commitments) <= built.commitments.keys()
    return built


def said(built: Ledger, key: str, field: str) -> list[tuple[str, str]]:
    """(value, voice) of the findings of one field."""
    return [(finding.value, finding.voice) for finding in built.of(key) if finding.field == field]


def of_field(built: Ledger, key: str, field: str) -> list[Finding]:
    return [finding for finding in built.of(key) if finding.field == field]
