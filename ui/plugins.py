"""Command groups that other packages add to `ogp`.

A package names a module under the entry point `ogp.commands`. The module has `TEXTS`, the name of a package with an
`es.toml` and an `en.toml` in the form of `ui/texts` (their keys are added to ours), and `command(session)`, which
returns a click command. So this package need not know who adds what: the evaluations come this way.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from ui.terminal.session import Session

GROUP = "ogp.commands"


class Plugin(Protocol):
    """What such a module must have."""

    TEXTS: str

    def command(self, session: Session) -> click.Command: ...


def installed() -> list[Plugin]:
    """The modules of every installed package that names one, in the order of their names."""
    return [entry.load() for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name)]


def text_packages(plugins: Iterable[Plugin]) -> tuple[str, ...]:
    return tuple(plugin.TEXTS for plugin in plugins)
