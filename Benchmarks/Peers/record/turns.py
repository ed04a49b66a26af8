"""The order of the runs: who is compared takes turns, so that a slow moment of the machine meets all of them."""

from argparse import Namespace
from collections.abc import Callable

from compare.bench import Bench
from participants.recipe import Recipe
from record.mnist import MNIST, Run
from record.results import Peer, Preset, Results

# Runs of `fast` for each run of the original recipe, and the epochs of that.
RUNS_FOR_AN_ORIGINAL, ORIGINAL_EPOCHS = 5, 3
# How far a peer may be off our accuracy with the same seed number: 15 standard errors of 10,000 images at 98.5%.
LIMIT = 0.01
# Deformed copies of an image, over which a prediction is averaged.
COPIES = 16


class Turns:
    """Takes all turns, telling each, and saving after it."""

    def __init__(self, bench: Bench, mnist: MNIST, results: Results, save: Callable[[], None]) -> None:
        self.bench = bench
        self.mnist = mnist
        self.results = results
        self.save = save

    def take(self, options: Namespace, recipe: Recipe | None) -> None:
        """`recipe` is what the peers train, where any do."""
        for seed in range(1, options.fast_seeds + 1):
            if seed % RUNS_FOR_AN_ORIGINAL == 1:
                self.take_original("fast", seed)
            run = self.take_own("fast", seed)
            if seed <= options.peer_seeds and recipe is not None:
                check(run, recipe)
                self.take_peers(run)
        for seed in range(1, options.best_seeds + 1):
            self.take_original("best", seed)
            self.take_own("best", seed)
        try:
            self.take_averages(list(range(1, options.best_seeds + 1)))
        except SystemExit as error:
            # A signal's is a number; hours of training are not lost for an average.
            if not isinstance(error.code, str):
                raise
            self.bench.notes.append(error.code)

    def take_original(self, preset: str, seed: int) -> None:
        run = self.mnist.train("original", seed, "--epochs", str(ORIGINAL_EPOCHS))
        self.preset(preset).original += run.epochs
        print(f"original, seed {seed}: " + ", ".join(f"{seconds:.3g}" for seconds in run.epochs) + " s an epoch", flush=True)
        self.save()

    def take_own(self, preset: str, seed: int) -> Run:
        run = self.mnist.train(preset, seed)
        self.preset(preset).runs.append(run)
        print(
            f"{preset}, seed {seed}: {100 * run.accuracy:.2f}%, {run.training:.3g} s of training, "
            f"{run.command:.3g} s in all", flush=True)
        self.save()
        return run

    def take_averages(self, seeds: list[int]) -> None:
        """What averages over copies of an image and over networks reach: apart from what one network does."""
        if not seeds:
            return
        alone = [self.mnist.evaluate([seed], COPIES) for seed in seeds]
        self.average(f"one network, each image and {COPIES} deformed copies", alone)
        if len(seeds) > 1:
            self.average(f"the {len(seeds)} networks together", [self.mnist.evaluate(seeds, 0)])
            self.average(
                f"the {len(seeds)} networks together, each image and {COPIES} deformed copies",
                [self.mnist.evaluate(seeds, COPIES)])

    def average(self, name: str, accuracies: list[float]) -> None:
        self.results.averages[name] = accuracies
        print(f"{name}: " + ", ".join(f"{100 * accuracy:.2f}%" for accuracy in accuracies), flush=True)
        self.save()

    def take_peers(self, own: Run) -> None:
        """Each peer with the number of our seed, which draws other numbers there."""
        if not self.bench.children:
            return
        self.peer("swift", "swift-dense", own.training, own.accuracy)
        for key in list(self.bench.children):
            title = self.bench.title(key)
            for answer in self.bench.turn(key, f"train {own.seed}"):
                seconds, accuracy = answer["seconds"], answer["accuracy"]
                # Written so that NaN is wrong, too.
                if not abs(accuracy - own.accuracy) <= LIMIT:
                    self.bench.exclude(
                        key, f"is wrong: {100 * accuracy:.2f}% on the test images, where swift-dense has "
                        f"{100 * own.accuracy:.2f}% and {100 * LIMIT:g} point is allowed; it is not timed")
                    break
                self.peer(key, title, seconds, accuracy)
                print(f"  {title}: {100 * accuracy:.2f}%, {seconds:.3g} s of training", flush=True)
        self.save()

    def preset(self, name: str) -> Preset:
        return self.results.presets.setdefault(name, Preset(name))

    def peer(self, key: str, title: str, seconds: float, accuracy: float) -> None:
        peer = self.results.peers.setdefault(key, Peer(key, title))
        peer.seconds.append(seconds)
        peer.accuracies.append(accuracy)


def check(run: Run, recipe: Recipe) -> None:
    """Ends the program where we trained by another recipe than the file that the peers follow."""
    settings = dict(run.settings) | {"layers": run.settings.get("layers", [])[1:-1]}
    for key, value in recipe.as_metrics().items():
        if settings.get(key) != value:
            raise SystemExit(
                f"record: mnist trains fast with {key} = {settings.get(key)}, and the preset's file says {value}: "
                "build mnist again")
