#!/usr/bin/env bash
# Writes requirements/{runtime,models,dev}.txt from pyproject.toml: exact versions with hashes, for every
# platform and Python version the project supports. Versions already locked are kept; UPGRADE=1 takes the newest.
set -euo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
[ -x "$python" ] || scripts/setup.sh
if ! "$python" -m uv --version >/dev/null 2>&1; then
    "$python" -m pip install --quiet "$("$python" - <<'PY'
import tomllib
from pathlib import Path

print(*tomllib.loads(Path("pyproject.toml").read_text())["project"]["optional-dependencies"]["lock"])
PY
)"
fi

# uv does not read pip's settings; an index configured for pip is the one to resolve against. It is not written down.
index=$("$python" -m pip config get global.index-url 2>/dev/null || true)
[ -z "$index" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"

compile() { # compile OUTPUT ARGUMENT...
    "$python" -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-emit-package torch \
        --custom-compile-command "make lock" ${UPGRADE:+--upgrade} --output-file "$@"
}

compile requirements/runtime.txt
compile requirements/models.txt --extra openai --extra anthropic --extra ollama --constraints requirements/runtime.txt
compile requirements/dev.txt --extra dev --constraints requirements/models.txt
