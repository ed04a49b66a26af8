"""Runs of `mnist train`, each a process of its own that begins anew."""

import json
import os
import resource
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from compare.bench import Bench
from compare.child import ending
from compare.load import busy_seconds


@dataclass
class Run:
    """Times in seconds: of each epoch's training, from the first read to the last evaluation, and of the whole command."""

    seed: int
    accuracy: float
    epochs: list[float]
    work: float
    command: float
    settings: dict

    @property
    def training(self) -> float:
        return sum(self.epochs)

    def as_json(self) -> dict:
        return {
            "seed": self.seed, "accuracy": self.accuracy, "training": self.training, "epochs": self.epochs,
            "seconds": self.work, "command": self.command,
        }


class MNIST:
    """The program, on the images of a folder; a run that fails ends all with the program's own sentence."""

    def __init__(self, program: str, data: str, bench: Bench) -> None:
        self.program = program
        self.data = data
        self.bench = bench

    def train(self, preset: str, seed: int, *options: str) -> Run:
        folder = self.bench.scratch / f"{preset}-{seed}"
        settings = ["train", "--preset", preset, "--seed", str(seed), *options]
        files = ["--data", self.data, "--quiet", "--output", str(folder)]
        name = f"record: 'mnist {' '.join(settings)}'"
        seconds = self.call([self.program, *settings, *files], name)
        try:
            metrics = json.loads((folder / "metrics.json").read_bytes())
            epochs = [epoch["seconds"] for epoch in metrics["epochs"]]
            run = Run(seed, metrics["test"]["accuracy"], epochs, metrics["seconds"], seconds, metrics["run"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SystemExit(f"{name} left no metrics.json that can be read: {type(error).__name__}: {error}") from None
        if preset == "best":
            try:
                (folder / "model.safetensors").rename(self.model(seed))
            except OSError as error:
                raise SystemExit(f"{name} left no model.safetensors: {error}") from None
        shutil.rmtree(folder)
        return run

    def model(self, seed: int) -> Path:
        """The network that a run of `best` leaves."""
        return self.bench.scratch / f"best-{seed}.safetensors"

    def evaluate(self, seeds: list[int], copies: int) -> float:
        """The test accuracy of the networks of `best` with these seeds together, averaged over deformed copies."""
        settings = ["evaluate", *(word for seed in seeds for word in ("--load", str(self.model(seed)))), "--copies", str(copies)]
        name = f"record: 'mnist evaluate' of {len(seeds)} networks with {copies} copies"
        answer = self.bench.scratch / "evaluation.json"
        self.call([self.program, *settings, "--json", "--data", self.data], name, answer)
        try:
            return json.loads(answer.read_bytes())["accuracy"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SystemExit(f"{name} printed no JSON that can be read: {type(error).__name__}: {error}") from None

    def call(self, command: list[str], name: str, output: Path | None = None) -> float:
        """The seconds of a run, while the others are watched; what it prints goes to `output`."""
        bench, log = self.bench, self.bench.scratch / "mnist.log"
        bench.wait_for_quiet()
        busy, idle, own = busy_seconds(), sum(bench.cpu_seconds().values()), children_seconds()
        start = time.perf_counter()
        try:
            with log.open("wb") as file, (output or Path(os.devnull)).open("wb") as printed:
                # In a session of its own: Ctrl-C reaches this program alone, and `run` ends the other.
                status = subprocess.run(
                    command, stdin=subprocess.DEVNULL, stdout=printed, stderr=file, start_new_session=True, check=False
                ).returncode
        except OSError as error:
            raise SystemExit(f"{name} did not start: {error}") from None
        seconds = time.perf_counter() - start
        if status != 0:
            raise SystemExit(f"{name} {ending(status, log, 'mnist: ')}")
        idle = sum(bench.cpu_seconds().values()) - idle
        bench.most_idle_share = max(bench.most_idle_share, idle / max(seconds, 0.05))
        bench.turn_seconds += seconds
        bench.foreign_seconds += busy_seconds() - busy - idle - (children_seconds() - own)
        return seconds


def children_seconds() -> float:
    """What all processes that have ended here used of the CPUs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
