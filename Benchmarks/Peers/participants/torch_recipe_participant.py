"""PyTorch, eager: nn.Sequential, cross-entropy with smoothed labels, AdamW with its fused step."""

import numpy as np
import torch

from participants.participant import CPUS
from participants.training import BETAS, EPSILON, Training


class TorchTraining(Training):
    name = "PyTorch"
    versions = {"torch": torch.__version__}

    def __init__(self, data: str) -> None:
        super().__init__(data)
        torch.set_num_threads(CPUS)
        self.train_images = torch.from_numpy(self.images.train)
        self.labels = torch.from_numpy(self.images.train_labels)

    def begin(self, seed: int) -> None:
        torch.manual_seed(seed)
        layers: list[torch.nn.Module] = []
        for inputs, outputs in zip(self.widths, self.widths[1:]):
            linear = torch.nn.Linear(inputs, outputs)
            torch.nn.init.kaiming_normal_(linear.weight, nonlinearity="relu")
            torch.nn.init.zeros_(linear.bias)
            layers += [linear, torch.nn.ReLU()]
        self.model = torch.nn.Sequential(*layers[:-1])
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=self.chosen.learning_rate, betas=BETAS, eps=EPSILON,
            weight_decay=self.chosen.weight_decay, fused=True,
        )
        self.loss = torch.nn.CrossEntropyLoss(label_smoothing=self.chosen.label_smoothing)

    def train_epoch(self, rates: np.ndarray) -> None:
        batches = torch.randperm(len(self.train_images)).split(self.chosen.batch_size)
        for batch, rate in zip(batches, rates.tolist()):
            self.optimizer.param_groups[0]["lr"] = rate
            self.optimizer.zero_grad()
            self.loss(self.model(self.train_images[batch]), self.labels[batch]).backward()
            self.optimizer.step()

    def outputs(self) -> np.ndarray:
        with torch.inference_mode():
            return self.model(torch.from_numpy(self.images.test)).numpy()


make = TorchTraining
