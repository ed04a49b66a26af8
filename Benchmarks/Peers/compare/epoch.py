"""An epoch of MNIST on each participant: accuracies first, then seconds."""

import math
import statistics
from argparse import Namespace

from compare.bench import Bench
from compare.data import Data
from compare.figures import Row, finished, table

# Samples to learn from before accuracies are compared: three epochs of the whole of MNIST.
SAMPLES_BEFORE = 180_000
# Samples of the epochs that count in one turn.
SAMPLES_OF_A_TURN = 60_000


def run(bench: Bench, data: Data, options: Namespace) -> dict:
    """Trains all from the same weights (scikit-learn draws its own), checks, then times `options.rounds` rounds."""
    epochs = max(1, math.ceil(SAMPLES_BEFORE / data.images))
    share_weights(bench)
    for _ in range(epochs):
        for key in bench.taking_part("epoch"):
            bench.ask(key, "epoch")
    accuracies = check(bench, data, epochs)
    rows = {key: Row(key, bench.title(key)) for key in bench.taking_part("epoch")}
    for _ in range(options.rounds):
        for key in bench.taking_part("epoch"):
            # The first epoch of a turn wakes CPUs and threads, and does not count.
            answers = bench.turn(key, "epoch", 1 + max(1, round(SAMPLES_OF_A_TURN / data.images)))
            if answers:
                rows[key].seconds.append(statistics.median(answer["seconds"] for answer in answers[1:]))
    for key in bench.taking_part("epoch"):
        answer = bench.ask(key, "accuracy")
        if answer:
            rows[key].accuracy = answer["accuracy"]
    # One that failed on the way has no figure.
    measured = finished({key: row for key, row in rows.items() if row.accuracy is not None})
    if measured:
        print(f"One epoch, {data.images:,} images: medians of {options.rounds} rounds")
        print(table(measured, 1, "seconds") + "\n", flush=True)
    return {"epochsBefore": epochs, "accuraciesBefore": accuracies, "rounds": options.rounds, "rows": measured}


def share_weights(bench: Bench) -> str:
    """All go on from the weights of this package: those that it draws, or has trained. Returns the path of their file."""
    file = bench.scratch / "weights.safetensors"
    if "swift" not in bench.children or bench.ask("swift", f"save {file}") is None:
        raise SystemExit("compare: " + " ".join(bench.problems))
    for key in list(bench.children):
        if bench.children[key].entry.suites & {"epoch", "predict"}:
            bench.ask(key, f"load {file}")
    return str(file)


def check(bench: Bench, data: Data, epochs: int) -> dict[str, float]:
    """Who is further from the middle than a point (more on few test images, by the root of their number) is out."""
    accuracies: dict[str, float] = {}
    for key in bench.taking_part("epoch"):
        answer = bench.ask(key, "accuracy")
        if answer:
            accuracies[key] = answer["accuracy"]
    limit = 0.01 * max(1, math.sqrt(10_000 / data.tests))
    middle = statistics.median(accuracies.values()) if accuracies else math.nan
    for key, accuracy in list(accuracies.items()):
        # Written so that NaN is wrong, too.
        if not abs(accuracy - middle) <= limit:
            bench.exclude(
                key, f"is wrong: {100 * accuracy:.2f}% on the test images after {epochs} epochs, where the middle is "
                f"{100 * middle:.2f}% and {100 * limit:.1f} points are allowed; it is not timed")
            del accuracies[key]
    if accuracies:
        low, high = min(accuracies.values()), max(accuracies.values())
        print(f"After {epochs} epochs all are right on {100 * low:.2f} to {100 * high:.2f}% of {data.tests:,} test images\n")
    return accuracies
