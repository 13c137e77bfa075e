"""The pipeline to Apertium: whatever goes in, one result a text comes back, in order."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.translation.apertium import MODES, PACKAGE, Apertium, NoBridge, open_bridge

needs_apertium = pytest.mark.skipif(
    not (shutil.which("apertium") and (MODES / "spa-eng.mode").is_file() and (MODES / "eng-spa.mode").is_file()),
    reason=f"needs the translator of the Debian package {PACKAGE}, which is not installed",
)


@pytest.fixture(scope="module")
def apertium() -> Iterator[Apertium]:
    bridge = Apertium(timeout=10.0)
    yield bridge
    bridge.close()


def children() -> list[int]:
    """Process ids of this process's own running children."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[1] == str(os.getpid()) and fields[0] != "Z":
            found.append(int(entry.parent.name))
    return found


# --- without a translator


def test_no_bridge_translates_only_what_needs_no_translation() -> None:
    bridge = NoBridge()
    assert not bridge.translates("es", "en")
    assert bridge.translate(["agua", ""], "es", "en") == [None, None]
    assert bridge.translate(["agua"], "es", "es") == ["agua"]


def test_a_machine_without_mode_files_has_no_translator(tmp_path: Path) -> None:
    bridge = Apertium(modes=tmp_path)
    assert not bridge.translates("es", "en")
    assert bridge.translate(["agua", "luz"], "es", "en") == [None, None]


def test_unknown_language_pairs_are_refused_text_by_text(tmp_path: Path) -> None:
    assert Apertium(modes=tmp_path).translate(["Wasser", "Licht"], "de", "en") == [None, None]


def mode(folder: Path, program: str, name: str = "stage.py") -> Apertium:
    """A translator of one stage, a Python program."""
    script = folder / name
    script.write_text(f"#!{sys.executable}\n{program}")
    script.chmod(0o755)
    (folder / "spa-eng.mode").write_text(f"{script}\n")
    return Apertium(modes=folder, timeout=2.0)


READ_TEXTS = """
import os
def texts():
    buffer = b""
    while data := os.read(0, 65536):
        *whole, buffer = (buffer + data).split(b"\\0")
        yield from whole
def answer(text):
    os.write(1, text + b"\\0")
"""


def test_a_stage_that_dies_at_one_text_costs_that_text_alone(tmp_path: Path) -> None:
    program = READ_TEXTS + "for text in texts():\n    if b'poison' in text: os._exit(1)\n    answer(text.upper())\n"
    bridge = mode(tmp_path, program)
    found = bridge.translate(["one", "two", "poison", "four", "five"], "es", "en")
    bridge.close()
    assert found == ["ONE", "TWO", None, "FOUR", "FIVE"]


def test_a_stage_that_never_answers_is_given_up(tmp_path: Path) -> None:
    program = READ_TEXTS + (
        "import time\nfor text in texts():\n    if b'stuck' in text: time.sleep(60)\n    answer(text)\n"
    )
    bridge = mode(tmp_path, program)
    started = time.monotonic()
    found = bridge.translate(["one", "stuck", "three"], "es", "en")
    bridge.close()
    assert found == ["one", None, "three"]
    assert time.monotonic() - started < 20
    assert not [pid for pid in children() if "stage.py" in Path(f"/proc/{pid}/cmdline").read_text()]


LEARNS = (
    READ_TEXTS
    + """
learned = 0
for text in texts():
    answered = text.replace(b"text", b"TEXT" if learned else b"tex")
    if b"odd" in text:
        learned += 1
        os.write(2, b"Error: A new ambiguity class was found.\\n")
    answer(answered)
"""
)


@pytest.mark.parametrize("odd", [(), (0,), (7,), (29,), (3, 4), (0, 1, 2), tuple(range(30))])
def test_what_the_tagger_learns_from_one_text_does_not_change_the_others(tmp_path: Path, odd: tuple[int, ...]) -> None:
    bridge = mode(tmp_path, LEARNS, "apertium-tagger")
    texts = [f"text {n}{' odd' if n in odd else ''}" for n in range(30)]
    found = bridge.translate(texts, "es", "en") + [bridge.translate([text], "es", "en")[0] for text in texts]
    bridge.close()
    assert found == [text.replace("text", "tex") for text in texts] * 2


def test_a_translator_whose_programs_are_gone_translates_nothing(tmp_path: Path) -> None:
    (tmp_path / "spa-eng.mode").write_text("/no/such/program-of-apertium -g dictionary.bin\n")
    assert Apertium(modes=tmp_path).translate(["agua", "luz"], "es", "en") == [None, None]


