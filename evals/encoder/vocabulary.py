"""The vocabulary cut to the pieces that Spanish and English use.

Kept are all pieces that texts and word lists of the two languages are cut into, every single character (so that any
name can still be spelt), and, up to a size, the commonest other pieces in the letters of the two languages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

SIZE = 64_000
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
_SPACE = "▁"
_LETTERS = re.compile(rf"{_SPACE}?[A-Za-zÁÉÍÓÚÜÑáéíóúüñ0-9'’.,;:!?()/%$€ºª«»“”\"-]+")


def pieces_of(tokenizer: Tokenizer, texts: Iterable[str]) -> set[int]:
    """The ids that the texts are cut into."""
    found: set[int] = set()
    for told in tokenizer.encode_batch(list(texts), add_special_tokens=False):
        found.update(told.ids)
    return found


def kept_pieces(pieces: Sequence[str], used: set[int], size: int = SIZE) -> list[int]:
    """Ids of the pieces to keep, in order; `pieces` is the whole vocabulary, its commonest pieces first."""
    kept = {n for n, piece in enumerate(pieces) if piece in SPECIAL or len(piece.replace(_SPACE, "")) <= 1} | used
    for n, piece in enumerate(pieces):
        if len(kept) >= size:
            break
        if _LETTERS.fullmatch(piece):
            kept.add(n)
    return sorted(kept)


def cut_tokenizer(path: Path, kept: Sequence[int]) -> dict[str, Any]:
    """The tokenizer's file with these pieces alone."""
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    new = {old: n for n, old in enumerate(kept)}
    vocabulary = told["model"]["vocab"]
    told["model"]["vocab"] = [vocabulary[n] for n in kept]
    told["model"]["unk_id"] = new[told["model"]["unk_id"]]
    for token in told["added_tokens"]:
        token["id"] = new[token["id"]]
    for token in told["post_processor"]["special_tokens"].values():
        token["ids"] = [new[n] for n in token["ids"]]
    return told


def kept_as_in(path: Path, pieces: Sequence[str]) -> list[int]:
    """The pieces that an earlier cut kept, as ids of the whole vocabulary."""
    numbers = {piece: n for n, piece in enumerate(pieces)}
    return [numbers[piece] for piece, _ in json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]]
