"""How kinds of documents are read."""

from __future__ import annotations

from typing import get_args

from corpus.data import table
from corpus.kinds import all_kinds
from corpus.ledger.extract.profile import profile_for
from corpus.ledger.model import Field


def test_every_field_has_its_names_and_its_way_to_be_compared() -> None:
    fields = table("corpus.ledger", "fields")
    assert set(fields) == set(get_args(Field))
    for entry in fields.values():
        assert set(entry["label"]) == {"es", "en"}
        assert entry["compare"] in {"scale", "number", "date", "institutions", "title", "none"}


def test_every_kind_with_a_profile_is_a_kind() -> None:
    known = set(all_kinds())
    with_profile = {kind for kind in known if profile_for(kind)}
    assert with_profile == known - {"guide"}
