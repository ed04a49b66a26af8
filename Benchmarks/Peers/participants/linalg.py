"""Linear algebra by NumPy or SciPy: the calls as their manuals have them."""

import statistics
from collections.abc import Callable
from functools import partial
from types import ModuleType

import numpy as np
from threadpoolctl import ThreadpoolController

from participants.participant import timed

# The matrices that a work is done on.
KINDS = {
    "solve": "general", "determinant": "general", "inverse": "general", "cholesky": "definite", "qr": "random",
    "leastSquares": "tall", "symmetric": "symmetric", "eigen": "random", "svd": "random", "singularValues": "random",
}
TYPES = {"float": np.float32, "double": np.float64}


def blas(pools: ThreadpoolController, package: str) -> str:
    """The BLAS that a package brings; SciPy's process has NumPy's, too."""
    found = [pool for pool in pools.info() if pool["user_api"] == "blas"]
    own = next((pool for pool in found if f"{package}.libs" in pool["filepath"]), (found or [{}])[0])
    return f"{own.get('internal_api')} {own.get('version')} ({own.get('architecture')})"


class Linalg:
    """Answers the requests for decompositions by the `linalg` of NumPy or SciPy: the names are the same, some defaults not."""

    def __init__(self, name: str, package: ModuleType, cholesky: dict[str, object] = {}, qr: dict[str, object] = {}) -> None:
        linalg = package.linalg
        self.calls: dict[str, Callable[..., object]] = {
            "solve": linalg.solve, "determinant": lambda a, b: linalg.det(a), "inverse": lambda a, b: linalg.inv(a),
            "cholesky": lambda a, b: linalg.cholesky(a, **cholesky), "qr": lambda a, b: linalg.qr(a, **qr),
            "leastSquares": lambda a, b: linalg.lstsq(a, b), "symmetric": lambda a, b: linalg.eigh(a),
            "eigen": lambda a, b: linalg.eig(a), "svd": lambda a, b: linalg.svd(a, full_matrices=False),
            "singularValues": lambda a, b: linalg.svdvals(a),
        }
        self.folder = ""
        self.pools = ThreadpoolController()
        key = name.lower()
        versions = {key: package.__version__, "BLAS": blas(self.pools, key)}
        self.greeting = {"name": name, "versions": versions, "images": 0, "testImages": 0}

    def hello(self) -> dict:
        return self.greeting

    def systems(self, folder: str) -> dict:
        self.folder = folder
        return {}

    def decompose(self, task: str) -> dict:
        """The seconds of one call: the median of those within 0.08 s. A first call that takes longer is the only one."""
        work, a, b, threads = self.read(task)
        call = partial(self.calls[work], a, b)
        with self.pools.limit(limits=threads):
            seconds = timed(0, call, least=1)
            if seconds[0] <= 0.08:
                seconds = timed(0.08, call, least=1)
        return {"seconds": statistics.median(seconds), "calls": len(seconds)}

    def decomposed(self, task: str) -> dict:
        work, a, b, threads = self.read(task)
        with self.pools.limit(limits=threads):
            result = self.calls[work](a, b)
        return {"outputs": np.concatenate([np.ravel(part) for part in outputs(work, a, result)]).astype(float).tolist()}

    def read(self, task: str) -> tuple[str, np.ndarray, np.ndarray, int]:
        work, scalar, n, threads = task.split()
        a, b = (np.load(f"{self.folder}/{kind}-{n}.npy").astype(TYPES[scalar]) for kind in (KINDS[work], "right"))
        return work, a, b[: len(a)], int(threads)


def outputs(work: str, a: np.ndarray, result: object) -> list[np.ndarray]:
    """Numbers that identify the result whatever the signs of vectors: `PeerSystem` of `benchmark` has the same."""
    ones = np.ones(a.shape[1], a.dtype)
    match work:
        case "inverse" | "cholesky":
            return [result @ ones]
        case "qr":
            q, r = result
            return [q @ (r @ ones), np.abs(np.diag(r))]
        case "leastSquares":
            return [result[0]]
        case "symmetric":
            values, vectors = result
            return [values, vectors @ (values * (vectors.T @ ones))]
        case "svd":
            u, values, vt = result
            return [values, u @ (values * (vt @ ones))]
        case "eigen":
            values, vectors = result
            residual = a @ vectors - vectors * values
            parts = [residual.real, residual.imag]
            return [np.sort(values.real), np.sort(values.imag), np.array([np.abs(part).max() for part in parts])]
        case _:
            return [np.asarray(result)]
