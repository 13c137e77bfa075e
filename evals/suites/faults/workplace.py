"""What a trial works with: a home of its own with a built index, a scratch folder, the command line, a server."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import IO

import httpx

from evals.fingerprints import ROOT
from evals.suites.faults.processes import kill_group
from evals.suites.faults.serving import Server

FICTIONAL = ROOT / "evals" / "fictional"
LIBRARIES = ("valdoria", "tamaria")  # the invented documents of the home that each trial gets a copy of
READY = 90.0  # seconds in which a server must answer
_STOPPING = 15.0  # seconds that it has to stop when asked to


class Workplace:
    """`home`: OGP_HOME with the documents of LIBRARIES and a built index, this trial's own copy. `folder`: empty, to
    write in. `random`: always the same for the same trial."""

    def __init__(self, home: Path, folder: Path, seed: str = "") -> None:
        self.home, self.folder = home, folder
        self.random = Random(seed)

    def ogp(
        self,
        *arguments: str | Path,
        timeout: float = 60,
        env: Mapping[str, str] | None = None,
        stdin: str | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """`ogp …` on this home, in English; `env` is added to its environment. Errors: subprocess.TimeoutExpired,
        with everything it started killed."""
        with self.start(*arguments, env=env, stdin=subprocess.PIPE) as process:
            try:
                out, err = process.communicate(stdin or "", timeout=timeout)
            except BaseException:
                kill_group(process)
                raise
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def start(
        self,
        *arguments: str | Path,
        env: Mapping[str, str] | None = None,
        stdin: int = subprocess.DEVNULL,
        log: IO[str] | None = None,
    ) -> subprocess.Popen[str]:
        """The same begun and not waited for, at the head of a group of processes (`kill_group`)."""
        return subprocess.Popen(
            [sys.executable, "-m", "ui", *map(str, arguments)],
            cwd=self.folder,
            env={**_environment(self.home), **(env or {})},
            stdin=stdin,
            stdout=log or subprocess.PIPE,
            stderr=subprocess.STDOUT if log else subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )

    @contextmanager
    def serve(self, **settings: str) -> Iterator[Server]:
        """`ogp serve` on a free port of this computer, ready to answer, until the block is left. `settings` are
        variables of its environment. Errors: RuntimeError with what it wrote, where it does not come up."""
        port = _free_port()
        log = self.folder / f"serve-{port}.log"
        with log.open("w", encoding="utf-8") as stream:
            process = self.start("serve", "--port", str(port), env=settings, log=stream)
        server = Server(f"http://127.0.0.1:{port}/", process.pid, log)
        try:
            _wait(server, process)
            yield server
        finally:
            _stop(process)

    def renew(self) -> str:
        """Put a new generation with the same content in place, as a build does at its end, in a fraction of its time;
        its id. The one that served before stays, as after a build; those before it go."""
        from index.generation import (
            current_generation,
            generation_folder,
            put_in_place,
            read_manifest,
            remove_others,
            write_manifest,
        )

        before = current_generation(self.home)
        new = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        folder = generation_folder(self.home, new)
        shutil.copytree(generation_folder(self.home, before), folder)
        write_manifest(folder, replace(read_manifest(folder), id=new))
        put_in_place(self.home, new)
        remove_others(self.home, {new, before})
        return new

    def another(self, name: str) -> Workplace:
        """A workplace below this one with a copy of its home as it is now."""
        folder = self.folder / name
        folder.mkdir()
        shutil.copytree(self.home, folder / "home")
        (folder / "scratch").mkdir()
        return Workplace(folder / "home", folder / "scratch", name)


def build_home(home: Path, scratch: Path) -> None:
    """The documents of LIBRARIES in a new home, and its index. Errors: RuntimeError with what was said."""
    scratch.mkdir(parents=True, exist_ok=True)
    place = Workplace(home, scratch)
    for name in LIBRARIES:
        _done(place.ogp("corpus", "add", "--catalog", FICTIONAL / name / "catalog.toml", FICTIONAL / name))
    _done(place.ogp("index", "build", timeout=300))


def _done(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode:
        raise RuntimeError(f"{done.args}: {done.stdout}{done.stderr}")


def _environment(home: Path) -> dict[str, str]:
    """This one's, without settings of whoever runs the suite: a trial must not depend on them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OGP_")}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return {**kept, "OGP_HOME": str(home), "OGP_LANG": "en", "PYTHONPATH": path}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Server, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + READY
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(server.url, timeout=5, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not come up: {server.written()[-2000:]}")


def _stop(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_STOPPING)
    kill_group(process)
