"""The address at which the page was asked for, as the framework's script wants it."""

from __future__ import annotations

import re

from fastapi import Request

_HOST = re.compile(r"(?:[\w.-]{1,255}|\[[0-9a-fA-F:.]{2,45}\])(?::\d{1,5})?", re.ASCII)


def root_of(request: Request) -> str:
    """Scheme and host without a slash at the end, as a proxy in front of this server states them, else as asked; the
    path alone ("") where they are no such thing."""
    host = _first(request, "x-forwarded-host") or request.headers.get("host", "")
    secure = _first(request, "x-forwarded-proto") == "https" or request.url.scheme == "https"
    return f"http{'s' * secure}://{host}" if _HOST.fullmatch(host) else ""


def _first(request: Request, header: str) -> str:
    return request.headers.get(header, "").partition(",")[0].strip()
