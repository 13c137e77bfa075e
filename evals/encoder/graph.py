"""A BERT network as an ONNX graph for ONNX Runtime on ordinary processors.

Word vectors stay in the 4 bits they come in. Matrices are 8-bit: 7 bits are used, because older processors add up two
products in 16 bits. What goes into a matrix is divided, channel by channel, by a factor that the matrix is multiplied
by (Xiao et al. 2023, SmoothQuant): a few channels are a hundred times larger than the others, and would leave those no
steps of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from evals.encoder.weights import BLOCK

Floats = npt.NDArray[np.float32]

MICROSOFT = "com.microsoft"
EPSILON = 1e-12
STEPS = 63  # of a weight to either side
SMOOTHING = 0.85  # how much of a channel's size the matrix takes over; 0.5 to 0.85 were measured


@dataclass
class Graph:
    """Nodes and constants as they are added."""

    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def constant(self, name: str, value: npt.NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: list[str], domain: str = "", outputs: int = 1, **attributes: Any) -> Any:
        """The name of the output, a list of them where there are several."""
        names = [f"{kind}_{len(self.nodes)}_{n}" for n in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names


@dataclass(frozen=True, slots=True)
class Body:
    """A BERT network's tensors by name, and the largest value of each channel that goes into its matrices
    (`evals.encoder.channels`); without these, matrices stay as they are."""

    tensors: Mapping[str, Floats]
    layers: int
    heads: int
    largest: Mapping[str, Floats] | None = None


def network(body: Body, head: tuple[Floats, Floats] | None = None) -> onnx.ModelProto:
    """Inputs `ids` and `mask`, both (batch, length), 64-bit. The output is the mean of the last layer over the mask, at
    unit length, (batch, hidden); with a `head` (weights, bias) its numbers for each piece, (batch, length, numbers)."""
    graph = Graph()
    x = _embeddings(graph, body)
    mask = graph.add("Cast", ["mask"], to=TensorProto.INT32)
    for layer in range(body.layers):
        x = _layer(graph, body, layer, x, mask)
    shape: tuple[str | int, ...]
    hidden = body.tensors["embeddings.LayerNorm.bias"].size
    if head is None:
        x, shape = _mean(graph, x), ("batch", hidden)
    else:
        product = graph.add("MatMul", [x, graph.constant("head.weight", head[0].T)])
        x, shape = graph.add("Add", [product, graph.constant("head.bias", head[1])]), ("batch", "length", head[1].size)
    graph.nodes.append(helper.make_node("Identity", [x], ["told"]))
    made = helper.make_graph(
        graph.nodes,
        "network",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in ("ids", "mask")],
        [helper.make_tensor_value_info("told", TensorProto.FLOAT, shape)],
        graph.constants,
    )
    versions = [helper.make_opsetid("", 21), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=versions, ir_version=10)


def _embeddings(graph: Graph, body: Body) -> str:
    tensors = body.tensors
    values, scales = four_bits(tensors["embeddings.word_embeddings.weight"])
    packed = ((values[:, 0::2] & 15) | ((values[:, 1::2] & 15) << 4)).astype(np.uint8)
    graph.constants.append(
        helper.make_tensor("words", TensorProto.INT4, list(values.shape), packed.tobytes(), raw=True)
    )
    words = graph.add(
        "GatherBlockQuantized",
        ["words", "ids", graph.constant("words.scales", scales.astype(np.float16))],
        MICROSOFT,
        gather_axis=0,
        quantize_axis=1,
        block_size=BLOCK,
    )
    words = graph.add("Cast", [words], to=TensorProto.FLOAT)
    # all pieces are of type 0
    places = tensors["embeddings.position_embeddings.weight"] + tensors["embeddings.token_type_embeddings.weight"][:1]
    length = graph.add("Shape", ["ids"], start=1, end=2)
    begin = [graph.constant("places", places), graph.constant("first", np.array([0]))]
    place = graph.add("Slice", [*begin, length, graph.constant("axis", np.array([0]))])
    name = "embeddings.LayerNorm"
    return str(
        graph.add(
            "LayerNormalization",
            [graph.add("Add", [words, place]), *_norm(graph, body, name)],
            axis=-1,
            epsilon=EPSILON,
        )
    )


def _layer(graph: Graph, body: Body, layer: int, x: str, mask: str) -> str:
    prefix = f"encoder.layer.{layer}."
    names = [f"{prefix}attention.self.{part}" for part in ("query", "key", "value")]
    projected = _matrix(graph, body, x, names)
    parts = graph.add("Split", [projected], outputs=3, axis=2, num_outputs=3)
    attended = graph.add("MultiHeadAttention", [*parts, "", mask], MICROSOFT, num_heads=body.heads)
    attended = _matrix(graph, body, attended, [f"{prefix}attention.output.dense"])
    x = _added(graph, body, attended, x, f"{prefix}attention.output.LayerNorm")
    inner = graph.add("Gelu", [_matrix(graph, body, x, [f"{prefix}intermediate.dense"])], MICROSOFT)
    return _added(graph, body, _matrix(graph, body, inner, [f"{prefix}output.dense"]), x, f"{prefix}output.LayerNorm")


def _added(graph: Graph, body: Body, x: str, before: str, norm: str) -> str:
    inputs = [x, before, *_norm(graph, body, norm)]
    return str(graph.add("SkipLayerNormalization", inputs, MICROSOFT, epsilon=EPSILON))


def _norm(graph: Graph, body: Body, name: str) -> list[str]:
    return [graph.constant(f"{name}.{part}", body.tensors[f"{name}.{part}"]) for part in ("weight", "bias")]


def _matrix(graph: Graph, body: Body, x: str, names: list[str]) -> str:
    """One product with the named matrices side by side, and their biases."""
    weight = np.concatenate([body.tensors[f"{name}.weight"] for name in names])
    bias = np.concatenate([body.tensors[f"{name}.bias"] for name in names])
    name = names[0]
    if body.largest is None:
        product = graph.add("MatMul", [x, graph.constant(f"{name}.weight", weight.T)])
        return str(graph.add("Add", [product, graph.constant(f"{name}.bias", bias)]))
    channels = np.maximum(np.abs(weight).max(axis=0), 1e-5)
    factor = np.maximum(body.largest[name] ** SMOOTHING / channels ** (1 - SMOOTHING), 1e-3).astype(np.float32)
    x = graph.add("Mul", [x, graph.constant(f"{name}.factor", 1 / factor)])
    weight = weight * factor
    scales = (np.maximum(np.abs(weight).max(axis=1), 1e-12) / STEPS).astype(np.float32)
    values = np.round(weight / scales[:, None]).astype(np.int8).T
    inputs = [x, graph.constant(f"{name}.weight", values), graph.constant(f"{name}.scales", scales)]
    return str(graph.add("DynamicQuantizeMatMul", [*inputs, "", graph.constant(f"{name}.bias", bias)], MICROSOFT))


def _mean(graph: Graph, x: str) -> str:
    mask = graph.add("Cast", ["mask"], to=TensorProto.FLOAT)
    mask = graph.add("Unsqueeze", [mask, graph.constant("last", np.array([2]))])
    total = graph.add("ReduceSum", [graph.add("Mul", [x, mask]), graph.constant("pieces", np.array([1]))], keepdims=0)
    length = graph.add("ReduceL2", [total, graph.constant("dimensions", np.array([1]))], keepdims=1)
    return str(graph.add("Div", [total, length]))


def four_bits(weight: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """Values from -8 to 7 and a scale for each block of a row; a matrix that came in such blocks loses nothing."""
    blocks = weight.reshape(len(weight), -1, BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=2)[..., None], axis=2)[..., 0]
    scales = np.where(largest == 0, 1, largest / -8).astype(np.float32)
    values = np.clip(np.round(blocks / scales[..., None]), -8, 7).astype(np.int8)
    return values.reshape(weight.shape), scales
