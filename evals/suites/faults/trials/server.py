"""What one visitor, one question or one rebuild may do to a server that answers others."""

from __future__ import annotations

import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import httpx

from evals.suites.faults.frame import Outcome, Workplace, trial
from evals.suites.faults.serving import JOIN, join

QUESTIONS = (
    "How many public libraries held elections?",
    "¿Qué dice el plan sobre el registro?",
    "Who pays for the plan?",
)
LETTERS = "aeioulnrst"


def word(place: Workplace, length: int) -> str:
    return "".join(place.random.choice(LETTERS) for _ in range(length))


def hard_questions(place: Workplace) -> list[str]:
    """Within the limits, and as long as they may be."""
    plain = "el plan de la institución"
    made = [
        f"qué dice {plain} {word(place, 400)}",
        " ".join(f"{plain} {word(place, 40)}" for _ in range(29)),
        " ".join(f"{plain} {word(place, 18)}" for _ in range(44)),
        "a" * 1990,
        "a-" * 990,
        "a." * 900,
        "x_" * 990,
        "¿que" * 490,
        " ".join(f"MX{n:04d}" for n in range(280)),
        "plan " + "III " * 480,
        "compromisos " + ", ".join(map(str, range(1, 440))),
        "“" * 1900 + "a",
        "(" * 990 + "a" + ")" * 990,
        "🙂" * 990 + "plan",
        "a" + "\u0301" * 1900,
    ]
    return [question[:2000] for question in made]


@trial("F1", "the hardest questions within the limits", must="≤ 2 s of computing, ≤ 50 MB each")
def hardest(place: Workplace) -> Outcome:
    slowest = most = 0.0
    with place.serve() as server:
        for question in QUESTIONS:
            server.ask(question)
        for question in hard_questions(place):
            before, spent = server.held().memory_mb, computing(server.pid)
            server.ask(question)
            slowest = max(slowest, computing(server.pid) - spent)
            most = max(most, server.held().memory_mb - before)
    return Outcome(slowest <= 2.0 and most <= 50, f"at most {slowest:.1f} s of computing, {most:.0f} MB")


@trial("F1", "a batch with long histories full of typing errors", must="every row answered, ≤ 30 s each")
def histories(place: Workplace) -> Outcome:
    history = [" ".join(f"el plan de {word(place, 18)}" for _ in range(66))[:2000] for _ in range(12)]
    rows = [{"id": n, "question": "¿Y eso?", "history": history} for n in range(2)]
    rows.append({"id": 2, "question": QUESTIONS[0], "history": []})
    source, out = place.folder / "in.jsonl", place.folder / "out.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    began = time.monotonic()
    place.ogp("ask", "--batch", source, "--out", out, timeout=200)
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    seconds = time.monotonic() - began
    return Outcome(len(answers) == 3 and seconds < 90, f"{len(answers)} of 3 rows in {seconds:.0f} s")


@trial("F2", "10,000 typing errors", must="memory < 20 MB more")
def typing_errors(place: Workplace) -> Outcome:
    plain = "transparencia participación gobierno compromiso institución"

    def message() -> str:
        return f"qué dice el plan sobre {plain} y " + " ".join(f"la {word(place, 9)}" for _ in range(40))

    with place.serve() as server:

        def send(visitor: str, messages: list[str]) -> None:
            for number, one in enumerate(messages):
                server.ask(one, visitor=f"{visitor}{number % 2}", timeout=120)

        def send_all(count: int) -> None:
            """Two people at a time, as many as are answered at once."""
            messages = [message() for _ in range(count)]
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(send, "ab", (messages[::2], messages[1::2])))

        send_all(60)  # until what is remembered of documents is full
        before = server.held().memory_mb
        send_all(250)
        grown = server.held().memory_mb - before
    return Outcome(grown < 20, f"memory {grown:+.1f} MB")


