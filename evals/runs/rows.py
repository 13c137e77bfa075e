"""What was asked and what came back: one row a question, as `rows.jsonl` holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.answer import Answer, Citation, Conflict, ModelUse, Side, Statement, Unread
from evals.cases import Language, Split


@dataclass(frozen=True, slots=True)
class Row:
    """One question put to one system.

    `case` is the gold case's id, `variant` the name of the perturbation ("" for the question as it was written).
    `answer` is None where only places were asked for, or where `error` says why there is none. `found` holds, for each
    place in the system's order, the parts of the gold that stand in it (empty for most). `seconds` is wall-clock time.
    """

    system: str
    library: str
    case: str
    kind: str
    split: Split
    language: Language
    question: str
    variant: str = ""
    answer: Answer | None = None
    found: tuple[frozenset[int], ...] | None = None
    seconds: float = 0.0
    error: str | None = None

    @property
    def key(self) -> str:
        """Unique in a run."""
        return "/".join((self.system, self.library, self.case, self.language, self.variant or "-"))

    def to_json(self) -> dict[str, Any]:
        data = asdict(self)
        data["answer"] = self.answer.to_json() if self.answer else None
        data["found"] = None if self.found is None else [sorted(parts) for parts in self.found]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Row:
        """Errors: KeyError, TypeError or ValueError for what is no row."""
        answer = None if data["answer"] is None else answer_from_json(data["answer"])
        found = None if data["found"] is None else tuple(frozenset(parts) for parts in data["found"])
        return cls(**{**data, "answer": answer, "found": found})


def answer_from_json(data: Mapping[str, Any]) -> Answer:
    """The inverse of `Answer.to_json`. Errors: as `Row.from_json`."""
    return Answer(
        **{
            **data,
            "statements": tuple(
                Statement(**{**statement, "citations": tuple(statement["citations"])})
                for statement in data["statements"]
            ),
            "citations": tuple(_citation(citation) for citation in data["citations"]),
            "conflicts": tuple(
                Conflict(conflict["about"], tuple(Side(**side) for side in conflict["sides"]))
                for conflict in data["conflicts"]
            ),
            "missing": tuple(data["missing"]),
            # answers written before there were chat models have neither
            "notes": tuple(data.get("notes") or ()),
            "unread": tuple(Unread(**one) for one in data.get("unread") or ()),
            "model": ModelUse(**data["model"]) if data.get("model") else None,
        }
    )


def _citation(data: dict[str, Any]) -> Citation:
    answer = data.get("answer")
    return Citation(**{**data, "section": tuple(data["section"]), "answer": tuple(answer) if answer else None})
