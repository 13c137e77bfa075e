"""`ogp index build`, `status` and `verify`."""

from __future__ import annotations

from ui_fakes import FakeBackend

from index.errors import IndexDamaged


def test_index(ogp) -> None:
    built = ogp("index", "build")
    assert built.code == 0 and "2 documents, 5 passages" in built.out
    assert "Reading documents…\nComputing vectors…" in built.err and "apertium-eng-spa" in built.err
    status = ogp(
        "index",
        "status",
        backend=FakeBackend(status={"stale": True, "warnings": (("language_unread", "pt"),)}),
    )
    assert status.code == 0 and "1.5 MB" in status.out and "Portuguese" in status.out
    assert "changed since" in status.out
    assert ogp("index", "status", backend=FakeBackend(status={"exists": False})).code == 1
    damaged = IndexDamaged(generation="g1", reason="x.bin has changed")
    assert ogp("index", "status", backend=FakeBackend(status={"problem": damaged})).code == 1
    nothing_known = {"generation": None, "built_at": None, "embedder": None, "documents": 0, "passages": 0, "bytes": 0}
    unreadable = ogp("index", "status", backend=FakeBackend(status={**nothing_known, "problem": damaged}))
    assert unreadable.code == 1 and "x.bin has changed" in unreadable.out
    assert "None" not in unreadable.out and "Passages" not in unreadable.out
    assert ogp("index", "verify").code == 0
    verified = ogp("index", "verify", backend=FakeBackend(problems=(damaged,)))
    assert verified.code == 1 and "x.bin has changed" in verified.err
