"""The figures of the participants in one kind of work."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

from compare.bench import Bench

# This package, by its Swift kernels: what the others are compared with.
OWN = "swift"


@dataclass
class Row:
    key: str
    title: str
    seconds: list[float] = field(default_factory=list)
    accuracy: float | None = None

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def spread(self) -> float:
        """The width of the middle half over the median, as `benchmark` has it."""
        if len(self.seconds) < 2:
            return 0
        low, _, high = statistics.quantiles(self.seconds, n=4, method="inclusive")
        return (high - low) / self.median

    def as_json(self, baseline: float) -> dict:
        row = {
            "participant": self.key, "title": self.title, "seconds": self.seconds, "median": self.median,
            "spread": self.spread, "ratio": self.median / baseline,
        }
        return row if self.accuracy is None else row | {"accuracy": self.accuracy}


def finished(rows: dict[str, Row]) -> list[dict]:
    """Rows with figures, fastest first; their ratio is to this package."""
    measured = sorted((row for row in rows.values() if row.seconds), key=lambda row: row.median)
    baseline = next((row.median for row in measured if row.key == OWN), float("nan"))
    return [row.as_json(baseline) for row in measured]


def timed(bench: Bench, keys: list[str], request: str, rounds: int) -> list[dict]:
    """The finished rows of `keys` after so many rounds, without those that failed on the way."""
    rows = {key: Row(key, bench.title(key)) for key in keys}
    for _ in range(rounds):
        for key in [key for key in keys if key in bench.children]:
            rows[key].seconds += [answer["seconds"] for answer in bench.turn(key, request)]
    return finished({key: row for key, row in rows.items() if key in bench.children})


def cells(rows: list[dict], keys: list[str], figure: Callable[[float], str]) -> str:
    """For each of `keys` the figure of its median, and its time as a multiple of this package's."""
    text, found = "", {row["participant"]: row for row in rows}
    for key in keys:
        times = "" if key == OWN else f"{found[key]['ratio']:.2f}"
        text += f"{figure(found[key]['median'])}{times:>6}"
    return text


def table(rows: list[dict], unit: float, unit_name: str) -> str:
    lines = [f"  {'':28}{unit_name:>9}{'spread':>9}{'times':>8}" + ("  accuracy" if "accuracy" in rows[0] else "")]
    for row in rows:
        accuracy = f"{100 * row['accuracy']:9.2f}%" if "accuracy" in row else ""
        lines.append(
            f"  {row['title']:28}{row['median'] / unit:9.3g}{100 * row['spread']:8.0f}%{row['ratio']:8.2f}{accuracy}"
        )
    return "\n".join(lines)
