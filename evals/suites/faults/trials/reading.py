"""Files that cost more than their size, junk, tables that nobody closed, and words that a page does not show."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

from evals.suites.faults.frame import Outcome, Workplace, trial

SOUND = "# Informe\n\nEl compromiso del faro se cumplió en marzo, con diez talleres en el puerto.\n"
# Each is some 60 kB that once took minutes, or 2 kB that never ended.
COSTLY: dict[str, Callable[[], str]] = {
    "tablas.html": lambda: "<table><tr><td>a</td><td>" * 25,
    "terminos.html": lambda: ("<dl><dt>a<dd>" * 30 + "</dl>" * 30) * 80,
    "reglas.html": lambda: "<style>" + ".a{left:1px}" * 3000 + "</style>" + "<p class=a>b" * 3000,
    "casillas.html": lambda: "<form>" + "<input type=checkbox name=a>b" * 3000,
    "hondo.html": lambda: "<div>" * 20_000 + "a",
    "lineas.txt": lambda: "a: b\n" * 12_000,
    "nombres.txt": lambda: "Aaa\n" * 15_000,
    "imagenes.md": lambda: "![" * 30_000,
    "celdas.md": lambda: "|a|b|\n|-|-|\n|" + "<ul>" * 15_000 + "</ol>|c|\n",
    "titulo.md": lambda: "# a" + " " * 60_000 + "b\n",
    "comentarios.txt": lambda: "<!---->" * 500 + "x",
    "palabra.txt": lambda: "a" * 60_000 + " ! b.\nx y z\n",
    "comillas.csv": lambda: 'a,"' * 20_000,
}


@trial("F5", "files that cost more than their size", must="≤ 30 s for all, the sound file added, no traceback")
def costly(place: Workplace) -> Outcome:
    folder = place.folder / "costly"
    folder.mkdir()
    for name, make in COSTLY.items():
        (folder / name).write_text(make(), encoding="utf-8")
    (folder / "zz-sano.md").write_text(SOUND, encoding="utf-8")
    started = time.monotonic()
    done = place.ogp("corpus", "add", folder, timeout=300)
    seconds = time.monotonic() - started
    told = sum(name in done.stdout + done.stderr for name in COSTLY)
    sound = "(zz-sano)" in done.stdout
    held = sound and told == len(COSTLY) and seconds <= 30 and "Traceback" not in done.stderr
    return Outcome(held, f"{seconds:.1f} s, {told} of {len(COSTLY)} told, sound file {'added' if sound else 'lost'}")


@trial("F5", "a file that takes too long", must="stopped at the limit and named, the next one added")
def endless(place: Workplace) -> Outcome:
    folder = place.folder / "endless"
    folder.mkdir()
    (folder / "a.md").write_text("*a " * 3_000_000, encoding="utf-8")
    (folder / "b.md").write_text(SOUND, encoding="utf-8")
    started = time.monotonic()
    done = place.ogp("corpus", "add", folder, timeout=120, env={"OGP_READ_SECONDS": "3"})
    seconds = time.monotonic() - started
    held = "a.md: reading the file takes more than 3 seconds" in done.stderr and "(b)" in done.stdout
    return Outcome(held, f"{seconds:.1f} s with a limit of 3 s")


@trial("F5", "a file that takes too much memory", must="told as memory, not as damage")
def heavy(place: Workplace) -> Outcome:
    file = place.folder / "grande.html"
    file.write_text("<p>a</p>" * 2_000_000, encoding="utf-8")
    done = place.ogp("corpus", "add", file, timeout=200, env={"OGP_READ_MEMORY_MB": "400"})
    held = "more than 400 MB of memory" in done.stderr
    return Outcome(held, done.stderr.strip().splitlines()[0][-120:])


@trial("F8", "junk among documents", must="the index is built, each junk document named and left out")
def junk(place: Workplace) -> Outcome:
    draw = Random(8)
    letters = "".join(
        f"## {n}\n\n{' '.join(draw.choices('abcdefghijklmnopqrstuvwxyz', k=300))}.\n\n" for n in range(20)
    )
    made = {
        "letras.md": letters,
        "ruido.txt": "".join(chr(draw.choice([*range(33, 48), *range(161, 190)])) for _ in range(20_000)),
        "linea.txt": "ab" * 50_000,
    }
    for name, text in made.items():
        (place.folder / name).write_text(text, encoding="utf-8")
    added = place.ogp("corpus", "add", *(place.folder / name for name in made), timeout=120)
    built = place.ogp("index", "build", timeout=300)
    told = sum(name in built.stderr + added.stderr for name in made)
    held = built.returncode == 0 and told == len(made)
    return Outcome(held, f"build ended with {built.returncode}, {told} of {len(made)} named")


@trial("F10", "a table that nobody closes", must="every sentence after it is read")
def unclosed(place: Workplace) -> Outcome:
    told = [f"El compromiso {n} tuvo {n + 100} talleres." for n in range(50)]
    head = "<table>\n<tr><td>Hito</td><td>Estado</td></tr>\n<tr><td>1.1</td><td>Listo</td></tr>\n"
    shapes = {
        "a.md": "# Uno\n\n" + head + "\n" + "\n\n".join(told),
        "b.txt": "# Dos\n\nantes\n\n<table>\n\n" + "\n\n".join(told),
        "c.html": "<h1>Tres</h1>" + head + "".join(f"<p>{line}</p>" for line in told),
        "d.md": "# Cuatro\n\n```\n" + "\n\n".join(told),
    }
    lost = 0
    for name, text in shapes.items():
        (place.folder / name).write_text(text, encoding="utf-8")
        place.ogp("corpus", "add", "--id", f"f10-{name[0]}", place.folder / name)
        shown = place.ogp("corpus", "show", "--text", f"f10-{name[0]}").stdout
        lost += sum(line not in shown for line in told)
    return Outcome(lost == 0, f"{lost} of {len(told) * len(shapes)} sentences lost")


HIDDEN = (
    '<p style="display:none">{}</p>', '<p style="visibility:hidden">{}</p>', '<p style="opacity:0">{}</p>',
    '<p style="font-size:0">{}</p>', '<p style="color:#fff">{}</p>', '<font color="white">{}</font>',
    '<p style="position:absolute;top:-9999px">{}</p>', '<p style="text-indent:-9999px">{}</p>', "<p hidden>{}</p>",
    "<template><p>{}</p></template>", "<noscript><p>{}</p></noscript>", '<p class="z">{}</p>',
    '<div class="o"><p>{}</p></div>', '<div style="height:0;overflow:hidden">{}</div>',
    '<div style="background:#123"><p style="color:#112233">{}</p></div>',
)  # fmt: skip


@trial("F12", "words that a page does not show", must="none is read, the words shown all are")
def unseen(place: Workplace) -> Outcome:
    hidden = "".join(shape.format(f"secreto{n:02}") for n, shape in enumerate(HIDDEN))
    page = f"<style>.z{{display:none}} @media screen{{.o > p{{color:transparent}}}}</style><h1>Plan</h1>{hidden}"
    (place.folder / "oculto.html").write_text(f"{page}<p>Lo que se ve del plan del faro.</p>", encoding="utf-8")
    place.ogp("corpus", "add", "--id", "f12", place.folder / "oculto.html")
    shown = place.ogp("corpus", "show", "--text", "f12").stdout
    read = [n for n in range(len(HIDDEN)) if f"secreto{n:02}" in shown]
    return Outcome(not read and "Lo que se ve" in shown, f"{len(read)} of {len(HIDDEN)} read {read or ''}".strip())
