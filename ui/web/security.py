"""What stands between the network and the chat: which paths exist, how much may be sent, what the browser
may do.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.language import from_browser
from ui.web.admission import Admission
from ui.web.request_body import MAX_BODY, SESSION, BodyReader, TooLarge, TooMany, of_length, replay_of
from ui.wording import wording

BODY_SECONDS = 15.0  # for a body to arrive

# Gradio serves much that this page does not use (uploads, file access, a proxy, API pages). What is not
# here is 404.
OPEN = re.compile(
    r"/|/page/[\w.-]+|/assets/[\w./-]+|/static/(img|fonts)/[\w./-]+|/(theme\.css|favicon\.ico|robots\.txt)"
    r"|/gradio_api/(heartbeat/\w+|queue/(join|data)|app_id|startup-events)|/(healthz|readyz)"
)
LONGEST_PATH = 250  # bytes: the system refuses to look for a name of more than 255, and Gradio does not expect it to

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
        self._body_reader = BodyReader()
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
        elif not _exists(scope["path"]) or not self._readable(scope):
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
            body = await self._body_reader.read(receive, BODY_SECONDS)
        except TimeoutError:
            await _refuse(send, 408, texts("web.too_slow"))
            return
        except TooLarge:
            await _refuse(send, 413, too_large)
            return
        except TooMany:
            await _refuse(send, 503, texts("web.busy"))
            return
        if body is not None and scope["path"] == JOIN and self._admission is not None:
            client = scope.get("client") or ("", 0)
            if self._admission.has_its_share(client[0]):
                await _refuse(send, 503, texts("web.busy"))
                return
            body = self._admission.admitted(body, client[0])
            if body is None:
                await _refuse(send, 400, "Not what this page sends")
                return
        if body is not None:
            await self._app(of_length(scope, len(body)), replay_of(body, receive), send)

    def _readable(self, scope: Scope) -> bool:
        """Whether the stream that is asked for is one of the queue's; Gradio is not asked about any other."""
        if scope["path"] != DATA or self._admission is None:
            return True
        session = QueryParams(scope["query_string"]).get("session_hash", "")
        return SESSION.fullmatch(session) is not None and self._admission.knows(session)


def _exists(path: str) -> bool:
    return len(path.encode(errors="replace")) <= LONGEST_PATH and OPEN.fullmatch(path) is not None


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
