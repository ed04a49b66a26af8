"""MNIST from the four IDX files of a folder, and networks from safetensors files."""

import os

import numpy as np
from safetensors.numpy import load_file


class Images:
    """Float pixels 0...1, one image a row, and labels."""

    def __init__(self, folder: str) -> None:
        self.train = _pixels(folder, "train-images-idx3-ubyte")
        self.train_labels = _read(folder, "train-labels-idx1-ubyte", 8).astype(np.int64)
        self.test = _pixels(folder, "t10k-images-idx3-ubyte")
        self.test_labels = _read(folder, "t10k-labels-idx1-ubyte", 8).astype(np.int64)

    def samples(self, rows: int) -> np.ndarray:
        """The first test images, over again where there are too few."""
        return np.ascontiguousarray(self.test[np.arange(rows) % len(self.test)])


def weights(path: str) -> list[np.ndarray]:
    """W1, b1, W2, b2."""
    tensors = load_file(path)
    return [tensors[f"layers.{layer}.{part}"] for layer in (0, 1) for part in ("weight", "bias")]


def _read(folder: str, name: str, header: int) -> np.ndarray:
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        path = os.path.join(folder, name.replace("-idx", ".idx"))
    return np.fromfile(path, np.uint8, offset=header)


def _pixels(folder: str, name: str) -> np.ndarray:
    labels = name.replace("images-idx3", "labels-idx1")
    count = len(_read(folder, labels, 8))
    return _read(folder, name, 16).reshape(count, -1).astype(np.float32) / np.float32(255)
