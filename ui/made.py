"""How an answer was made, in one line: by a chat model or from quotations alone, and what that took."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ui.wording import Wording

if TYPE_CHECKING:
    from assistant.answer import Answer


def made_line(answer: Answer, texts: Wording) -> str:
    """ "Written by the model … from these quotations; 3 sentences did not pass the check. 900 tokens read, 80 written",
    or that no model had a part in it; "" where there is nothing to tell.
    """
    model = answer.model
    if model is None:
        return texts("made.extractive") if answer.statements else ""
    unused = "made.fallback" if answer.statements else "made.unused"
    key = "made.model" if answer.composer == "model" else unused
    dropped = f"; {texts.count('made.dropped', model.dropped)}" if model.dropped else ""
    return " · ".join([f"{texts(key, name=model.name)}{dropped}", *_spent(model, texts)])


def _spent(model: Any, texts: Wording) -> Iterator[str]:
    if model.input_tokens or model.output_tokens:
        yield texts("made.tokens", read=model.input_tokens or 0, written=model.output_tokens or 0)
    if model.cost is not None:
        yield texts("made.cost", cost=f"{model.cost:.6f}".rstrip("0").rstrip("."))
