"""`scipy.linalg`."""

import scipy

from participants.linalg import Linalg, scipy_calls


class SciPy(Linalg):
    def hello(self) -> dict:
        versions = {"scipy": scipy.__version__, "BLAS": self.library("scipy")}
        return {"name": "SciPy", "versions": versions, "images": 0, "testImages": 0}


def make(data: str) -> SciPy:
    return SciPy(scipy_calls())
