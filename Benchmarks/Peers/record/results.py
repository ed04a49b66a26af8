"""The figures of the runs so far."""

import math
import statistics
from dataclasses import dataclass, field

from compare.figures import OWN, Row, finished
from record.mnist import Run


def accuracy(values: list[float]) -> dict:
    """Of several seeds; the standard error is that of the mean, and none for a single seed."""
    error = statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else None
    return {"mean": statistics.fmean(values), "standardError": error, "least": min(values), "most": max(values)}


@dataclass
class Preset:
    """Runs of a preset, and the epochs of the original recipe that were trained in turn with them."""

    name: str
    runs: list[Run] = field(default_factory=list)
    original: list[float] = field(default_factory=list)

    def summary(self) -> dict:
        """The seconds are medians; the training's also as a multiple of an epoch of the original recipe."""
        training, epoch = statistics.median(run.training for run in self.runs), statistics.median(self.original)
        return {
            "accuracy": accuracy([run.accuracy for run in self.runs]), "training": training,
            "command": statistics.median(run.command for run in self.runs), "originalEpoch": epoch,
            "inOriginalEpochs": training / epoch,
        }

    def as_json(self) -> dict:
        return {
            "summary": self.summary() if self.runs else None, "settings": self.runs[-1].settings if self.runs else None,
            "originalEpochs": self.original, "runs": [run.as_json() for run in self.runs],
        }


@dataclass
class Peer(Row):
    """Who trained by the recipe of `fast`: answers of a library, or our own runs of the same turns."""

    accuracies: list[float] = field(default_factory=list)

    def as_json(self, baseline: float) -> dict:
        return super().as_json(baseline) | {"accuracies": self.accuracies, "accuracy": accuracy(self.accuracies)}


@dataclass
class Results:
    presets: dict[str, Preset] = field(default_factory=dict)
    peers: dict[str, Peer] = field(default_factory=dict)
    # The test accuracy of each network of `best`, or of all together, averaged in the way that the name says.
    averages: dict[str, list[float]] = field(default_factory=dict)

    def compared(self, taking_part: set[str]) -> list[dict]:
        """A row for us and each library that is there to the end, fastest first; the ratio is to us, in the same turns."""
        rows = finished({key: peer for key, peer in self.peers.items() if key in {OWN, *taking_part}})
        return rows if len(rows) > 1 else []
