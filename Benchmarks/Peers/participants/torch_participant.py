"""PyTorch, eager: nn.Sequential, cross-entropy, SGD; batches are indexed, which is faster than a DataLoader."""

from collections.abc import Callable

import numpy as np
import torch

from participants.images import weights
from participants.participant import BATCH, CLASSES, CPUS, HIDDEN, RATE, Participant


class TorchParticipant(Participant):
    name = "PyTorch"
    versions = {"torch": torch.__version__}

    def __init__(self, data: str) -> None:
        super().__init__(data)
        torch.set_num_threads(CPUS)
        torch.manual_seed(1)
        self.train = torch.from_numpy(self.images.train)
        self.labels = torch.from_numpy(self.images.train_labels)
        self.model = torch.nn.Sequential(
            torch.nn.Linear(self.train.shape[1], HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, CLASSES)
        )
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=float(RATE))
        self.loss = torch.nn.CrossEntropyLoss()

    def load(self, path: str) -> dict:
        W1, b1, W2, b2 = (torch.from_numpy(value) for value in weights(path))
        with torch.no_grad():
            # A Linear holds its weights as outputs x inputs.
            for parameter, value in zip(self.model.parameters(), (W1.T, b1, W2.T, b2)):
                parameter.copy_(value)
        return {}

    def train_epoch(self) -> None:
        for batch in torch.randperm(len(self.train)).split(BATCH):
            self.optimizer.zero_grad()
            self.loss(self.model(self.train[batch]), self.labels[batch]).backward()
            self.optimizer.step()

    def predictor(self, samples: np.ndarray) -> Callable[[], object]:
        x = torch.from_numpy(samples)

        def call() -> torch.Tensor:
            with torch.inference_mode():
                return torch.softmax(self.model(x), dim=1)

        return call

    def predict(self, rows: str) -> dict:
        torch.set_num_threads(1 if rows == "1" else CPUS)
        try:
            return super().predict(rows)
        finally:
            torch.set_num_threads(CPUS)


make = TorchParticipant
