"""The HTML document that carries the chat.

Gradio's own document names outside addresses (previews, fonts, its own pages) and is always in English.
This one takes from it the two things the page needs, the configuration and the entry files, and has the
visitor's texts in it from the first paint.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from typing import Any

from fastapi import FastAPI, Request
from starlette.routing import Mount
from starlette.types import ASGIApp, Message

from ui.views.html import escape
from ui.wording import Wording

CONFIG = re.compile(r"window\.gradio_config = (\{.*?\});</script>", re.DOTALL)
SCRIPT = re.compile(r'<script type="module"[^>]*\ssrc="(\./assets/[\w.-]+\.js)"')
STYLE = re.compile(r'<link rel="stylesheet"[^>]*\shref="(\./assets/[\w.-]+\.css)"')
_HOST = re.compile(r"(?:[\w.-]{1,255}|\[[0-9a-fA-F:.]{2,45}\])(?::\d{1,5})?", re.ASCII)
_HTML = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="$tagline">
<title>$title</title>
<link rel="icon" href="data:,">
<script nonce="$nonce">window.gradio_config = $config, "root": $root};
window.gradio_api_info = {"named_endpoints": {}, "unnamed_endpoints": {}};
window.__gradio_mode__ = "app";</script>
<script type="module" crossorigin src="$script"></script>
<link rel="stylesheet" crossorigin href="$style">
<link rel="stylesheet" href="./page/page.css">
<script defer src="./page/chat.js"></script>
</head>
<body>
<noscript><p>$title. JavaScript.</p></noscript>
<gradio-app control_page_title="true" embed="false" eager="true"></gradio-app>
</body>
</html>
""")
_OF_REQUEST = "\0"  # stands where each request has something of its own: in no document


@dataclass(frozen=True, slots=True)
class DocumentTemplate:
    """A document of which all is written but what each request has of its own. `parts` stand before, between and after
    the nonce and the root."""

    parts: tuple[str, str, str]

    def html(self, nonce: str, root: str) -> str:
        """Only scripts that carry `nonce` may run; `root` is the address at which the page was asked for."""
        before, between, after = self.parts
        return f"{before}{nonce}{between}{_for_script(root)}{after}"


def document_template(original: str, changes: Mapping[int, Mapping[str, Any]], texts: Wording) -> DocumentTemplate:
    """The document in the visitor's language.

    `original` is Gradio's; `changes` are properties by component id.
    Raises ValueError where Gradio's document no longer has the expected shape (a test would say so first).
    """
    config, script, style = CONFIG.search(original), SCRIPT.search(original), STYLE.search(original)
    if not (config and script and style):
        raise ValueError("Gradio's page has changed: its configuration or its entry files were not found")
    settings = json.loads(config[1])
    for component in settings["components"]:
        component["props"].update(changes.get(component["id"], {}))
    settings["title"] = texts("web.title")
    settings.pop("root", None)
    html = _HTML.substitute(
        language=texts.language,
        title=escape(texts("web.title")),
        tagline=escape(texts("web.tagline")),
        config=_for_script(settings)[:-1],  # the root is put in as its last value
        script=script[1],
        style=style[1],
        nonce=_OF_REQUEST,
        root=_OF_REQUEST,
    )
    before, between, after = html.split(_OF_REQUEST)
    return DocumentTemplate((before, between, after))


def _for_script(data: Any) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def root_of(request: Request) -> str:
    """Scheme and host without a slash at the end, as a proxy in front of this server states them, else as asked; the
    path alone ("") where they are no such thing."""
    host = _first(request, "x-forwarded-host") or request.headers.get("host", "")
    secure = _first(request, "x-forwarded-proto") == "https" or request.url.scheme == "https"
    return f"http{'s' * secure}://{host}" if _HOST.fullmatch(host) else ""


def _first(request: Request, header: str) -> str:
    return request.headers.get(header, "").partition(",")[0].strip()


async def framework_document(app: FastAPI) -> str:
    """The document Gradio serves, uncompressed. It is asked once, for no visitor in particular: what a request says
    (`?page=`, `?deep_link=`, headers of proxies) does not get there."""
    gradio_app: ASGIApp = next(route.app for route in app.routes if isinstance(route, Mount))
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "server": ("localhost", 80),
        "client": None,
        "path": "/",
        "raw_path": b"/",
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
    }
    body = bytearray()

    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def keep(message: Message) -> None:
        body.extend(message.get("body", b""))

    await gradio_app(scope, nothing, keep)
    return body.decode("utf-8")
