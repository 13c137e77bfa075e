"""`ogp serve` says when it cannot begin."""

from __future__ import annotations


def test_serve_says_when_the_port_is_taken(ogp) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ran = ogp("serve", "--port", str(other.getsockname()[1]))
    assert ran.code == 1 and "in use" in ran.err
