"""How an answer was made, in one line: by a chat model or from quotations alone, and what that took."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ui.wording import Wording

if TYPE_CHECKING:
    from assistant.answer import Answer, ModelUse


def made_line(answer: Answer, texts: Wording) -> str:
    """ "Written by the model … from these quotations; 3 sentences did not pass the check · 900 tokens read, 80 written"
    or that these are quotations only; "" where there is nothing to tell. Why a model was not used, the notes say.
    """
    model = answer.model
    told = _who(answer, texts)
    if model is None:
        return told
    dropped = texts.count("made.dropped", model.dropped) if model.dropped else ""
    said = "; ".join(part for part in (told, dropped) if part)
    return " · ".join(part for part in (said, *_spent(model, texts)) if part)


def _who(answer: Answer, texts: Wording) -> str:
    if answer.composer == "model":
        return texts("made.model", name=answer.model.name) if answer.model else texts("made.unnamed")
    if not answer.statements:
        return ""
    return texts("made.extractive" if answer.model is None else "made.fallback")


def _spent(model: ModelUse, texts: Wording) -> Iterator[str]:
    if model.input_tokens or model.output_tokens:
        yield texts("made.tokens", read=model.input_tokens or 0, written=model.output_tokens or 0)
    if model.cost is not None:
        yield texts("made.cost", cost=f"{model.cost:.6f}".rstrip("0").rstrip("."))
