"""What can be evaluated: the assistant, what it is compared with, and any chat service.

base       what every system does: answer a question, and (most of them) find places; passages as an answer
assistant  "assistant": the assistant itself; "model": the assistant with the chat model of OGP_MODEL
tutorial   "baseline": the assembly of the usual tutorial, built beside the library's index
ranking    "bm25" and "dense": the assistant's passages ranked by words alone, by vectors alone, nothing translated
endpoint   any chat service over HTTP, with endpoint.toml: what it is told, how its refusals are known
reply      a chat service's reply read as an answer
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evals.errors import EndpointMisconfigured, SystemUnknown

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from corpus.model import Document
    from evals.libraries import OpenLibrary
    from evals.systems.base import System
    from index.building.writing import Progress
    from index.encoding.embedder import Embedder


def opener(
    *, endpoint: str | None = None, model: str | None = None, progress: Progress | None = None
) -> Callable[[str, OpenLibrary], System]:
    """What opens a system by its name over an open library.

    `endpoint` and `model` are the chat service that "endpoint" stands for. Errors of what is returned: those of
    `open_system`; EndpointMisconfigured.
    """

    def open_over(name: str, library: OpenLibrary) -> System:
        if name != "endpoint":
            return open_system(
                name,
                assistant=library.assistant,
                documents=library.documents,
                folder=library.folder / "systems",
                embedder=library.embedder,
                progress=None if progress is None else _labelled(progress, library.name),
            )
        from evals.systems.endpoint import EndpointSystem

        if not endpoint or not model:
            raise EndpointMisconfigured(url="?", reason="its address and the name of a model are needed")
        return EndpointSystem(endpoint, model, documents=library.documents)

    return open_over


def open_system(
    name: str,
    *,
    assistant: Assistant,
    documents: Sequence[Document],
    folder: Path,
    embedder: Embedder | None = None,
    progress: Progress | None = None,
) -> System:
    """The system of that name over the library that `assistant` has open and whose documents are `documents`.

    `folder` is where it may keep what it builds, so that the next time is quick; systems and libraries can share one.
    `embedder` is the assistant's unless another is given. `progress` hears (stage, done, total) while something is
    built. Close the system before the assistant. Errors: SystemUnknown; SystemFailed where nothing can be built.
    """
    if name == "assistant":
        from evals.systems.assistant import AssistantSystem

        return AssistantSystem(assistant)
    if name == "model":
        from evals.systems.assistant import ModelSystem, settings_of

        return ModelSystem(assistant, settings_of())
    if name == "baseline":
        from evals.systems.tutorial import TutorialSystem

        return TutorialSystem(documents, embedder or assistant.searcher.embedder, folder, progress)
    if name == "bm25":
        from evals.systems.ranking import RankingSystem, WordRanking

        return RankingSystem(assistant.searcher, WordRanking(assistant.searcher))
    if name == "dense":
        from evals.systems.ranking import RankingSystem, VectorRanking

        vectors = VectorRanking(assistant.searcher, folder / "vectors.sqlite", progress)
        return RankingSystem(assistant.searcher, vectors)
    from evals.names import SYSTEMS

    raise SystemUnknown(name=name, known=", ".join(SYSTEMS))


def _labelled(progress: Progress, library: str) -> Progress:
    return lambda stage, done, total: progress(f"{stage}/{library}", done, total)
