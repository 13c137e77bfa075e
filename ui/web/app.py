"""The web application: the chat page behind its guard. Everything it serves comes from this computer."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import AsyncIterator, Callable, Collection
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from ui.language import from_browser
from ui.web.admission import Admission, take_turns
from ui.web.asset_cache import AssetCache
from ui.web.conversation import sources_html
from ui.web.document import DocumentTemplate, document_template, framework_document, root_of
from ui.web.page_texts import page_texts
from ui.web.security import Guard
from ui.web.service import Service, Standing
from ui.web.watchdog import Watchdog
from ui.wording import Wording, wording

if TYPE_CHECKING:
    from ui.web.page import Page

ASSETS = Path(__file__).parent / "assets"
OnNotice = Callable[[Exception], None]
DOCUMENTS = 8  # kept finished: one for each language, of the last states of the index
FONT = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"]
FONT_MONO = ["ui-monospace", "Menlo", "Consolas", "monospace"]


def create_app(
    service: Service,
    *,
    hosts: Collection[str] | None = None,
    warm_up: OnNotice | None = None,
    watched: bool = False,
) -> FastAPI:
    """The application. `hosts`: the names it answers to, None for any. `warm_up`: load the models at once, and tell it
    what the page works in spite of. `watched`: end the program where its queue stands still."""
    # Before Gradio is imported: it must not report its use, and it must not look for a newer version of itself.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "50"  # questions of which it keeps how long they took
    from ui.web.page import build_page

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if warm_up:
            threading.Thread(target=service.warm_up, args=[warm_up], name="warm-up", daemon=True).start()
        if watched:
            watchdog.start(asyncio.get_running_loop())
        yield
        watchdog.stop()

    page = build_page(service)
    watchdog = Watchdog(page.blocks)
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.add_api_route("/page/{name}", asset)
    _add_health(app, service, watchdog)
    app.add_api_route("/", _FrontPage(app, service, page).response, response_class=HTMLResponse)
    _mount(app, page)
    app.add_middleware(AssetCache)
    app.add_middleware(
        Guard, hosts=hosts, admission=Admission(page.blocks._queue, page.functions, page.blocks.state_holder)
    )
    return app


def asset(name: str) -> FileResponse:
    path = ASSETS / name
    if path.suffix not in (".css", ".js") or path.parent != ASSETS or not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, headers={"Cache-Control": "no-cache"})


def _add_health(app: FastAPI, service: Service, watchdog: Watchdog) -> None:
    """For programs that look whether this one works: 200, or 503 and why not."""

    def state(fault: str | None) -> JSONResponse:
        content = {"status": "ok"} if fault is None else {"status": "failing", "reason": fault}
        return JSONResponse(content, 200 if fault is None else 503, headers={"Cache-Control": "no-store"})

    @app.get("/healthz")
    async def healthz() -> JSONResponse:
        return state(watchdog.fault)

    @app.get("/readyz")
    async def readyz() -> JSONResponse:
        return state(watchdog.fault or await run_in_threadpool(service.not_ready))


class _FrontPage:
    """The page in the visitor's language."""

    def __init__(self, app: FastAPI, service: Service, page: Page) -> None:
        self._app = app
        self._service = service
        self._page = page
        self._framework: str | None = None  # Gradio's own document, which is the same for everybody
        self._template = lru_cache(maxsize=DOCUMENTS)(self._make_template)

    async def response(self, request: Request) -> HTMLResponse:
        wanted = request.query_params.get("lang") or request.headers.get("accept-language", "")
        texts = wording(from_browser(wanted))
        standing = self._service.seen() or await run_in_threadpool(self._service.standing)
        if self._framework is None:
            self._framework = await framework_document(self._app)
        return HTMLResponse(
            self._template(self._framework, texts, standing).html(request.state.nonce, root_of(request)),
            headers={"Cache-Control": "no-store", "Vary": "Accept-Language", "Content-Language": texts.language},
        )

    def _make_template(self, framework: str, texts: Wording, standing: Standing) -> DocumentTemplate:
        properties = page_texts(texts, standing)
        properties["sources"] = {"value": sources_html([], texts, self._service)}
        changes: dict[int, dict[str, Any]] = {
            component._id: properties[name] for name, component in self._page.components.items() if name in properties
        }
        return document_template(framework, changes, texts)


def _mount(app: FastAPI, page: Page) -> None:
    import gradio as gr

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
        theme=gr.themes.Base(font=FONT, font_mono=FONT_MONO),
    )
    take_turns(page.blocks._queue)
