"""The search as a LangChain retriever, so that any chain can use it."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.search import Searcher


class OgpRetriever(BaseRetriever):
    """`invoke(question)` gives the `k` best passages; metadata holds where each one stands and its score."""

    searcher: Searcher
    k: int = 10

    model_config = ConfigDict(arbitrary_types_allowed=True)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        found = []
        for hit in self.searcher.search(query, self.k):
            metadata: dict[str, Any] = {
                "document": hit.document,
                "source": hit.source,
                "title": hit.title,
                "section": list(hit.section),
                "page": hit.page,
                "page_label": hit.page_label,
                "ocr": hit.ocr,
                "language": hit.language,
                "kind": hit.metadata.kind,
                "score": hit.score,
            }
            found.append(LangChainDocument(id=hit.passage, page_content=hit.text, metadata=metadata))
        return found
