"""Which images are used: those of MNIST_DIR, of data/mnist, or the ones in the package, written out for Python."""

import os
from dataclasses import dataclass
from pathlib import Path

from compare.bench import Bench
from compare.roster import Entry, swift

NAMES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")


@dataclass
class Data:
    folder: str
    description: str
    images: int = 0
    tests: int = 0


def find_data(bench: Bench, benchmark: str) -> Data:
    named = os.environ.get("MNIST_DIR")
    if named:
        missing = [name for name in NAMES if not has(Path(named), name)]
        if missing:
            raise SystemExit(f"compare: MNIST_DIR={named} has no {', '.join(missing)}")
        return Data(named, "MNIST_DIR")
    usual = Path("data/mnist")
    if all(has(usual, name) for name in NAMES):
        return Data(str(usual), "data/mnist")
    folder = bench.scratch / "mnist"
    folder.mkdir()
    exporter = Entry("exporter", "swift-dense", swift(benchmark, "swift", None), frozenset())
    bench.start(exporter)
    if "exporter" not in bench.children or bench.ask("exporter", f"export {folder}") is None:
        raise SystemExit(f"compare: {bench.problems[0]}")
    bench.drop("exporter")
    return Data(str(folder), "the embedded subset of MNIST ('make data' fetches the whole)")


def has(folder: Path, name: str) -> bool:
    return (folder / name).exists() or (folder / name.replace("-idx", ".idx")).exists()
