"""The child process that reads, and its limits."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from drawn_pages import bomb, pdf_of, pdf_of_streams, words

from corpus.errors import FileDamaged, FileTimeout, FileTooComplex, NoText
from corpus.readers.limits import LANGUAGES, MEGABYTES, SECONDS, SECONDS_WITH_OCR, Limits, limits
from corpus.readers.pdf.document import read
from corpus.readers.sandbox import Sandbox

LINE = "Cada faro tiene un registro que se publica en el puerto cada mes."
SOUND = pdf_of([[words(72, 600, LINE), words(72, 580, "La lista de boyas también.")]])
SLOW = pdf_of_streams([bomb(30, piece=b"BT /F1 9 Tf 72 600 Td (words) Tj ET ")])


def test_the_child_reads_what_this_process_would() -> None:
    with Sandbox() as sandbox:
        assert sandbox.read("pdf", SOUND, "a.pdf") == read(SOUND, "a.pdf")
        assert 10 < sandbox.peak_megabytes < 300


def test_errors_come_over_with_their_values() -> None:
    with Sandbox() as sandbox:
        with pytest.raises(NoText, match=r"^b\.pdf: 2 page"):
            sandbox.read("pdf", pdf_of([[], []]), "b.pdf")
        with pytest.raises(FileDamaged, match=r"^c\.pdf"):
            sandbox.read("pdf", b"%PDF-1.4 nothing", "c.pdf")


def test_time_is_limited_and_the_next_file_is_read() -> None:
    with Sandbox(Limits(seconds=0.7)) as sandbox:
        for _ in range(2):
            with pytest.raises(FileTimeout, match=r"slow\.pdf.*0\.7 seconds"):
                sandbox.read("pdf", SLOW, "slow.pdf")
        assert LINE in sandbox.read("pdf", SOUND, "a.pdf").text


def test_memory_is_limited_and_the_next_file_is_read() -> None:
    with Sandbox(Limits(megabytes=250)) as sandbox:
        with pytest.raises(FileTooComplex, match=r"large\.pdf.*250 MB"):
            sandbox.read("pdf", pdf_of_streams([bomb(60, piece=b"(words) Tj ")]), "large.pdf")
        assert LINE in sandbox.read("pdf", SOUND, "a.pdf").text


def test_a_child_that_cannot_live_is_told() -> None:
    with Sandbox(Limits(megabytes=5)) as sandbox, pytest.raises(FileTooComplex, match="5 MB"):
        sandbox.read("pdf", SOUND, "a.pdf")


def test_many_threads_share_one_child() -> None:
    found: list[str] = []
    with Sandbox() as sandbox:
        work = [
            threading.Thread(target=lambda: found.append(sandbox.read("pdf", SOUND, "a.pdf").text)) for _ in range(8)
        ]
        for one in work:
            one.start()
        for one in work:
            one.join()
    assert len(found) == 8 and len(set(found)) == 1


def test_the_child_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_API_KEY", "a-secret-key")
    with Sandbox() as sandbox:
        sandbox.read("pdf", SOUND, "a.pdf")
        child = sandbox._child
        assert child is not None
        environment = Path(f"/proc/{child.pid}/environ")
        if not environment.exists():
            pytest.skip("this system has no /proc")
        assert b"a-secret-key" not in environment.read_bytes()
        pid = child.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, Limits(SECONDS, MEGABYTES)),
        ({"OGP_READ_SECONDS": "9.5", "OGP_READ_MEMORY_MB": "700"}, Limits(9.5, 700)),
        ({"OGP_READ_SECONDS": "nan", "OGP_READ_MEMORY_MB": "-1"}, Limits(SECONDS, MEGABYTES)),
        ({"OGP_READ_SECONDS": "inf", "OGP_READ_MEMORY_MB": "much"}, Limits(SECONDS, MEGABYTES)),
        ({"OGP_OCR": "1"}, Limits(SECONDS_WITH_OCR, MEGABYTES, LANGUAGES)),
        ({"OGP_OCR": "yes", "OGP_OCR_LANGUAGES": "eng"}, Limits(SECONDS_WITH_OCR, MEGABYTES, "eng")),
        ({"OGP_OCR": "1", "OGP_OCR_LANGUAGES": "--psm 0"}, Limits(SECONDS_WITH_OCR, MEGABYTES, LANGUAGES)),
        ({"OGP_OCR": "0", "OGP_OCR_LANGUAGES": "eng"}, Limits(SECONDS, MEGABYTES)),
    ],
)
def test_limits_are_settings(environment: dict[str, str], expected: Limits) -> None:
    assert limits(environment) == expected
