"""The web server: the chat page behind its guard. Everything it serves comes from this computer."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import socket
import threading
from collections.abc import AsyncIterator, Callable, Collection
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.routing import Mount
from starlette.types import ASGIApp, Message

from ui.web import connections
from ui.web import memory
from ui.web.admission import Admission
from ui.backend import Backend
from ui.web.conversation import sources_html
from ui.web.document import Prepared, prepared
from ui.web.security import Guard
from ui.web.asset_cache import Kept
from ui.language import from_browser
from ui.web.document import root_of
from ui.web.page_texts import screen
from ui.web.service import Service, Standing
from ui.web.admission import take_turns
from ui.web.watchdog import Watch
from ui.wording import Wording, wording

ASSETS = Path(__file__).parent / "assets"
Warm = Callable[[Exception], None]
DOCUMENTS = 8  # kept finished: one for each language, of the last states of the index
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


def create_app(
    service: Service,
    *,
    hosts: Collection[str] | None = None,
    warm_up: Warm | None = None,
    watched: bool = False,
) -> FastAPI:
    """The application. `hosts`: the names it answers to, None for any. `warm_up`: load the models at once, and tell it
    what the page works in spite of. `watched`: end the program where its queue stands still."""
    # Before Gradio is imported: it must not report its use, and it must not look for a newer version of
    # itself.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "50"  # questions of which it keeps how long they took
    import gradio as gr

    from ui.web.page import build_page

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if warm_up:
            threading.Thread(target=service.warm_up, args=[warm_up], name="warm-up", daemon=True).start()
        if watched:
            watch.start(asyncio.get_running_loop())
        yield
        watch.stop()

    page = build_page(service)
    watch = Watch(page.blocks)
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)

    @app.get("/page/{name}")
    def asset(name: str) -> FileResponse:
        path = ASSETS / name
        if path.suffix not in (".css", ".js") or path.parent != ASSETS or not path.is_file():
            raise HTTPException(404)
        return FileResponse(path, headers={"Cache-Control": "no-cache"})

    @app.get("/healthz")
    async def healthz() -> JSONResponse:
        return _state(watch.fault)

    @app.get("/readyz")
    async def readyz() -> JSONResponse:
        return _state(watch.fault or await run_in_threadpool(service.not_ready))

    framework: list[str] = []  # Gradio's own document, which is the same for everybody

    @functools.lru_cache(maxsize=DOCUMENTS)
    def document(texts: Wording, standing: Standing) -> Prepared:
        shown = screen(texts, standing)
        shown["sources"] = {"value": sources_html([], texts, service)}
        changes: dict[int, dict[str, Any]] = {
            part._id: shown[name] for name, part in page.parts.items() if name in shown
        }
        return prepared(framework[0], changes, texts)

    @app.get("/")
    async def front(request: Request) -> HTMLResponse:
        wanted = request.query_params.get("lang") or request.headers.get("accept-language", "")
        texts = wording(from_browser(wanted))
        standing = service.seen() or await run_in_threadpool(service.standing)
        if not framework:
            framework.append(await _gradio_document(app))
        return HTMLResponse(
            document(texts, standing).html(request.state.nonce, root_of(request)),
            headers={
                "Cache-Control": "no-store",
                "Vary": "Accept-Language",
                "Content-Language": texts.language,
            },
        )

    gr.mount_gradio_app(
        app,
        page.blocks,
        path="/",
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
        max_file_size="1b",
        pwa=False,
        enable_monitoring=False,
        mcp_server=False,
        theme=gr.themes.Base(
            font=[
                "system-ui",
                "-apple-system",
                "Segoe UI",
                "Roboto",
                "Helvetica Neue",
                "Arial",
                "sans-serif",
            ],
            font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"],
        ),
    )
    inputs = {number: len(function.inputs) for number, function in page.blocks.fns.items()}
    choices = {number: _offered(function.inputs) for number, function in page.blocks.fns.items()}
    admission = Admission(page.blocks._queue, page.ask, page.full, inputs, choices, page.blocks.state_holder)
    take_turns(page.blocks._queue)
    app.add_middleware(Kept)
    app.add_middleware(Guard, hosts=hosts, admission=admission)
    return app


def _offered(components: Collection[Any]) -> dict[int, frozenset[str]]:
    """The values of those that offer some, by place."""
    offered = ((at, getattr(component, "choices", None)) for at, component in enumerate(components))
    return {at: frozenset(value for _, value in choices) for at, choices in offered if choices}


def _state(fault: str | None) -> JSONResponse:
    """For programs that look whether this one works: 200, or 503 and why not."""
    state = {"status": "ok"} if fault is None else {"status": "failing", "reason": fault}
    return JSONResponse(state, 200 if fault is None else 503, headers={"Cache-Control": "no-store"})


async def _gradio_document(app: FastAPI) -> str:
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


class _Server(uvicorn.Server):
    """A server that says when it can be reached."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()


def run(
    backend: Backend,
    host: str,
    port: int,
    *,
    allowed: Collection[str] = (),
    on_ready: Callable[[], None] = lambda: None,
    tell: Warm = lambda notice: None,
) -> None:
    """Serve until interrupted. On this computer's own address only its own names, and `allowed`, are answered."""
    memory.few_heaps()
    connections.allow_many()
    loopback = host in ("127.0.0.1", "localhost", "::1")
    hosts = LOOPBACK | {name.lower() for name in allowed} if loopback or allowed else None
    app = create_app(Service(backend), hosts=hosts, warm_up=tell, watched=True)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        http=connections.Connection,
        ws="none",
        timeout_graceful_shutdown=2,  # open pages hold a connection that would never end by itself
    )
    # Ctrl+C is the ordinary way to stop it: uvicorn has closed everything when it raises this again.
    with contextlib.suppress(KeyboardInterrupt):
        _Server(config, on_ready).run()
