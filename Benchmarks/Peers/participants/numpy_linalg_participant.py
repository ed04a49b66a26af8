"""`numpy.linalg`."""

import numpy as np

from participants.linalg import Linalg, calls


class NumPyLinalg(Linalg):
    def hello(self) -> dict:
        versions = {"numpy": np.__version__, "BLAS": self.library("numpy")}
        return {"name": "NumPy", "versions": versions, "images": 0, "testImages": 0}


def make(data: str) -> NumPyLinalg:
    return NumPyLinalg(calls(np.linalg))
