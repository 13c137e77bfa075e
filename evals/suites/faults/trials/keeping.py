"""The library: taken ids, damaged files, links, long names, nothing added, a full disk."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evals.suites.faults.frame import Outcome, Skipped, Workplace, trial

TEXT = "# {}\n\nEl compromiso del faro de {} se cumplió en marzo, con diez talleres en el puerto.\n"


def _put(path: Path, name: str, id_: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((f'+++\nid = "{id_}"\n+++\n' if id_ else "") + TEXT.format(name, name), encoding="utf-8")
    return path


def _ids(place: Workplace) -> set[str]:
    return {json.loads(line)["id"] for line in place.ogp("corpus", "list", "--json").stdout.splitlines()}


@trial("F9", "the same name, and an id that is taken", must="another document, or refused until --replace")
def taken(place: Workplace) -> Outcome:
    before = _ids(place)
    one, other = _put(place.folder / "a" / "faro.md", "Norte"), _put(place.folder / "b" / "faro.md", "Sur")
    place.ogp("corpus", "add", one)
    place.ogp("corpus", "add", other)
    both = len(_ids(place) - before) == 2
    forged = _put(place.folder / "c" / "x.md", "Otro", id_="faro")
    refused = place.ogp("corpus", "add", forged)
    kept = "Norte" in place.ogp("corpus", "show", "--text", "faro").stdout
    replaced = place.ogp("corpus", "add", "--replace", forged)
    now = "Otro" in place.ogp("corpus", "show", "--text", "faro").stdout
    held = both and kept and now and refused.returncode == 1 and "--replace" in refused.stderr
    return Outcome(
        held and replaced.returncode == 0, f"both kept: {both}, taken over: {not kept}, with --replace: {now}"
    )


@trial("F11", "damaged and altered files in the library", must="named everywhere, the others served")
def damaged(place: Workplace) -> Outcome:
    _put(place.folder / "d1.md", "Uno"), _put(place.folder / "d2.md", "Dos")
    place.ogp("corpus", "add", place.folder / "d1.md", place.folder / "d2.md")
    stored = place.home / "corpus"
    (stored / "d1.json").write_text("{", encoding="utf-8")
    altered = (stored / "d2.json").read_text("utf-8").replace("diez talleres", "cien talleres")
    (stored / "d2.json").write_text(altered, encoding="utf-8")
    commands = (("index", "build"), ("corpus", "list"), ("index", "status"), ("ledger", "list"))
    said = {" ".join(one): place.ogp(*one, timeout=300) for one in commands}
    unnamed = [name for name, done in said.items() if not all(f"d{n}" in done.stderr + done.stdout for n in (1, 2))]
    held = not unnamed and said["index build"].returncode == 0
    return Outcome(held, f"build ended with {said['index build'].returncode}; not named by: {unnamed or 'none'}")


@trial("F11", "an altered ledger", must="refused, not shown")
def ledger(place: Workplace) -> Outcome:
    generation = (place.home / "index" / "CURRENT").read_text("utf-8").strip()
    file = place.home / "index" / "generations" / generation / "ledger.sqlite"
    with sqlite3.connect(file) as base:
        base.execute("UPDATE finding SET value = 'complete'")
    base.close()
    done = place.ogp("ledger", "list")
    return Outcome(done.returncode != 0 and not done.stdout.strip(), done.stderr.strip()[:100])


@trial("F15", "links, long names, nothing added", must="each told as what it is")
def odd_files(place: Workplace) -> Outcome:
    folder = place.folder / "odd"
    folder.mkdir()
    outside = _put(place.folder / "outside.txt", "Secreto")
    (folder / "enlace.txt").symlink_to(outside)
    linked = place.ogp("corpus", "add", folder)
    _put(folder / f"{'n' * 200}.md", "Largo")
    long = place.ogp("corpus", "add", folder / f"{'n' * 200}.md")
    (folder / "cifrado.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000)
    locked = place.ogp("corpus", "add", folder / "cifrado.docx")
    empty = Workplace(place.folder / "empty", place.folder)
    nothing = empty.ogp("corpus", "add", folder / "cifrado.docx")
    checks = {
        "link": linked.returncode == 1 and "not followed" in linked.stderr,
        "long name": long.returncode == 0,
        "encrypted": "password" in locked.stderr,
        "nothing added": "fact sheets" in nothing.stderr,
    }
    wrong = [name for name, held in checks.items() if not held]
    return Outcome(not wrong, f"wrong: {', '.join(wrong) or 'none'}")


@trial("F7", "a full disk", must="the sound index is asked; what is full is said")
def full_disk(place: Workplace) -> Outcome:
    with _small_disk(place.folder / "disk", place.home) as home:
        full = Workplace(home, place.folder)
        asked = full.ogp("ask", "What became of commitment 1?", timeout=120)
        new = place.folder / "nuevo.md"
        new.write_text(TEXT.format("Uno", "Uno") * 5000, encoding="utf-8")
        added = full.ogp("corpus", "add", new, timeout=120)
        built = full.ogp("index", "build", timeout=300)
    checks = {
        "asked": asked.returncode == 0 and "damaged" not in asked.stdout + asked.stderr,
        "said": "no space left" in asked.stderr.casefold(),
        "add": "no space left" in added.stderr.casefold(),
        "build": "no space left" in built.stderr.casefold(),
    }
    wrong = [name for name, held in checks.items() if not held]
    return Outcome(not wrong, f"wrong: {', '.join(wrong) or 'none'}")


@contextmanager
def _small_disk(at: Path, home: Path) -> Iterator[Path]:
    """A copy of the home on a disk of its own that is full. Raises Skipped where none can be mounted."""
    size = sum(file.stat().st_size for file in home.rglob("*") if file.is_file())
    at.mkdir()
    kilobytes = size // 1000 + 4000
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", at], capture_output=True
    ).returncode:
        raise Skipped("no disk can be mounted here")
    try:
        copy = Path(shutil.copytree(home, at / "home"))
        with (at / "rest").open("wb", buffering=0) as rest:
            while True:
                try:
                    rest.write(b"\0" * 4096)
                except OSError:
                    break
        yield copy
    finally:
        subprocess.run(["umount", "-l", at], check=False, capture_output=True)
