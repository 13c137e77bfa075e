"""A sentence that denies answers where it would answer with a name in the place of the word that denies."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.reading.blocks import Block, Part
from assistant.reading.denials import read_with_denials
from assistant.reading.reader import Answering, Reading


class Names:
    """Sees an answer in texts that hold a certain name, and none elsewhere; keeps what it was given."""

    def __init__(self, name: str = "Acme") -> None:
        self.name = name
        self.given: list[str] = []

    def read(self, question: str, blocks: Sequence[Block]) -> list[Reading]:
        self.given += [part.text for block in blocks for part in block.parts]
        return [self._reading(block) for block in blocks]

    def _reading(self, block: Block) -> Reading:
        parts = tuple(Answering(3.0 if self.name in part.text else -5.0, 0, 1, 0.0) for part in block.parts)
        return Reading(max(part.fits for part in parts), parts)


@pytest.mark.parametrize(
    ("text", "denies", "affirmed"),
    [
        ("El registro abrió y nadie lo usa.", "nadie", "El registro abrió y Acme lo usa."),
        ("Ninguna organización participó.", "Ninguna organización", "la organización Acme participó."),
        ("Nobody attended the hearing.", "Nobody", "Acme attended the hearing."),
        ("No ministry answered.", "No ministry", "the ministry Acme answered."),
        ("It opened, but none of the towns joined.", "none", "It opened, but Acme of the towns joined."),
    ],
)
def test_what_denies_is_read_as_if_it_affirmed(text: str, denies: str, affirmed: str) -> None:
    reader = Names()
    [reading] = read_with_denials(reader, "Who?", [Block("", (Part(text),))])
    assert affirmed in reader.given
    assert reading.answers == 3.0
    assert text[reading.parts[0].start : reading.parts[0].end] == denies


@pytest.mark.parametrize(
    "text",
    [
        "El Ministerio no consultó a nadie.",
        "They did not ask anybody.",
        "The ministry published it.",
        "No. 4 was lost.",
    ],
)
def test_what_does_not_deny_by_itself_is_read_once(text: str) -> None:
    reader = Names()
    read_with_denials(reader, "Who?", [Block("", (Part(text),))])
    assert reader.given == [text]


def test_a_denial_of_something_else_answers_no_more_than_before() -> None:
    reader = Names("Kenya")
    block = Block("", (Part("Nobody came."), Part("Kenya came.")))
    assert read_with_denials(reader, "Who?", [block]) == Names("Kenya").read("Who?", [block])
