"""Matrix products against other libraries, in Float on one thread. Each participant checks its product before it times it."""

from argparse import Namespace
from dataclasses import dataclass

from compare.bench import Bench
from compare.data import Data
from compare.figures import cells, timed


@dataclass(frozen=True)
class Product:
    """C of m x n, summed over k, of A and B stored as the form says; with beta 1 it is added to C."""

    name: str
    form: str
    beta: int
    m: int
    n: int
    k: int

    @property
    def request(self) -> str:
        return f"product {self.form} {self.beta} {self.m} {self.n} {self.k}"

    @property
    def label(self) -> str:
        return f"{self.name} {self.m}x{self.n}x{self.k} {self.form}"


PRODUCTS = (
    Product("X W1", "NN", 0, 64, 128, 784),
    Product("A1 W2", "NN", 0, 64, 10, 128),
    Product("A1' dZ2", "TN", 0, 128, 10, 64),
    Product("dZ2 W2'", "NT", 0, 64, 128, 10),
    Product("X' dZ1", "TN", 0, 784, 128, 64),
    Product("update", "TN", 1, 1024, 1024, 128),
    Product("update", "TN", 1, 784, 1024, 128),
    Product("update", "TN", 1, 512, 512, 256),
    *(Product("square", "NN", 0, size, size, size) for size in (256, 512, 1024, 2048)),
)


def run(bench: Bench, data: Data, options: Namespace) -> dict:
    """`options.rounds` rounds, each the median of the samples of 0.08 s, or one call."""
    rows = []
    for product in PRODUCTS:
        for key in bench.taking_part("products"):
            bench.ask(key, product.request)
        measured = timed(bench, bench.taking_part("products"), product.request, options.rounds)
        rows.append(vars(product) | {"label": product.label, "rows": measured})
    print(table(bench, rows, options.rounds) + "\n", flush=True)
    return {"rounds": options.rounds, "notInstalled": bench.not_installed, "rows": rows}


def table(bench: Bench, rows: list[dict], rounds: int) -> str:
    """A column for each participant that lasted: GFLOP/s, and its time as a multiple of the Swift kernels'."""
    keys = bench.taking_part("products")
    lines = [
        f"Products in Float, one thread: GFLOP/s and 'times', medians of {rounds} rounds",
        f"  {'':24}" + "".join(f"{bench.title(key).removeprefix('swift-dense, '):>14}" for key in keys),
    ]
    for row in rows:
        gflop = 2e-9 * row["m"] * row["n"] * row["k"]
        figures = cells(row["rows"], keys, lambda seconds: f"{gflop / seconds:8.1f}")
        lines.append(f"  {row['label']:24}{figures}".rstrip())
    return "\n".join(lines + [f"  {title}: not installed" for title in bench.not_installed])
