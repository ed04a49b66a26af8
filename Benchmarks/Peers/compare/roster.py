"""Who takes part, and in what."""

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One participant: how it is called, started, and which suites it has answers for."""

    key: str
    title: str
    command: tuple[str, ...]
    suites: frozenset[str]
    # One that is not optional and cannot run is a problem, not a remark.
    optional: bool = False

    @property
    def names(self) -> set[str]:
        """What `--without` calls it: an entry may be a part of a library."""
        return {self.key, self.key.split("-")[0]}


def swift(benchmark: str, backend: str, data: str | None) -> tuple[str, ...]:
    return (benchmark, "peer", "--backend", backend) + (("--data", data) if data else ())


def roster(benchmark: str, data: str) -> list[Entry]:
    def python(name: str) -> tuple[str, ...]:
        return (sys.executable, "-m", "participants", name, "--data", data)

    both, epoch, predict = frozenset({"epoch", "predict"}), frozenset({"epoch"}), frozenset({"predict"})
    linalg = frozenset({"decompositions"})
    return [
        Entry("swift", "swift-dense, Swift kernels", swift(benchmark, "swift", data), both),
        Entry("openblas", "swift-dense, OpenBLAS", swift(benchmark, "openblas", data), both | linalg, optional=True),
        Entry("numpy", "NumPy", python("numpy"), both),
        Entry("jax", "JAX", python("jax"), both),
        Entry("torch", "PyTorch", python("torch"), both, optional=True),
        Entry("sklearn", "scikit-learn", python("sklearn"), epoch),
        Entry("onnx", "ONNX Runtime", python("onnx"), predict, optional=True),
        Entry("numpy-linalg", "NumPy", python("numpy_linalg"), linalg),
        Entry("scipy", "SciPy", python("scipy"), linalg),
    ]
