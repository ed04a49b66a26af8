"""Prediction by the same trained weights: outputs first, then seconds."""

from argparse import Namespace

from compare.bench import Bench
from compare.child import computed
from compare.data import Data
from compare.epoch import share_weights
from compare.figures import table, timed

SIZES = (1, 64, 10_000)
# The largest difference to the outputs in Double, as a share of the largest of them.
TOLERANCE = 1e-5


def run(bench: Bench, data: Data, options: Namespace) -> dict:
    """One image (on one thread), 64 and 10,000: `options.rounds` rounds, each the median of the calls of 0.2 s."""
    if options.only:  # the other suite has not trained anybody
        share_weights(bench)
        bench.ask("swift", "epoch")
    differences = check(bench, data, share_weights(bench))
    results: dict[str, list[dict]] = {}
    for size in SIZES:
        for key in bench.taking_part("predict"):
            # The first calls of a size make buffers and change thread counts.
            bench.turn(key, f"predict {size}")
        results[str(size)] = timed(bench, bench.taking_part("predict"), f"predict {size}", options.rounds)
        if results[str(size)]:
            what = "One image, one thread" if size == 1 else f"{size:,} images"
            print(f"{what}: medians of {options.rounds} rounds, each the median of many calls")
            print(table(results[str(size)], 1e-6, "us") + "\n", flush=True)
    return {"largestDifference": differences, "tolerance": TOLERANCE, "rounds": options.rounds, "rows": results}


def check(bench: Bench, data: Data, file: str) -> dict[str, float]:
    """Whose outputs differ from those in Double is out."""
    expected = computed("reference", data.folder, file, *map(str, SIZES))
    differences: dict[str, float] = {}
    for key in bench.taking_part("predict"):
        for size in SIZES:
            answer = bench.ask(key, f"outputs {size}")
            if answer is None:
                break
            difference = relative_difference(answer["outputs"], expected[str(size)])
            if not difference <= TOLERANCE:
                bench.exclude(
                    key, f"is wrong: its outputs for {size:,} images differ by {difference:.1e} from those in Double, "
                    f"{TOLERANCE:.0e} is allowed; it is not timed")
                break
            differences[key] = max(differences.get(key, 0), difference)
    if differences:
        print(f"All outputs agree with Double to {max(differences.values()):.1e} (allowed: {TOLERANCE:.0e})\n")
    return differences


def relative_difference(outputs: list[float], expected: list[float]) -> float:
    """The largest difference over the largest expected value; infinite where one is not a number or is missing."""
    if len(outputs) != len(expected) or any(value != value for value in outputs):
        return float("inf")
    return max(abs(a - b) for a, b in zip(outputs, expected)) / max(abs(value) for value in expected)
