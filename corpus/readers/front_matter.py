"""Metadata at the head of a text file: TOML between lines of +++, or `key: value` lines between lines of
---."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.errors import FrontMatterError
from corpus.kinds import VOICES
from corpus.model import CLAIMED, CLAIMED_ORIGIN, Block

KEYS = (
    "id",
    "title",
    "kind",
    "publisher",
    "country",
    "cycle",
    "language",
    "date",
    "url",
    "commitment",
    "pair",
)
_TOML = re.compile(r"\s*\+\+\+[^\S\n]*\n(.*?)\n?^\+\+\+[^\S\n]*(?:\n|\Z)", re.S | re.M)
_YAML = re.compile(r"\s*---[^\S\n]*\n((?:[^\n]*\n)*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.M)
_PAIR = re.compile(r"([A-Za-z_][\w-]*)\s*:\s*(.*)")


@dataclass(frozen=True, slots=True)
class Section:
    """Who speaks, and where the facts come from, at or below the headings with exactly this text ("*":
    everywhere)."""

    heading: str
    voice: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    values: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()

    def claims(self) -> Iterator[str]:
        """What the sections say of whose words they hold, as names of `Metadata.doubtful`."""
        if any(section.origin for section in self.sections):
            yield CLAIMED_ORIGIN
        if any(section.voice not in (None, "context") for section in self.sections):
            yield CLAIMED


def split_front_matter(text: str, name: str) -> tuple[FrontMatter, str]:
    """(metadata, the text behind it); raises FrontMatterError."""
    match = _TOML.match(text)
    if match:
        try:
            data = tomllib.loads(match[1])
        except tomllib.TOMLDecodeError as error:
            raise FrontMatterError(file=name, reason=str(error)) from error
        return _from_toml(data, name), text[match.end() :]
    match = _YAML.match(text)
    if match and (values := _from_lines(match[1])):
        return FrontMatter(values), text[match.end() :]
    return FrontMatter(), text


def apply_sections(blocks: tuple[Block, ...], sections: tuple[Section, ...], text: str, name: str) -> tuple[Block, ...]:
    """The blocks with voice and origin of their nearest heading that an entry names; unknown headings
    raise."""
    if not sections:
        return blocks
    entries = {section.heading: section for section in sections}
    headings = {text[block.start : block.end] for block in blocks if block.kind == "heading"}
    for heading in entries:
        if heading != "*" and heading not in headings:
            raise FrontMatterError(file=name, reason=f"there is no heading “{heading}”")
    return tuple(_with_entry(block, entries, text) for block in blocks)


def _with_entry(block: Block, entries: Mapping[str, Section], text: str) -> Block:
    path = ["*", *block.section]
    if block.kind == "heading":
        path.append(text[block.start : block.end])
    voice, origin = block.voice, block.origin
    for heading in path:
        entry = entries.get(heading)
        if entry:
            voice, origin = entry.voice or voice, entry.origin or origin  # type: ignore[assignment]
    return replace(block, voice=voice, origin=origin)


def _from_toml(data: dict[str, Any], name: str) -> FrontMatter:
    sections = data.pop("sections", [])
    if not isinstance(sections, list) or not all(isinstance(entry, dict) for entry in sections):
        raise FrontMatterError(file=name, reason="“sections” must be a list of tables")
    for key, value in data.items():
        if key in KEYS and isinstance(value, (list, dict)):
            raise FrontMatterError(file=name, reason=f"“{key}” must be one value")
    return FrontMatter(
        # Keys of other programs (tags, layout) are passed over.
        {key: str(value).strip() for key, value in data.items() if key in KEYS and str(value).strip()},
        tuple(_section(entry, name) for entry in sections),
    )


def _section(entry: dict[str, Any], name: str) -> Section:
    unknown = set(entry) - {"heading", "voice", "origin"}
    if unknown or not all(isinstance(value, str) for value in entry.values()):
        raise FrontMatterError(file=name, reason="an entry of “sections” takes the texts heading, voice and origin")
    if not entry.get("heading"):
        raise FrontMatterError(file=name, reason="an entry of “sections” has no heading")
    if entry.get("voice") and entry["voice"] not in VOICES:
        raise FrontMatterError(file=name, reason=f"unknown voice “{entry['voice']}”; known: {', '.join(VOICES)}")
    return Section(entry["heading"], entry.get("voice"), entry.get("origin"))


def _from_lines(text: str) -> dict[str, str]:
    """Values of simple `key: value` lines; keys of other programs are passed over. {} if no line is of that
    form."""
    values: dict[str, str] = {}
    for line in text.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _PAIR.fullmatch(line.strip())
        if not match:
            return {}
        key, value = match[1].casefold(), match[2].strip().strip("\"'")
        if key in KEYS and value:
            values[key] = value
    return values
