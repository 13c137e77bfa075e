"""What stands between the network and the chat: which paths exist, how much may be sent, what the browser
may do.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.admission import Admission
from ui.language import from_browser
from ui.posted import SESSION
from ui.wording import wording

# Bytes. A question of megabytes still gets its sentence; anything larger is cut off.
MAX_BODY = 8 * 1024 * 1024
MAX_BODIES = 8 * MAX_BODY  # of all that are being read at once
BODY_SECONDS = 15.0  # for a body to arrive

# Gradio serves much that this page does not use (uploads, file access, a proxy, API pages). What is not
# here is 404.
OPEN = re.compile(
    r"/|/page/[\w.-]+|/assets/[\w./-]+|/static/(img|fonts)/[\w./-]+|/(theme\.css|favicon\.ico|robots\.txt|config)"
    r"|/gradio_api/(heartbeat/\w+|queue/(join|data)|app_id|startup-events)|/(healthz|readyz)"
)

JOIN, DATA = "/gradio_api/queue/join", "/gradio_api/queue/data"

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def content_security_policy(nonce: str) -> str:
    """Everything from here and nothing from elsewhere. Inline styles are Gradio's (sizes of its components);
    inline scripts only with the nonce of this very response, and never `eval`.
    """
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class Guard:
    """ASGI middleware. `hosts` are the names this server answers to (None: any); a name that a web page
    elsewhere made up for this computer is refused, so that it cannot read the documents through the
    visitor's browser. `admission` says what may be posted to the queue (None: anything).
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None = None, admission: Admission | None = None) -> None:
        self._app = app
        self._admission = admission
        self._reading = 0  # bytes of bodies that are being read
        self._hosts = frozenset(hosts) if hosts is not None else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # the page opens no web socket
        headers = Headers(scope=scope)
        scope.setdefault("state", {})["nonce"] = nonce = secrets.token_urlsafe(16)
        send = _with_headers(send, nonce)
        if self._hosts is not None and _host(headers.get("host", "")) not in self._hosts:
            await _refuse(send, 400, "Unknown host")
        elif scope["method"] not in ("GET", "HEAD", "POST"):
            await _refuse(send, 405, "Method not allowed")
        elif not OPEN.fullmatch(scope["path"]) or not self._readable(scope):
            await _refuse(send, 404, "Not found")
        else:
            await self._limited(scope, receive, send, headers)

    async def _limited(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> None:
        """Reads the body here, so that one that is too large never reaches Gradio, whatever its header
        claimed.
        """
        texts = wording(from_browser(headers.get("accept-language", "")))
        too_large = texts("web.body_too_large", limit=MAX_BODY // 1024 // 1024)
        declared = headers.get("content-length", "")
        if declared.isdigit() and int(declared) > MAX_BODY:
            await _refuse(send, 413, too_large)
            return
        if scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await self._body(receive)
        except TimeoutError:
            await _refuse(send, 408, texts("web.too_slow"))
            return
        except _TooLarge:
            await _refuse(send, 413, too_large)
            return
        except _TooMany:
            await _refuse(send, 503, texts("web.busy"))
            return
        if body is not None and scope["path"] == JOIN and self._admission is not None:
            client = scope.get("client") or ("", 0)
            body = self._admission.admitted(body, client[0])
            if body is None:
                await _refuse(send, 400, "Not what this page sends")
                return
        if body is not None:
            await self._app(_of_length(scope, len(body)), _replay(body, receive), send)

    def _readable(self, scope: Scope) -> bool:
        """Whether the stream that is asked for is one of the queue's; Gradio is not asked about any other."""
        if scope["path"] != DATA or self._admission is None:
            return True
        session = QueryParams(scope["query_string"]).get("session_hash", "")
        return SESSION.fullmatch(session) is not None and self._admission.knows(session)

    async def _body(self, receive: Receive) -> bytes | None:
        """All of it; None where the client has gone. Raises _TooLarge, _TooMany."""
        body = bytearray()
        try:
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                part = message.get("body", b"")
                body += part
                self._reading += len(part)
                if len(body) > MAX_BODY:
                    raise _TooLarge
                if self._reading > MAX_BODIES:
                    raise _TooMany
                if not message.get("more_body"):
                    return bytes(body)
        finally:
            self._reading -= len(body)


class _TooLarge(Exception):
    """The body has more bytes than are read."""


class _TooMany(Exception):
    """Other bodies take up all the room for now."""


def _of_length(scope: Scope, length: int) -> Scope:
    """The request with the length that its body has now."""
    headers = [
        (name, value) for name, value in scope["headers"] if name not in (b"content-length", b"transfer-encoding")
    ]
    return {**scope, "headers": [*headers, (b"content-length", str(length).encode())]}


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()  # the disconnect, when it comes
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _host(header: str) -> str:
    """The name in a Host header, without the port."""
    return re.sub(r":\d*$", "", header.strip().lower())


def _with_headers(send: Send, nonce: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers["Content-Security-Policy"] = content_security_policy(nonce)
            if "server" in headers:
                del headers["server"]
        await send(message)

    return sending


async def _refuse(send: Send, status: int, reason: str) -> None:
    body = json.dumps({"detail": reason, "error": reason}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
