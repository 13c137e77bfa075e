"""XQuAD: how often the right paragraph comes first, within and across Spanish and English."""

from __future__ import annotations

from evals.cases import Case
from evals.suites.retrieval import Retrieval


class Xquad(Retrieval):
    name = "xquad"
    libraries = ("xquad-es", "xquad-en")

    def group(self, case: Case) -> str:
        # Questions of one paragraph stand and fall together.
        return case.gold[0].source


SUITE = Xquad()
