"""What a model wants beside its text: words before a question and before a passage, and the languages it reads.

E5 and others were trained with such words ("query: ", "passage: ") and find worse without them. What the person sets
counts first, then what the model's own configuration declares, then what is known of its family (embedders.toml,
rerankers.toml).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.data import table

CONFIGURATION = "config_sentence_transformers.json"
_PASSAGE_NAMES = ("document", "passage", "corpus")  # in the order in which sentence-transformers looks for them
_UNKNOWN = ("es", "en")  # who sets a model of no known family is taken to want both languages read


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What stands before a question and before a passage."""

    query: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """What is known of models by their name. `languages` are ISO 639-1 codes."""

    prefixes: Prefixes
    languages: tuple[str, ...]


def embedder_family(model: str, folder: Path | None = None) -> Family:
    """The family of a name or folder; a folder that says nothing by its name may say which model it was made from."""
    return _family("embedders", model, folder)


def reranker_family(model: str, folder: Path | None = None) -> Family:
    """As `embedder_family`, of cross-encoders."""
    return _family("rerankers", model, folder)


def prefixes_of(model: str, folder: Path | None, query: str | None, passage: str | None) -> Prefixes:
    """The prefixes of a model whose files are in `folder`; `query` and `passage` are the person's, None if unset."""
    found = (declared_prefixes(folder) if folder else None) or embedder_family(model, folder).prefixes
    return Prefixes(found.query if query is None else query, found.passage if passage is None else passage)


def declared_prefixes(folder: Path) -> Prefixes | None:
    """Those of the model's own sentence-transformers configuration; None where it declares none.

    The library writes an empty prompt for whoever never set one: empty ones alone declare nothing.
    """
    said = _read_json(folder / CONFIGURATION)
    listed = said.get("prompts")
    prompts = {name: text for name, text in listed.items() if isinstance(text, str)} if isinstance(listed, dict) else {}
    query = prompts.get("query", "")
    passage = next((prompts[name] for name in _PASSAGE_NAMES if name in prompts), "")
    if query or passage:
        return Prefixes(query, passage)
    default = prompts.get(str(said.get("default_prompt_name")), "")
    return Prefixes(default, default) if default else None


def is_cross_encoder(folder: Path) -> bool:
    """Whether the model in that folder was saved with a head that scores pairs of texts."""
    if _read_json(folder / CONFIGURATION).get("model_type") == "CrossEncoder":
        return True
    architectures = _read_json(folder / "config.json").get("architectures")
    known = architectures if isinstance(architectures, list) else []
    return any(str(name).endswith("ForSequenceClassification") for name in known)


def _family(kind: str, model: str, folder: Path | None) -> Family:
    names = [model.rstrip("/")]
    if folder is not None:
        names += [str(folder.resolve()), str(_read_json(folder / "config.json").get("_name_or_path") or "")]
    for name in names:
        last = "/".join(Path(name).parts[-2:])  # where else the folder lies says nothing of the model
        for pattern, family in _families(kind):
            if pattern.search(last):
                return family
    return Family(Prefixes(), _UNKNOWN)


@cache
def _families(kind: str) -> tuple[tuple[re.Pattern[str], Family], ...]:
    listed = table("index", kind)["family"]
    return tuple(
        (
            re.compile(entry["name"], re.IGNORECASE),
            Family(Prefixes(entry.get("query", ""), entry.get("passage", "")), tuple(entry["languages"])),
        )
        for entry in listed
    )


def _read_json(path: Path) -> dict[str, object]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
