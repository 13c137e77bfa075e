"""Which files a list of paths stands for."""

from __future__ import annotations

from pathlib import Path

from corpus.library.files import candidates, leads_out


def test_hidden_files_and_sidecars_in_folders_are_passed_over(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", ".hidden.md", "catalog.toml", "~$a.docx", "Thumbs.db", "deep/c.csv", ".git/d.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.name for path in candidates([tmp_path, tmp_path / "a.txt"])] == ["a.txt", "b.md", "c.csv"]
    assert candidates([tmp_path / "catalog.toml"]) == [tmp_path / "catalog.toml"]  # named itself


def test_a_link_leads_out_where_its_target_lies_elsewhere(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out.md"
    inside.mkdir()
    outside.write_text("x", encoding="utf-8")
    (inside / "link.md").symlink_to(outside)
    assert leads_out(inside / "link.md", [inside])
    assert not leads_out(inside / "link.md", [tmp_path])
