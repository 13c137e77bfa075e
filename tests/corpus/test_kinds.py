"""The kinds of documents."""

from __future__ import annotations

import pytest

from corpus.errors import KindUnknown
from corpus.kinds import VOICES, all_kinds, kind


def test_every_kind_has_a_voice_and_a_name_in_both_languages() -> None:
    for name, entry in all_kinds().items():
        assert kind(name) is entry and entry.voice in VOICES and set(entry.label) == {"es", "en"}
    with pytest.raises(KindUnknown):
        kind("agua")
