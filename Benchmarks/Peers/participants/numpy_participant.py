"""NumPy: buffers are made once, every operation writes into one, the rate is folded into dZ."""

from collections.abc import Callable

import numpy as np
from threadpoolctl import ThreadpoolController

from participants.images import weights
from participants.linalg import blas
from participants.participant import BATCH, CLASSES, HIDDEN, RATE, Participant


class NumPyParticipant(Participant):
    name = "NumPy"

    def __init__(self, data: str) -> None:
        super().__init__(data)
        self.random = np.random.default_rng(1)
        self.one_hot = np.eye(CLASSES, dtype=np.float32)[self.images.train_labels]
        self.pools = ThreadpoolController()
        self.versions = {"numpy": np.__version__, "BLAS": blas(self.pools, "numpy")}
        inputs = self.images.train.shape[1]
        self.buffers = [np.empty((BATCH, n), np.float32) for n in (inputs, CLASSES, HIDDEN, CLASSES, HIDDEN)]
        self.gradients = [np.empty((inputs, HIDDEN), np.float32), np.empty((HIDDEN, CLASSES), np.float32)]

    def load(self, path: str) -> dict:
        self.W1, self.b1, self.W2, self.b2 = weights(path)
        return {}

    def train_epoch(self) -> None:
        order = self.random.permutation(len(self.images.train))
        for first in range(0, len(order), BATCH):
            self.step(order[first : first + BATCH])

    def step(self, batch: np.ndarray) -> None:
        x, t, A, P, dA = (buffer[: len(batch)] for buffer in self.buffers)
        dW1, dW2 = self.gradients
        # "clip" lets take write straight into `out`.
        np.take(self.images.train, batch, axis=0, out=x, mode="clip")
        np.take(self.one_hot, batch, axis=0, out=t, mode="clip")
        np.matmul(x, self.W1, out=A)
        A += self.b1
        np.maximum(A, 0, out=A)
        np.matmul(A, self.W2, out=P)
        P += self.b2
        softmax(P)
        P -= t
        P *= RATE / np.float32(len(batch))
        np.matmul(P, self.W2.T, out=dA)
        dA *= A > 0
        np.matmul(A.T, P, out=dW2)
        np.matmul(x.T, dA, out=dW1)
        self.W2 -= dW2
        self.b2 -= P.sum(axis=0)
        self.W1 -= dW1
        self.b1 -= dA.sum(axis=0)

    def predictor(self, samples: np.ndarray) -> Callable[[], object]:
        A = np.empty((len(samples), HIDDEN), np.float32)
        P = np.empty((len(samples), CLASSES), np.float32)

        def call() -> np.ndarray:
            np.matmul(samples, self.W1, out=A)
            np.add(A, self.b1, out=A)
            np.maximum(A, 0, out=A)
            np.matmul(A, self.W2, out=P)
            np.add(P, self.b2, out=P)
            softmax(P)
            return P

        return call

    def predict(self, rows: str) -> dict:
        with self.pools.limit(limits=1 if rows == "1" else None):
            return super().predict(rows)


def softmax(Z: np.ndarray) -> None:
    Z -= Z.max(axis=1, keepdims=True)
    np.exp(Z, out=Z)
    Z /= Z.sum(axis=1, keepdims=True)


make = NumPyParticipant