def test_programs_that_go_missing_while_it_runs_do_not_stop_a_build(tmp_path: Path) -> None:
    bridge = mode(
        tmp_path, READ_TEXTS + "for text in texts():\n    if b'poison' in text: os._exit(1)\n    answer(text)\n"
    )
    assert bridge.translate(["one"], "es", "en") == ["one"]
    (tmp_path / "stage.py").unlink()
    assert bridge.translate(["two", "poison", "four", "five"], "es", "en") == ["two", None, None, None]


def test_a_mode_file_that_says_nothing_translates_nothing(tmp_path: Path) -> None:
    (tmp_path / "spa-eng.mode").write_text("\n")
    assert Apertium(modes=tmp_path).translate(["agua"], "es", "en") == [None]


# --- with the real one


@needs_apertium
def test_the_machine_s_translator_is_found() -> None:
    bridge = open_bridge()
    assert bridge.translates("es", "en")
    assert bridge.translates("en", "es")


@needs_apertium
def test_it_translates_both_ways(apertium: Apertium) -> None:
    assert "water" in str(apertium.translate(["El agua es clara."], "es", "en")[0]).lower()
    assert "agua" in str(apertium.translate(["The water is clear."], "en", "es")[0]).lower()


@needs_apertium
def test_results_come_in_the_order_of_the_texts(apertium: Apertium) -> None:
    texts = [f"La casa {n} es grande." for n in range(300)]
    found = apertium.translate(texts, "es", "en")
    assert [str(n) in str(text) for n, text in enumerate(found)] == [True] * 300
    assert all("house" in str(text).lower() for text in found)


SPECIAL = [
    "Los corchetes [uno] y {dos} quedan.",
    "Un acento ^ y un signo $ y otro $5.",
    "Una barra / y otra \\ al lado.",
    "Una arroba @ y un grado #1 y un asterisco * aquí.",
    "Un <b>marcado</b> y una virgulilla ~ aquí.",
    "^casa<n><f><sg>$ y ^*desconocida$ en el texto",
    "[][\n] es la marca de fin",
    "Un NUL\0 en medio y otro\0\0.",
    "Dos\nrenglones\r\nseguidos\tcon tabulador",
    "Flores 🌷 y caras 🙂🙃 y banderas 🇲🇽",
    "Un sustituto suelto \ud83d aquí \udc00.",
    "Separadores\u2028de línea\u2029y espacio\u00a0duro",
    "Acento compuesto: cafe\u0301 y n\u0303",
    "e\u200bspacio de ancho cero y guion\u00adblando",
    "\\", "\\\\", "[", "]", "{", "}", "^", "$", "/", "@", "<", ">", "*", "#", "\0", "~", "+", "_", "|",
]  # fmt: skip


NEW_TO_IT = "Salaries of public servants are not included."
ASKED = [
    "At what time does the ferry from Athens to Mykonos leave?",
    "How many levels does the scale of openness have?",
    "I know what is known.",
    NEW_TO_IT,
    "Which three things does the mechanism pay attention to when it reads the draft?",
]


@needs_apertium
@pytest.mark.parametrize("before", [NEW_TO_IT, "I know what is known.", "Good morning."])
def test_a_translation_does_not_depend_on_what_was_translated_before(before: str) -> None:
    alone = []
    for text in ASKED:
        fresh = Apertium()
        alone += fresh.translate([text], "en", "es")
        fresh.close()
    bridge = Apertium()
    bridge.translate([before], "en", "es")
    one_by_one = [bridge.translate([text], "en", "es")[0] for text in ASKED]
    together = bridge.translate([before, *ASKED, *reversed(ASKED)], "en", "es")[1:]
    bridge.close()
    assert one_by_one == alone
    assert together == [*alone, *reversed(alone)]


@needs_apertium
def test_characters_with_a_meaning_in_its_format_do_no_harm(apertium: Apertium) -> None:
    found = apertium.translate([*SPECIAL, "La casa blanca."], "es", "en")
    assert len(found) == len(SPECIAL) + 1
    assert None not in found
    assert "house" in str(found[-1]).lower()


@needs_apertium
@pytest.mark.parametrize("mark", ["[", "]", "{", "}", "^", "$", "/", "\\", "@", "<", ">", "*", "#", "~"])
def test_a_special_character_comes_out_once(apertium: Apertium, mark: str) -> None:
    found = str(apertium.translate([f"La casa {mark} el libro."], "es", "en")[0])
    assert found.count(mark) == 1, found
    assert "house" in found.lower()