@trial("F4", "crafted requests while others wait", must="refused; the queue goes on, /readyz says so")
def crafted(place: Workplace) -> Outcome:
    sent = {"data": ["hola", None, "es", None], "fn_index": 0, "session_hash": "crafted"}
    wrong: list[object] = [
        {**sent, "session_hash": value} for value in ("", None, 3, ["x"], {"a": 1}, " ", "x" * 500, "a\u0000b")
    ]
    wrong += [{**sent, "fn_index": value} for value in (None, "0", 10**9, -1, True, [0])]
    wrong += [{**sent, "data": value} for value in (None, "hola", [], ["hola"] * 9, {"0": 1})]
    wrong += [{name: value for name, value in sent.items() if name != left_out} for left_out in sent]
    wrong += [[], "x", 3, None]
    with place.serve() as server, server.client() as client:
        server.ask(QUESTIONS[0])
        taken = 0
        for number, body in enumerate(wrong):
            if number % 4 == 0:
                join(client, QUESTIONS[number % 3], f"waits{number}")
            taken += client.post(JOIN, json=body).status_code < 400
        goes_on = "class=" in server.ask(QUESTIONS[0]).chat
        ready = client.get("readyz").status_code
    return Outcome(
        taken == 0 and goes_on and ready == 200,
        f"{taken} of {len(wrong)} taken, {'answers' if goes_on else 'does not answer'} afterwards, ready {ready}",
    )


@trial("F13", "one client fills the queue", must="told in the conversation; another finds room")
def full(place: Workplace) -> Outcome:
    with place.serve() as server, server.client() as client:
        server.ask(QUESTIONS[0])
        for number in range(100):
            join(client, hard_questions(place)[number % 5], f"many{number}")
        told = json.dumps(server.ask(QUESTIONS[1], visitor="told", language="es", timeout=120).events)
        with server.client(120) as other:  # who comes from elsewhere, as a proxy says
            other.headers["X-Forwarded-For"] = "192.0.2.7"
            join(other, QUESTIONS[0], "elsewhere")
            with other.stream("GET", "gradio_api/queue/data", params={"session_hash": "elsewhere"}) as stream:
                heard = "".join(stream.iter_text())
    in_words, room = "Muchas personas" in told, 'class=\\"answer' in heard
    return Outcome(in_words and room, f"{'told' if in_words else 'not told'}; {'room' if room else 'none'} for another")


@trial("F14", "300 half-sent requests", must="all closed within 30 s, the page opens within 5 s meanwhile")
def half_sent(place: Workplace) -> Outcome:
    head = "POST /gradio_api/queue/join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 400\r\n\r\n{"
    beginnings = ["", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", head]
    with place.serve() as server:
        port = httpx.URL(server.url).port or 0
        held = [socket.create_connection(("127.0.0.1", port)) for _ in range(300)]
        for number, connection in enumerate(held):
            connection.sendall(beginnings[number % 3].encode())
        began = time.monotonic()
        with server.client() as client:
            client.get("/")
        opened = time.monotonic() - began
        left = 0
        for connection in held:
            connection.settimeout(max(0.1, 30 - (time.monotonic() - began)))
            left += not closed(connection)
            connection.close()
    return Outcome(left == 0 and opened < 5, f"{left} of 300 left, the page opens in {opened:.1f} s")


@trial("F15", "the newest index is damaged under a server", must="the open one answers; no folder is shown")
def damaged_newest(place: Workplace) -> Outcome:
    with place.serve() as server:
        server.ask(QUESTIONS[0])
        newest = place.home / "index" / "generations" / place.renew()
        (newest / "content.sqlite").write_bytes(b"damaged")
        answers = ["class=" in server.ask(question).chat for question in QUESTIONS]
        (place.home / "index" / "CURRENT").write_text("20990101T000000000000\n", encoding="utf-8")
        answers += ["class=" in server.ask(question).chat for question in QUESTIONS]
        with server.client() as client:
            shown = client.get("/").text
    return Outcome(all(answers) and str(place.home) not in shown, f"{sum(answers)} of {len(answers)} answered")


def closed(connection: socket.socket) -> bool:
    """Whether the other side closes it in the time that it has."""
    with suppress(ConnectionResetError):
        try:
            while connection.recv(65536):
                pass
        except TimeoutError:
            return False
    return True


def computing(pid: int) -> float:
    """Seconds of processor time that a process has had."""
    import os

    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
