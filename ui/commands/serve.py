"""`ogp serve`: the chat in the browser."""

from __future__ import annotations

import click

from ui.terminal.session import Session
from ui.terminal.notices import announce_notices


def command(session: Session) -> click.Command:
    texts = session.texts

    @session.command("serve")
    @click.option(
        "--host",
        default="127.0.0.1",
        show_default=True,
        metavar=texts("metavar.host"),
        help=texts("help.serve_host"),
    )
    @click.option(
        "--port",
        type=click.IntRange(1, 65535),
        default=7860,
        show_default=True,
        metavar="N",
        help=texts("help.serve_port"),
    )
    @click.option(
        "--allow-host",
        "allowed",
        multiple=True,
        metavar=texts("metavar.host"),
        help=texts("help.serve_allow_host"),
    )
    def serve(host: str, port: int, allowed: tuple[str, ...]) -> int:
        # A busy port is found out before the models are loaded, which takes seconds.
        if not port_is_free(host, port):
            session.console.note(texts("serve.port_taken", host=host, port=port))
            return 1
        session.console.note(texts("serve.starting"))
        if host not in ("127.0.0.1", "::1", "localhost"):
            session.console.note(texts("serve.open_to_others"))
        from ui.web.app import run

        address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        ready = texts("serve.ready", url=address)
        run(
            session.backend,
            host,
            port,
            allowed=allowed,
            on_ready=lambda: session.console.note(ready),
            tell=lambda notice: announce_notices(session, [notice]),
        )
        session.console.note(texts("serve.stopped"))
        return 0

    return serve


def port_is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