@needs_apertium
def test_empty_and_blank_texts_stay_empty(apertium: Apertium) -> None:
    assert apertium.translate([], "es", "en") == []
    found = apertium.translate(["", " ", "\n\t", "\0", "La casa."], "es", "en")
    assert found[:4] == ["", "", "", ""]
    assert "house" in str(found[4]).lower()


@needs_apertium
def test_a_very_long_text_comes_back_whole(apertium: Apertium) -> None:
    text = " ".join(f"La casa {n} es grande y blanca." for n in range(1500))  # some 45,000 characters
    found = apertium.translate([text, "El libro."], "es", "en")
    assert str(found[0]).lower().count("house") == 1500
    assert "1499" in str(found[0])
    assert "book" in str(found[1]).lower()


@needs_apertium
def test_a_long_text_without_any_space_comes_back(apertium: Apertium) -> None:
    found = apertium.translate(["x" * 9000, "La casa."], "es", "en")
    assert str(found[0]).replace(" ", "") == "x" * 9000
    assert "house" in str(found[1]).lower()


@needs_apertium
def test_a_pipeline_that_was_killed_is_started_again() -> None:
    bridge = Apertium(timeout=10.0)
    before = set(children())
    assert bridge.translate(["La casa."], "es", "en") != [None]
    mine = set(children()) - before
    assert mine
    for pid in mine:
        os.kill(pid, signal.SIGKILL)
    again = bridge.translate(["La casa.", "El libro.", "El agua."], "es", "en")
    assert "book" in str(again[1]).lower()
    assert "water" in str(again[2]).lower()
    bridge.close()
    assert not set(children()) - before


@needs_apertium
def test_a_pipeline_killed_in_the_middle_loses_one_text_at_most() -> None:
    bridge = Apertium(timeout=10.0)
    before = set(children())
    bridge.translate(["La casa."], "es", "en")
    victim = sorted(set(children()) - before)[2]
    texts = [f"La casa {n} es grande." for n in range(2000)]
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(bridge.translate, texts, "es", "en")
        time.sleep(0.15)
        os.kill(victim, signal.SIGKILL)
        found = running.result(timeout=60)
    bridge.close()
    assert len(found) == 2000
    assert found.count(None) <= 1
    assert all(text is None or str(n) in text for n, text in enumerate(found))


@needs_apertium
def test_threads_share_it(apertium: Apertium) -> None:
    def ask(n: int) -> list[str | None]:
        return apertium.translate([f"La casa {n}.", f"El libro {n}."], "es", "en")

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(60)))
    for n, (house, book) in enumerate(found):
        assert "house" in str(house).lower() and str(n) in str(house)
        assert "book" in str(book).lower() and str(n) in str(book)


@needs_apertium
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.one_of(
            st.text(max_size=60),
            st.text(alphabet=st.characters(categories=["Cs", "Cc", "Zs", "Ll", "So"]), max_size=30),
            st.text(alphabet="[]{}^$/\\@<>*#~\0\n casa", max_size=40),
        ),
        max_size=6,
    )
)
def test_it_never_raises_and_gives_one_result_a_text(apertium: Apertium, texts: list[str]) -> None:
    found = apertium.translate([*texts, "La casa."], "es", "en")
    assert len(found) == len(texts) + 1
    assert None not in found
    assert "house" in str(found[-1]).lower()
    for text in found:
        assert text is not None
        text.encode()  # no lone surrogate comes out
        assert "\0" not in text


def test_a_locale_that_the_machine_does_not_have_stops_no_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    if not Apertium().translates("es", "en"):
        pytest.skip(f"{PACKAGE} is not installed")
    monkeypatch.setenv("LC_ALL", "xx_XX.UTF-8")
    bridge = Apertium()
    try:
        assert bridge.translate(["El agua"], "es", "en") == ["The water"]
    finally:
        bridge.close()


class Mute:
    """A translator that is there and gets nothing across."""

    def translates(self, source: str, target: str) -> bool:
        return True

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        return [None] * len(texts)


def test_a_translator_that_gets_no_word_across_counts_as_missing() -> None:
    assert not open_bridge(Mute()).translates("es", "en")


@needs_apertium
def test_a_process_with_many_open_files_still_translates(apertium: Apertium) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 2048:
        pytest.skip("this account may open too few files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2048), hard))
    bridge = Apertium(timeout=10.0)
    held = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]
    try:
        assert bridge.translate(["agua"], "es", "en") == ["Water"]
    finally:
        for file in held:
            os.close(file)
        bridge.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
