"""What stands between the network and the chat: which paths exist, how much may be sent, what the browser
may do.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.language import from_browser
from ui.wording import wording

# Bytes. A question of megabytes still gets its sentence; anything larger is cut off.
MAX_BODY = 8 * 1024 * 1024

# Gradio serves much that this page does not use (uploads, file access, a proxy, API pages). What is not
# here is 404.
OPEN = re.compile(
    r"/|/page/[\w.-]+|/assets/[\w./-]+|/static/(img|fonts)/[\w./-]+|/(theme\.css|favicon\.ico|robots\.txt|config)"
    r"|/gradio_api/(heartbeat/\w+|queue/(join|data)|app_id|startup-events)"
)

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
    visitor's browser.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None = None) -> None:
        self._app = app
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
        elif not OPEN.fullmatch(scope["path"]):
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
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            if len(body) > MAX_BODY:
                await _refuse(send, 413, too_large)
                return
            if not message.get("more_body"):
                break
        sent = False

        async def replay() -> Message:
            nonlocal sent
            if sent:
                return await receive()  # the disconnect, when it comes
            sent = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self._app(scope, replay, send)


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
