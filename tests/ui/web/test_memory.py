"""Memory is given back where the allocator is known, and left alone elsewhere."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ui.web import memory


def test_glibc_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    libc = SimpleNamespace(mallopt=lambda *_: calls.append("mallopt"), malloc_trim=lambda _: calls.append("trim"))
    monkeypatch.setattr(memory, "_glibc", lambda: libc)
    memory.few_heaps()
    memory.give_back()
    assert calls == ["mallopt", "trim"]


def test_another_allocator_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_glibc", lambda: None)
    memory.few_heaps()
    memory.give_back()
