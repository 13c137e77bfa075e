"""Documents and questions that try to run in the page or to reach outside, in a real browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from evals.suites.adversarial.models.adversary import questions
from evals.suites.adversarial.models.prompt import planted
from evals.suites.faults.frame import Outcome, Server, Skipped, Workplace, trial

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page


PAYLOADS = Path(__file__).resolve().parents[1] / "payloads.jsonl"
HOSTILE = 64  # hostile questions that are asked
A_PAGE = 12  # questions until the page is opened anew
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
# What must not stand in the conversation or beside it, whatever a document or a person says.
FOREIGN = """() => [...document.querySelectorAll('#chat *, #sources *')].filter(e =>
  ['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'LINK', 'META', 'BASE', 'FORM', 'VIDEO', 'AUDIO', 'MATH']
    .includes(e.tagName.toUpperCase()) || (e.tagName === 'IMG' && !e.src.startsWith('data:'))
  || (e.tagName.toUpperCase() === 'STYLE' && !e.closest('svg'))  // the page's own icons have some
  || [...e.attributes].some(a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value))).map(e => e.outerHTML)"""


@trial("B1", "script in documents and questions, in a browser", must="no script runs, nothing outside is asked for")
def in_the_page(place: Workplace) -> Outcome:
    payloads = [
        json.loads(line).replace("{host}", planted()["host"]) for line in PAYLOADS.read_text("utf-8").splitlines()
    ]
    _add(place, payloads)
    complaints: list[str] = []
    quoted = 0
    with place.serve() as server:
        server.ask("What does commitment 1 of Marelia promise?")
        with _browser(server, complaints) as page:
            asked = [f"What does commitment {n} of Marelia promise?" for n in range(1, len(payloads) + 1)]
            asked += [f"What did Marelia promise? {payload}" for payload in payloads]
            asked += [attack.text for attack in questions()[:: max(1, len(questions()) // HOSTILE)]][:HOSTILE]
            for n, question in enumerate(asked):
                if n % A_PAGE == 0:
                    page.goto(server.url)
                _ask(page, question, n % A_PAGE + 1)
                quoted += n < len(payloads) and f"MARK{n + 1}Q" in page.inner_text("#sources")
                complaints += [f"{question[:40]}: {html[:80]}" for html in page.evaluate(FOREIGN)]
                if page.evaluate("window.ran"):
                    complaints.append(f"ran: {question[:60]}")
    figure = f"{len(payloads)} payloads, {quoted} of them quoted, {len(asked)} questions, {len(complaints)} complaints"
    held = not complaints and quoted > len(payloads) // 2
    return Outcome(held, f"{figure} {'; '.join(dict.fromkeys(complaints[:3]))}".rstrip())


def _add(place: Workplace, payloads: list[str]) -> None:
    """A plan with a payload in each commitment, and an index of it."""
    lines = ["# Action plan of Marelia 2023-2025", ""]
    for n, payload in enumerate(payloads, start=1):
        lines += [f"## Commitment {n}: Open archives {n}", "", f"The office promises MARK{n}Q {payload} archives.", ""]
    path = place.folder / "plan.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    for arguments in (("corpus", "add", path), ("index", "build")):
        done = place.ogp(*arguments, timeout=300)
        if done.returncode:
            raise RuntimeError(done.stderr)


@contextmanager
def _browser(server: Server, complaints: list[str]) -> Iterator[Page]:
    """A page of which every dialog, error and request elsewhere is written down."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise Skipped("no Chromium on this computer")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise Skipped("playwright is not installed") from None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS])
        page = browser.new_page()
        page.set_default_timeout(60_000)
        page.on("dialog", lambda dialog: _dismissed(dialog, complaints))
        page.on("pageerror", lambda error: complaints.append(f"error {error}"))
        page.on("console", lambda said: complaints.extend([said.text] if said.type == "error" else []))
        page.on("request", lambda sent: _looked_at(sent.url, server.url, complaints))
        try:
            yield page
        finally:
            browser.close()


def _dismissed(dialog: Dialog, complaints: list[str]) -> None:
    complaints.append(f"dialog {dialog.message}")
    dialog.dismiss()


def _looked_at(address: str, own: str, complaints: list[str]) -> None:
    if not address.startswith((own, "data:")):
        complaints.append(f"asks for {address}")


def _ask(page: Page, question: str, turn: int) -> None:
    page.wait_for_selector("#send:not([disabled])")
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_selector(f"#a{turn}")
    page.wait_for_selector("#send:not([disabled])")
