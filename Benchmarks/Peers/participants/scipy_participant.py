"""`scipy.linalg`."""

import scipy
from scipy import linalg

from participants.linalg import Linalg, calls


class SciPy(Linalg):
    def hello(self) -> dict:
        versions = {"scipy": scipy.__version__, "BLAS": self.library("scipy")}
        return {"name": "SciPy", "versions": versions, "images": 0, "testImages": 0}


def make(data: str) -> SciPy:
    return SciPy(calls(linalg, cholesky={"lower": True}, qr={"mode": "economic"}))
