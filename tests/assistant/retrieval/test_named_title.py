"""Documents alike but for a name: what is asked of one of them is not answered from the others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes import document

from assistant import Answer

Make = Callable[..., Callable[..., Answer]]


def _plan(place: str, who: str, says: str = "") -> object:
    return document(
        ("heading", f"Open government action plan of Villa {place} 2023-2025"),
        ("paragraph", f"The coordinator of the plan is {who}. {says}"),
        id=f"plan-{place.casefold()}",
        title=f"Open government action plan of Villa {place} 2023-2025",
        kind="action_plan",
    )


@pytest.mark.parametrize(("place", "who", "other"), [("Costa", "Marta", "Julian"), ("Sierra", "Julian", "Marta")])
def test_another_place_is_not_told(asker: Make, place: str, who: str, other: str) -> None:
    ask = asker(_plan("Costa", "Marta Olmo"), _plan("Sierra", "Julian Paz"))
    text = ask(f"Who is the coordinator of the plan of Villa {place}?").text
    assert who in text and other not in text


def test_what_another_says_of_it_is_told(asker: Make) -> None:
    ask = asker(_plan("Costa", "Marta Olmo"), _plan("Sierra", "Julian Paz", "It copies the beaches of Villa Costa."))
    assert "copies the beaches" in ask("Which plan copies the beaches of Villa Costa?").text
