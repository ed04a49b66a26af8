"""What a preset of `mnist train` asks for, as far as the libraries here follow it."""

import json
import math
from dataclasses import dataclass
from pathlib import Path

# What settings that name something may be.
NAMES = {
    "optimizer": {"adamw"}, "activation": {"relu"}, "initializer": {"he-normal"}, "schedule": {"constant", "cosine"},
    "shuffle": {True}, "data": {"auto"},
}
# Settings that a Recipe has, by their names there.
KEYS = {
    "epochs": "epochs", "batchSize": "batch_size", "learningRate": "learning_rate", "weightDecay": "weight_decay",
    "schedule": "schedule", "warmUp": "warm_up", "labelSmoothing": "label_smoothing",
}
# Settings whose value is followed, whatever it is; a run has its own seed, and here nothing is evaluated before its end.
FOLLOWED = {*KEYS, "hidden", "seed", "evaluateTraining"}


@dataclass(frozen=True)
class Recipe:
    """AdamW (betas of 0.9 and 0.999, epsilon of 1e-8) on a network with ReLU and softmax; the defaults are those of `mnist`."""

    hidden: tuple[int, ...] = (128,)
    epochs: int = 20
    batch_size: int = 64
    learning_rate: float = 0.001
    weight_decay: float = 0.01
    schedule: str = "constant"
    # In steps, or below 1 the share of them.
    warm_up: float = 0
    label_smoothing: float = 0.0

    def rates(self, images: int) -> list[float]:
        """The learning rate of each step over all epochs."""
        count = self.steps(images)
        return [self.learning_rate * self.factor(step, count, self.warm_up_steps(images)) for step in range(count)]

    def steps(self, images: int) -> int:
        return self.epochs * math.ceil(images / self.batch_size)

    def warm_up_steps(self, images: int) -> int:
        return math.floor(self.warm_up * self.steps(images) + 0.5) if self.warm_up < 1 else int(self.warm_up)

    def factor(self, step: int, count: int, warm_up: int) -> float:
        """As in Schedule.swift: a linear rise from a third, then the schedule over the remaining steps."""
        if step < warm_up:
            return 1 / 3 + 2 / 3 * step / warm_up
        if self.schedule == "constant":
            return 1.0
        return (1 + math.cos(math.pi * (step - warm_up) / (count - warm_up))) / 2

    def as_metrics(self, images: int = 60_000) -> dict:
        """The same as `metrics.json` of a run on so many images has it; `layers` without the number of inputs and of classes."""
        values = {key: getattr(self, name) for key, name in KEYS.items()}
        return values | {"layers": list(self.hidden), "optimizer": "adamw", "warmUp": self.warm_up_steps(images)}


def read(path: str | Path) -> Recipe:
    """The recipe of a preset; a ValueError says in one sentence why it cannot be followed."""
    name = Path(path).name
    try:
        values = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"the preset {name} cannot be read: {error}") from None
    if not isinstance(values, dict):
        raise ValueError(f"the preset {name} is no JSON object")
    # The default of `mnist` is another optimizer, so it has to be named.
    values = {"optimizer": "sgd"} | {key: value for key, value in values.items() if value is not None}
    for key, value in values.items():
        # Anything else is a setting that is off where it is 0 or false.
        if value not in NAMES[key] if key in NAMES else key not in FOLLOWED and value:
            raise ValueError(f"the preset {name} has {key} = {json.dumps(value)}, which PyTorch and JAX do not follow here")
    followed = {KEYS[key]: value for key, value in values.items() if key in KEYS}
    return Recipe(hidden=tuple(values.get("hidden", Recipe.hidden)), **followed)
