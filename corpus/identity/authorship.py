"""Lines of a title page by which a text is not what its title says: somebody else's, about it, or no real one."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from corpus.data import table
from corpus.text.given_word import heading_of_another
from corpus.text.normalize import comparable


def is_anothers(line: str, voice: str) -> bool:
    """Whether a line beside the title says that the text is not by the one who speaks with `voice` in its kind, or is
    no real one: "Summary by the newspaper", "Term paper by …", "Example: …", "Our answer to each recommendation"."""
    folded = comparable(line).strip()
    if any(pattern.fullmatch(folded) for pattern in _patterns("begins")):
        return True
    if any(pattern.search(folded) for pattern in _patterns("holds")):
        return True
    if heading_of_another(line, voice):
        return True
    return _made_by_others().search(folded) is not None and not _official().search(folded)


def is_by_others(title: str, kind_named: str) -> bool:
    """Whether a title goes on with those whose plan or report it is: "Action Plan of civil society"."""
    behind = comparable(title).partition(comparable(kind_named))[2]
    return _of_others().match(behind) is not None and not _official().search(behind)


def _data() -> dict[str, Any]:
    return table("corpus.identity", "authorship")


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _data()[name]))


@cache
def _made_by_others() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_data()['made']}:? (?:\w+\W+){{0,5}}?{_data()['others']}(?!\w)")


@cache
def _of_others() -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:of|by|from|de|del|por) (?:the |la |las |los |el )?(?:\w+ ){{0,1}}?{_data()['others']}(?!\w)"
    )


@cache
def _official() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_data()['official']}(?!\w)")
