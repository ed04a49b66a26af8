"""What every library answers, and how its time is taken."""

import statistics
import time
from abc import ABC, abstractmethod
from collections.abc import Callable

import numpy as np

from compare.load import cpus
from participants.images import Images

BATCH, RATE, HIDDEN, CLASSES = 64, np.float32(0.01), 128, 10
CPUS = cpus()


class Library(ABC):
    """A library with the images."""

    name: str
    versions: dict[str, str]

    def __init__(self, data: str) -> None:
        self.images = Images(data)

    def hello(self) -> dict:
        images, tests = len(self.images.train), len(self.images.test)
        return {"name": self.name, "versions": self.versions, "threads": CPUS, "images": images, "testImages": tests}


class Participant(Library):
    """A network of one library. A subclass says how it learns and predicts."""

    @abstractmethod
    def load(self, path: str) -> dict:
        """Takes the weights of a safetensors file, to train further or to predict with."""

    def train_epoch(self) -> None:
        """One pass in a new order; returns when its last step is done."""
        raise NotImplementedError("it does not train")

    def probabilities(self, samples: np.ndarray) -> np.ndarray:
        return np.asarray(self.predictor(samples)())

    @abstractmethod
    def predictor(self, samples: np.ndarray) -> Callable[[], object]:
        """A call that predicts `samples`, which it holds in the library's own form, and returns when that is done."""

    def epoch(self) -> dict:
        start = time.perf_counter()
        self.train_epoch()
        return {"seconds": time.perf_counter() - start}

    def accuracy(self) -> dict:
        predicted = self.probabilities(self.images.test).argmax(axis=1)
        return {"accuracy": float((predicted == self.images.test_labels).mean())}

    def predict(self, rows: str) -> dict:
        call = self.predictor(self.images.samples(int(rows)))
        timed(0.05, call)
        seconds = timed(0.2, call)
        return {"seconds": statistics.median(seconds), "calls": len(seconds)}

    def outputs(self, rows: str) -> dict:
        return {"outputs": self.probabilities(self.images.samples(int(rows))).ravel().tolist()}


def timed(duration: float, call: Callable[[], object], least: int = 3) -> list[float]:
    """The seconds of each of the calls made within `duration` seconds."""
    seconds: list[float] = []
    clock = time.perf_counter
    start = clock()
    end = start + duration
    while start < end or len(seconds) < least:
        call()
        seconds.append(clock() - start)
        start = clock()
    return seconds
