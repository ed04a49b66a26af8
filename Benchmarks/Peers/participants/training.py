"""A whole training by the recipe of a preset, timed, and tested once at its end."""

import time
from abc import abstractmethod

import numpy as np

from participants import recipe
from participants.participant import CLASSES, Library

BETAS, EPSILON = (0.9, 0.999), 1e-8


class Training(Library):
    """A library that follows a recipe. A subclass says how it begins, learns and predicts."""

    def recipe(self, path: str) -> dict:
        """Takes the recipe of a preset, and trains an epoch that does not count: threads, memory and compiled code are there."""
        self.chosen = recipe.read(path)
        inputs = self.images.train.shape[1]
        self.widths = [inputs, *self.chosen.hidden, CLASSES]
        self.rates = np.array(self.chosen.rates(len(self.images.train)), np.float32)
        self.steps = len(self.rates) // self.chosen.epochs
        self.begin(0)
        self.train_epoch(self.rates[: self.steps])
        return {}

    def train(self, seed: str) -> dict:
        """A new network from first to last step; only its steps, their orders and batches are timed."""
        self.begin(int(seed))
        start = time.perf_counter()
        for epoch in range(self.chosen.epochs):
            self.train_epoch(self.rates[epoch * self.steps : (epoch + 1) * self.steps])
        seconds = time.perf_counter() - start
        predicted = self.outputs().argmax(axis=1)
        return {"seconds": seconds, "accuracy": float((predicted == self.images.test_labels).mean())}

    @abstractmethod
    def begin(self, seed: int) -> None:
        """Draws a network, normal with the variance 2 / inputs of a layer, biases of 0."""

    @abstractmethod
    def train_epoch(self, rates: np.ndarray) -> None:
        """One pass in a new order, with a rate for each step; returns when its last step is done."""

    @abstractmethod
    def outputs(self) -> np.ndarray:
        """What the network answers to the test images."""
