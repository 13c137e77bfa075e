"""Write docs/transcripts.md and the transcripts of the READMEs: what `ogp ask` prints, word for word.

    python docs/transcripts.py

Answers come from the built-in fact sheets, in a home made for it; questions stand in transcripts.toml.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent
READMES = {"es": FOLDER.parent / "README.es.md", "en": FOLDER.parent / "README.md"}
IN_README = 3
TITLES = {"es": "En español", "en": "In English"}
_MARKED = re.compile(r"(<!-- transcript:start -->\n).*?(<!-- transcript:end -->)", re.DOTALL)


def main() -> None:
    questions = tomllib.loads((FOLDER / "transcripts.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as home:
        ogp(home, "en", "index", "build")
        told = {
            language: [_block(home, language, question) for question in found["questions"]]
            for language, found in questions.items()
        }
    parts = ["# Transcripts\n\nWritten by `python docs/transcripts.py`; answers come from the built-in fact sheets.\n"]
    parts += [f"## {TITLES[language]}\n\n" + "\n".join(blocks) for language, blocks in told.items()]
    (FOLDER / "transcripts.md").write_text("\n".join(parts), encoding="utf-8")
    for language, path in READMES.items():
        shown = "\n" + "\n".join(told[language][:IN_README]) + "\n"
        text = _MARKED.sub(lambda match, shown=shown: match[1] + shown + match[2], path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")


def _block(home: str, language: str, question: str) -> str:
    return f'```text\n$ ogp ask "{question}"\n\n{ogp(home, language, "ask", question).strip()}\n```\n'


def ogp(home: str, language: str, *arguments: str) -> str:
    """What the command prints, in a terminal of 110 columns."""
    environment = {**os.environ, "OGP_HOME": home, "COLUMNS": "110", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "ui", "--lang", language, *arguments]
    ended = subprocess.run(command, cwd=FOLDER.parent, env=environment, capture_output=True, text=True, check=False)
    return ended.stdout


if __name__ == "__main__":
    main()
