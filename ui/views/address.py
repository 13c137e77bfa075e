"""Web addresses as people may see them: without what only the two ends should know."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(url: str | None) -> str | None:
    """The name and port of an address, without user, password, path or query; None where there is none."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host:
        return None
    named = f"[{host}]" if ":" in host else host
    return f"{named}:{port}" if port else named
