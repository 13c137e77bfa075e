"""What a process holds: memory, open files, threads, children. Read from /proc, so on Linux alone."""

from __future__ import annotations

import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

_MEGABYTE = 1024 * 1024
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Held:
    """What a process holds. `memory_mb`: resident, of it and all below it, in MB; `files` and `threads`: its own;
    `children`: all processes below it."""

    memory_mb: float
    files: int
    threads: int
    children: int

    def since(self, before: Held) -> str:
        """What was added since `before`: `files +0, threads +1, children +0, memory +2 %`."""
        counts = ", ".join(
            f"{name} {getattr(self, name) - getattr(before, name):+d}" for name in ("files", "threads", "children")
        )
        return f"{counts}, memory {100 * self.growth(before):+.0f} %"

    def growth(self, before: Held) -> float:
        """Memory added since `before`, as a share of what it was."""
        return self.memory_mb / before.memory_mb - 1


def held(pid: int) -> Held:
    """Errors: ProcessLookupError where it does not run."""
    if _ended(pid):
        raise ProcessLookupError(pid)
    own = Path("/proc") / str(pid)
    try:
        files = len(list((own / "fd").iterdir()))
        threads = len(list((own / "task").iterdir()))
        memory = _resident(pid)
    except FileNotFoundError:
        raise ProcessLookupError(pid) from None
    below = descendants(pid)
    for child in below:
        try:
            memory += _resident(child)
        except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
            continue
    return Held(memory / _MEGABYTE, files, threads, len(below))


def descendants(pid: int) -> list[int]:
    """Ids of all processes below this one, those that ended and were not waited for left out."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            ids = [int(word) for word in task.read_text().split()]
        except OSError:
            continue
        for child in ids:
            if not _ended(child):
                found += [child, *descendants(child)]
    return found


def peak_mb(pid: int) -> float:
    """The most memory that the process itself ever had, in MB. Errors: ProcessLookupError."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except FileNotFoundError:
        raise ProcessLookupError(pid) from None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def kill_group(process: subprocess.Popen[str], how: signal.Signals = signal.SIGKILL) -> None:
    """Kill a process that was started as the head of a group of its own, with everything it started there."""
    try:
        os.killpg(process.pid, how)
    except ProcessLookupError:
        process.kill()  # it ended already: nothing happens
    process.wait()


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE


def _ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
