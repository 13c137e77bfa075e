"""Which language the person reads: what they said, else what their computer or browser says, else English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LANGUAGES = ("es", "en")
DEFAULT = "en"


def from_command_line(argv: Sequence[str], environ: Mapping[str, str]) -> str:
    """`--lang`, else OGP_LANG, else the locale. Never fails: a wrong `--lang` is reported later, by the
    parser.

    Read before the command line is parsed, because the help that parsing may print is already in a language.
    """
    return _from_option(argv) or _known(environ.get("OGP_LANG", "")) or _from_locale(environ)


def from_browser(accept_language: str) -> str:
    """The language of an Accept-Language header that weighs most and that we have."""
    best, weight = DEFAULT, 0.0
    for part in accept_language[:1000].split(","):
        tag, _, parameters = part.strip().partition(";")
        language = _known(tag)
        quality = _quality(parameters)
        if language and quality > weight:
            best, weight = language, quality
    return best


def _from_option(argv: Sequence[str]) -> str | None:
    for i, argument in enumerate(argv):
        if argument == "--":
            return None
        if argument == "--lang" and i + 1 < len(argv):
            return _known(argv[i + 1])
        if argument.startswith("--lang="):
            return _known(argument.removeprefix("--lang="))
    return None


def _from_locale(environ: Mapping[str, str]) -> str:
    # POSIX order: the first of the three that is set decides, even where it names a language we do not have.
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return _known(environ[name]) or DEFAULT
    return DEFAULT


def _known(tag: str) -> str | None:
    """ "es_MX.UTF-8", "es-419" and "ES" are "es"; a language we do not have is None."""
    primary = tag.strip().replace("_", "-").split("-")[0].split(".")[0].lower()
    return primary if primary in LANGUAGES else None


def _quality(parameters: str) -> float:
    _, found, value = parameters.partition("q=")
    if not found:
        return 1.0
    try:
        return float(value.split(";")[0])
    except ValueError:
        return 0.0
