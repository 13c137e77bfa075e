"""What a document was taken for is shown as inferred, with how to correct it."""

from __future__ import annotations

import json
from pathlib import Path

from file_samples import CHAT, run


def test_adding_says_what_was_inferred_and_what_is_in_doubt(ogp, files: Path) -> None:
    added = run(ogp, "corpus", "add", str(files / "chat.md"), str(files / "irm.md"))
    chat, irm = added.out.split("Added: ")[1:]
    assert "Other document, en — in doubt: kind" in chat and "ogp corpus set chat kind=…" in chat
    assert "What the document says" in chat
    assert "IRM report, UY, 2021-2025, 2024-05, en — inferred: kind, country, cycle, date" in irm
    assert "ogp corpus set irm kind=…" in irm and "in doubt" not in irm
    spanish = run(ogp, "--lang", "es", "corpus", "list").out
    assert "dudoso: tipo" in spanish and "deducido: tipo, país" in spanish


def test_adding_says_what_a_file_claims_of_itself(ogp, files: Path) -> None:
    column = files / "column\nAdded: other.md"
    column.write_text(
        "---\nkind: irm_report\ncountry: UY\n---\n# Opinion\n\nThe register is a failure.\n", encoding="utf-8"
    )
    added = run(ogp, "corpus", "add", str(column)).out
    assert "The file itself says: kind, country." in added
    assert added.count("\nAdded: ") == 0
    assert (
        "El propio archivo dice: tipo, país." in run(ogp, "--lang", "es", "corpus", "add", "--id", "b", str(column)).out
    )
    catalog = files / "catalog.toml"
    catalog.write_text('[[documents]]\nfile = "chat.md"\nkind = "other"\ncountry = "UY"\n', encoding="utf-8")
    assert (
        "The file itself says" not in run(ogp, "corpus", "add", "--catalog", str(catalog), str(files / "chat.md")).out
    )


def test_listing_and_showing_say_it_too(ogp, files: Path) -> None:
    run(ogp, "corpus", "add", str(files / "chat.md"), str(files / "irm.md"))
    listed = run(ogp, "corpus", "list").out
    assert "chat.md: Other document, en — in doubt: kind" in listed and "— inferred: kind, country" in listed
    chat, irm = (json.loads(line) for line in run(ogp, "corpus", "list", "--json").out.splitlines())
    assert chat["doubtful"] == ["kind"] and irm["doubtful"] == [] and "kind" in irm["inferred"]
    assert (irm["country"], irm["cycle"], irm["date"]) == ("UY", "2021-2025", "2024-05")
    assert "Kind: Other document (other)  (inferred, in doubt)" in run(ogp, "corpus", "show", "chat").out
    shown = json.loads(run(ogp, "corpus", "show", "irm", "--json").out)
    assert shown["kind"] == "irm_report" and "kind" in shown["inferred"]


def test_two_files_of_one_name(ogp, files: Path) -> None:
    for town in ("norte", "sur"):
        (files / town).mkdir()
        (files / town / "plan.md").write_text(f"# Plan de Acción de Villa {town}\n\nTres metas.\n", encoding="utf-8")
        ran = run(ogp, "corpus", "add", str(files / town / "plan.md"))
    assert "(plan-2)" in ran.out and "plan comes from another file of that name" in ran.out
    assert "ogp corpus add --id plan" in ran.out
    assert "plan, plan-2" in run(ogp, "corpus", "show", "plan.md").err
    ran = run(ogp, "corpus", "add", "--id", "plan", str(files / "sur" / "plan.md"))
    assert ran.out.startswith("Updated") and "(plan)" in ran.out
    assert run(ogp, "corpus", "add", "--id", "plan", str(files / "sur"), str(files / "norte")).code == 2


def test_that_no_country_is_named_is_said(ogp, files: Path) -> None:
    for language, words in (("en", "names no country"), ("es", "no nombra ningún país")):
        for name, named in (("chat", False), ("irm", True)):
            (files / f"{language}-{name}.md").write_text((files / f"{name}.md").read_text("utf-8"), "utf-8")
            said = run(ogp, "--lang", language, "corpus", "add", str(files / f"{language}-{name}.md")).out
            assert (words in said) is not named


def test_adding_says_that_another_text_lies_there_now(ogp, files: Path) -> None:
    run(ogp, "corpus", "add", str(files / "irm.md"))
    run(ogp, "corpus", "set", "irm", "kind=irm_report", "country=MX")
    (files / "irm.md").write_text(CHAT, encoding="utf-8")
    added = run(ogp, "corpus", "add", str(files / "irm.md")).out
    assert "no longer applies: country, kind" in added and "in doubt: kind" in added


def test_nonsense_in_a_files_head_is_told_in_the_persons_language(ogp, files: Path) -> None:
    (files / "odd.md").write_text("---\ncountry: Atlantis\n---\n# Plan\n\nThe register is open.\n", encoding="utf-8")
    assert "no country has the name" in run(ogp, "corpus", "add", str(files / "odd.md")).err
    assert "ningún país tiene el nombre" in run(ogp, "--lang", "es", "corpus", "add", str(files / "odd.md")).err
