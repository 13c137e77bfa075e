#!/usr/bin/env bash
# Prepares everything the project needs in .venv, and does nothing where that is already done.
#
#   scripts/setup.sh          what it takes to run the assistant
#   scripts/setup.sh models   that, and the packages for chat models (OpenAI and the like, Anthropic, Ollama)
#   scripts/setup.sh dev      both, and what it takes to test and check it
#
# Set OGP_NO_SYSTEM=1 to leave the system alone (no apt-get), PYTHON to choose the interpreter.
set -euo pipefail
cd "$(dirname "$0")/.."

group=${1:-runtime}
lock=requirements/$group.txt
python=.venv/bin/python
stamp=.venv/setup.stamp
log=.venv/setup.log

locale=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}
case $locale in es*) texts=scripts/texts/es.txt ;; *) texts=scripts/texts/en.txt ;; esac

say() { # say KEY VALUE...: the text of that key, with the values in place of its %s
    local key=$1 text
    shift
    text=$(sed -n "s/^$key = //p" "$texts")
    # shellcheck disable=SC2059  # the format is the text itself
    printf "$text\n" "$@"
}

fail() {
    say "$@" >&2
    exit 1
}

fail_with() { # fail_with LINES: what another program said
    printf '%s\n' "$1" >&2
    exit 1
}

as_root() { # as_root COMMAND...: without ever asking for a password
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_be_root() {
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

apt_install() { # apt_install PACKAGE: from the lists at hand first, from fresh ones when those do not have it
    local install=(timeout 600 env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=60
        -o Acquire::Retries=1 install --no-install-recommends "$1")
    as_root "${install[@]}" </dev/null && return
    as_root timeout 180 env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=1 update </dev/null
    as_root "${install[@]}" </dev/null
}

system_package() { # system_package PACKAGE: install it where that is possible, else say what is lost without it
    if ! command -v apt-get >/dev/null; then
        say system_unknown "$1"
    elif [ -n "${OGP_NO_SYSTEM:-}" ] || ! can_be_root; then
        say system_refused "$1" "$1"
    else
        say system_installing "$1"
        if apt_install "$1" >>"$log" 2>&1; then return; fi
        say system_failed "$1"
    fi
    say "lost_$1"
}

find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3.11 python3.12 python3.13 python3.14 python3; do
        # Asked, not believed: a version manager leaves commands on the path that do not run.
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

make_environment() {
    local base version package
    base=$(find_python) || fail python_missing
    if ! "$base" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$base" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        package=python$version-venv
        if [ -n "${OGP_NO_SYSTEM:-}" ] || ! command -v apt-get >/dev/null || ! can_be_root ||
            ! { say system_installing "$package" && apt_install "$package" >/dev/null 2>&1; }; then
            fail venv_missing "$base" "$package" "$package"
        fi
    fi
    say venv_making "$base"
    local said
    if ! said=$("$base" -m venv --clear .venv 2>&1); then
        say venv_failed >&2
        fail_with "$said"
    fi
}

pip_install() { # pip_install ARGUMENT...: quietly; on failure the reason in plain words
    if "$python" -m pip --disable-pip-version-check install --quiet --no-input --progress-bar off "$@" \
        >>"$log" 2>&1 </dev/null; then return; fi
    if grep -qE 'NewConnectionError|ConnectTimeout|ReadTimeout|Name or service not known|Temporary failure in name|ProxyError|SSLError|Connection (refused|reset|broken)|Network is unreachable|from versions: none' "$log"; then
        fail pip_network
    fi
    say pip_failed >&2
    fail_with "$(tail -n 15 "$log")"
}

state() { # what the installed libraries depend on, as one hash
    "$python" - "$@" <<'PY'
import hashlib, pathlib, sys

digest = hashlib.sha256(sys.version.encode())
for name in ("pyproject.toml", *(f"requirements/{group}.txt" for group in ("runtime", "models", "dev"))):
    digest.update(pathlib.Path(name).read_bytes())
print(digest.hexdigest())
PY
}

is_current() { # each set contains those before it: runtime, models, dev
    [ -f "$stamp" ] && [ -x .venv/bin/ogp ] || return 1
    local have wanted
    wanted=$(state)
    read -r have _ <"$stamp"
    [ "$(cat "$stamp")" = "$have $wanted" ] || return 1
    case $group in runtime) true ;; models) [ "$have" != runtime ] ;; *) [ "$have" = "$group" ] ;; esac
}

belongs_here() { # a virtual environment does not survive being moved: its commands name the old folder
    "$python" -m pip --version >/dev/null 2>&1 || return 1
    [ ! -f .venv/bin/ogp ] || grep -qF "$PWD/.venv/bin/" .venv/bin/ogp
}

if [ -e .venv ] && ! belongs_here; then
    say moved
    make_environment
elif [ ! -e .venv ]; then
    make_environment
fi

if ! is_current; then
    : >"$log"
    rm -f "$stamp"
    # The lock is complete, so pip resolves nothing. It leaves torch out: its build for this machine (CPU or CUDA) is
    # pip's choice, with what that build needs beside it.
    say libraries
    pip_install --no-deps --require-hashes -r "$lock"
    say torch
    pip_install "$(sed -n 's/^ *"\(torch==[^"]*\)",$/\1/p' pyproject.toml)"
    say project
    # What a build left here earlier would be believed before what is installed: commands would be missing.
    rm -rf ogp_assistant.egg-info build
    pip_install --no-deps --no-build-isolation --editable .
    echo "$group $(state)" >"$stamp"
fi

[[ $(apertium -l 2>/dev/null) == *spa-eng* ]] || system_package apertium-eng-spa
if [ "$group" = dev ]; then
    command -v chromium >/dev/null || system_package chromium
fi

say ready
