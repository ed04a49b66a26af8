"""Linear algebra in Swift and on LAPACK against NumPy and SciPy, on the same matrices: results first, then seconds."""

from argparse import Namespace
from dataclasses import dataclass

from compare.bench import Bench
from compare.child import computed
from compare.data import Data
from compare.figures import OWN, cells, timed
from compare.predict import relative_difference

WORKS = {
    "solve": "solve", "determinant": "determinant", "inverse": "inverse", "cholesky": "Cholesky", "qr": "QR",
    "leastSquares": "least squares, 2n x n", "symmetric": "symmetric eigen", "eigen": "eigen", "svd": "SVD, thin",
    "singularValues": "singular values",
}
# Who is compared in which scalar: NumPy computes much of its linear algebra of Floats in Double.
PARTICIPANTS = {"double": (OWN, "openblas", "numpy-linalg", "scipy"), "float": (OWN, "openblas", "scipy")}
SCALARS = {"double": "Double", "float": "Float"}
# The largest difference to the results in Double, as a share of the largest of them: eigenvalues lose most.
TOLERANCES = {"double": 1e-9, "float": 1e-3}
# From here on one call takes as long as the rounds of others.
MOST_ROUNDS = 3


@dataclass(frozen=True)
class Task:
    work: str
    scalar: str
    n: int
    threads: int

    @property
    def request(self) -> str:
        return f"{self.work} {self.scalar} {self.n} {self.threads}"


def run(bench: Bench, data: Data, options: Namespace) -> dict:
    """Up to three rounds, each the median of the calls of 0.08 s, or one call."""
    folder = bench.scratch / "systems"
    folder.mkdir()
    expected = computed("systems", str(folder), *map(str, options.sizes))
    for key in bench.taking_part("decompositions"):
        bench.ask(key, f"systems {folder}")
    rounds, rows = min(options.rounds, MOST_ROUNDS), []
    for scalar in SCALARS:
        for threads in options.threads:
            tasks = [Task(work, scalar, n, threads) for work in WORKS for n in options.sizes]
            difference = max((check(bench, key, tasks, expected) for key in taking_part(bench, scalar)), default=0.0)
            measured = [
                vars(task) | {"rows": timed(bench, taking_part(bench, scalar), f"decompose {task.request}", rounds)}
                for task in tasks
            ]
            print(table(bench, measured, rounds, difference), flush=True)
            rows += measured
    return {"rounds": rounds, "tolerances": TOLERANCES, "rows": rows}


def taking_part(bench: Bench, scalar: str) -> list[str]:
    return [key for key in PARTICIPANTS[scalar] if key in bench.taking_part("decompositions")]


def check(bench: Bench, key: str, tasks: list[Task], expected: dict[str, dict[str, list[float]]]) -> float:
    """The largest difference; whose results differ from those in Double is out. Also its warm-up."""
    largest = 0.0
    for task in tasks:
        answer = bench.ask(key, f"decomposed {task.request}")
        if answer is None:
            break
        difference = relative_difference(answer["outputs"], expected[task.work][str(task.n)])
        tolerance = TOLERANCES[task.scalar]
        if not difference <= tolerance:
            bench.exclude(
                key, f"is wrong: {WORKS[task.work]} of {task.n} in {SCALARS[task.scalar]} differs by {difference:.1e} "
                f"from the result in Double, {tolerance:.0e} is allowed; it is not timed")
            break
        largest = max(largest, difference)
    return largest


def table(bench: Bench, rows: list[dict], rounds: int, difference: float) -> str:
    """A column for each participant that lasted: ms, and its time as a multiple of the Swift routines'."""
    scalar, threads = rows[0]["scalar"], rows[0]["threads"]
    keys = taking_part(bench, scalar)
    lines = [
        f"Linear algebra in {SCALARS[scalar]}, {threads} thread{'s' if threads > 1 else ''}: ms and 'times', medians of "
        f"{rounds} rounds (results agree to {difference:.0e})",
        f"  {'':22}{'n':>6}" + "".join(f"{bench.title(key).removeprefix('swift-dense, '):>16}" for key in keys)
        + f"{'spread':>8}",
    ]
    for row in rows:
        figures = cells(row["rows"], keys, lambda seconds: f"{1e3 * seconds:10.3g}")
        spread = max(figure["spread"] for figure in row["rows"])
        lines.append(f"  {WORKS[row['work']]:22}{row['n']:6}{figures}{100 * spread:7.0f}%")
    return "\n".join(lines) + "\n"
