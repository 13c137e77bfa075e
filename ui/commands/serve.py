"""`ogp serve`: the chat in the browser."""

from __future__ import annotations

import socket

import click

from ui.terminal.notices import announce, explained
from ui.terminal.session import Session


def command(session: Session) -> click.Command:
    texts, note = session.texts, session.console.note

    @session.command("serve")
    @session.option("--host", help="serve_host", metavar="host", default="127.0.0.1", show_default=True)
    @session.option(
        "--port", help="serve_port", metavar="N", type=click.IntRange(1, 65535), default=7860, show_default=True
    )
    @session.option("--allow-host", "allowed", help="serve_allow_host", metavar="host", multiple=True)
    def serve(host: str, port: int, allowed: tuple[str, ...]) -> int:
        # A busy port is found out before the models are loaded, which takes seconds.
        if not port_is_free(host, port):
            note(texts("serve.port_taken", host=host, port=port))
            return 1
        note(texts("serve.starting"))
        if host not in ("127.0.0.1", "::1", "localhost"):
            note(texts("serve.open_to_others"))
        from ui.web.server import run

        address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        run(
            session.backend,
            (host, port),
            allowed=allowed,
            on_ready=lambda: note(texts("serve.ready", url=address)),
            on_notice=lambda notice: announce(session, explained(session, [notice])),
        )
        note(texts("serve.stopped"))
        return 0

    return serve


def port_is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
