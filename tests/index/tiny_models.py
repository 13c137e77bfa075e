"""Small real models, made and saved the way published ones are: a folder that sentence-transformers loads.

They know the words of the fictional documents. A Spanish word and its English translation are one to them, so they do
read both languages, and texts that share words are near each other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fakes import valdoria, valdoria_words

from corpus.text.normalize import fold

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
PREFIXES = ("query", "passage", "search", ":")


def words() -> list[str]:
    found = dict.fromkeys(PREFIXES)
    for document in valdoria():
        found.update(dict.fromkeys(re.findall(r"\w+|[^\w\s]", fold(document.text))))
    known = [word for pair in valdoria_words().items() for word in pair]
    for text in known:
        found.update(dict.fromkeys(re.findall(r"\w+", fold(text))))
    return list(found)


def save_embedder(
    folder: Path,
    *,
    dimension: int = 24,
    seed: int = 7,
    prompts: dict[str, str] | None = None,
    longest: int = 64,
    pooling: str = "mean",
    half: bool = False,
) -> Path:
    """A sentence-transformers model of one layer. Returns `folder`."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel

    vocabulary = [*SPECIAL, *words()]
    torch.manual_seed(seed)
    model = BertModel(BertConfig(**_shape(vocabulary, dimension, longest)))
    with torch.no_grad():
        table = model.embeddings.word_embeddings.weight
        table.normal_(0.0, 1.0)
        for spanish, english in valdoria_words().items():
            if fold(spanish) in vocabulary and fold(english) in vocabulary:
                table[vocabulary.index(fold(spanish))] = table[vocabulary.index(fold(english))]
    _save(folder / "bare", model.half() if half else model, vocabulary, longest)
    parts = [Transformer(str(folder / "bare")), Pooling(dimension, pooling_mode=pooling)]
    whole = SentenceTransformer(modules=parts, device="cpu", prompts=prompts)
    whole.save_pretrained(str(folder), create_model_card=False)
    _remove(folder / "bare")
    return folder


def save_reranker(folder: Path, liked: str, *, labels: int = 1, longest: int = 64) -> Path:
    """A cross-encoder that likes a pair the better the more of it is the word `liked`. Returns `folder`."""
    import torch
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification

    vocabulary = [*SPECIAL, *words()]
    torch.manual_seed(11)
    model = BertForSequenceClassification(BertConfig(**_shape(vocabulary, 16, longest), num_labels=labels))
    bert, layer = model.bert, model.bert.encoder.layer[0]
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() > 1:  # those of one dimension are biases, zero already, and layer norms
                parameter.zero_()
        # every word looks the same but one, the first place looks at all words alike, and its first number is the score
        bert.embeddings.word_embeddings.weight[:, 1] = 1.0
        bert.embeddings.word_embeddings.weight[vocabulary.index(liked), 0] = 4.0
        for part in (layer.attention.self.value, layer.attention.output.dense, bert.pooler.dense):
            part.weight.copy_(torch.eye(16))
        model.classifier.weight[:, 0] = 1.0
    _save(folder / "bare", model, vocabulary, longest)
    whole = CrossEncoder(str(folder / "bare"), device="cpu")
    whole.save_pretrained(str(folder), create_model_card=False)
    _remove(folder / "bare")
    return folder


def change_json(path: Path, **values: Any) -> None:
    data = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps({**data, **values}), encoding="utf-8")


def _shape(vocabulary: list[str], dimension: int, longest: int) -> dict[str, Any]:
    return {
        "vocab_size": len(vocabulary),
        "hidden_size": dimension,
        "num_hidden_layers": 1,
        "num_attention_heads": 1,
        "intermediate_size": 16,
        "max_position_embeddings": longest,
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
    }


def _save(folder: Path, model: Any, vocabulary: Iterable[str], longest: int) -> None:
    from transformers import BertTokenizerFast

    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    tokenizer = BertTokenizerFast(
        vocab=str(folder / "vocab.txt"), do_lower_case=True, strip_accents=True, model_max_length=longest
    )
    tokenizer.save_pretrained(str(folder))
    model.save_pretrained(str(folder))


def _remove(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
