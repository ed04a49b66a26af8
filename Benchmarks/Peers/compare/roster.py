"""Who takes part, and in what."""

import sys
from dataclasses import dataclass

from compare import libraries


@dataclass(frozen=True)
class Entry:
    """One participant: how it is called, started (by nothing where it is not installed), and which suites it answers."""

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

    @property
    def chooses_kernels(self) -> bool:
        """Whether OPENBLAS_CORETYPE is left to it: it is set for the OpenBLAS that this package links, an older one."""
        return "--backend" not in self.command


def swift(benchmark: str, backend: str, data: str | None) -> tuple[str, ...]:
    return (benchmark, "peer", "--backend", backend) + (("--data", data) if data else ())


def library(benchmark: str, key: str) -> tuple[str, ...]:
    path = libraries.find(key)
    return (benchmark, "peer", "--cblas", path) if path else ()


def roster(benchmark: str, data: str) -> list[Entry]:
    def python(name: str) -> tuple[str, ...]:
        return (sys.executable, "-m", "participants", name, "--data", data)

    both, epoch, predict = frozenset({"epoch", "predict"}), frozenset({"epoch"}), frozenset({"predict"})
    linalg, products = frozenset({"decompositions"}), frozenset({"products"})
    return [
        Entry("swift", "swift-dense, Swift kernels", swift(benchmark, "swift", data), both | linalg | products),
        Entry(
            "openblas", "swift-dense, OpenBLAS", swift(benchmark, "openblas", data), both | linalg | products,
            optional=True),
        Entry("numpy", "NumPy", python("numpy"), both),
        Entry("jax", "JAX", python("jax"), both),
        Entry("torch", "PyTorch", python("torch"), both, optional=True),
        Entry("sklearn", "scikit-learn", python("sklearn"), epoch),
        Entry("onnx", "ONNX Runtime", python("onnx"), predict, optional=True),
        Entry("numpy-linalg", "NumPy", python("numpy_linalg"), linalg),
        Entry("scipy", "SciPy", python("scipy"), linalg),
        Entry("openblas-new", "new OpenBLAS", library(benchmark, "openblas-new"), products),
        Entry("mkl", "MKL", library(benchmark, "mkl"), products),
        Entry("aocl", "AOCL-BLAS", library(benchmark, "aocl"), products),
        Entry("blis", "BLIS", library(benchmark, "blis"), products),
    ]
