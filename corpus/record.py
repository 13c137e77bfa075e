"""What the library knows of a document besides what was read: where its file lay, and what people said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """`path` is the file's place when it was added, "" where that is not known (a document that came along, or one
    stored before places were kept). `stated` is what a catalog said of the file, `corrected` what a person said since:
    both hold when the file is added again. A corrected value of "" says that nothing is known.
    """

    path: str = ""
    stated: Mapping[str, str] = field(default_factory=dict)
    corrected: Mapping[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, str]:
        return {**self.stated, **self.corrected}

    def to_json(self) -> dict[str, Any]:
        return {"path": self.path, "stated": dict(self.stated), "corrected": dict(self.corrected)}


def record_of(stored: Mapping[str, Any]) -> Record:
    """The record in a stored document; an empty one in those stored before there were any."""
    data = stored.get("record")
    if not isinstance(data, dict):
        return Record()
    texts = {
        name: {str(key): str(value) for key, value in dict(data.get(name) or {}).items()}
        for name in ("stated", "corrected")
    }
    return Record(str(data.get("path", "")), texts["stated"], texts["corrected"])
