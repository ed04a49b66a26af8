"""MNIST from the four IDX files of a folder, and networks from safetensors files."""

import os

import numpy as np
from safetensors.numpy import load_file


class Images:
    """Float pixels 0...1, one image a row, and labels."""

    def __init__(self, folder: str) -> None:
        self.train, self.train_labels = _read(folder, "train")
        self.test, self.test_labels = _read(folder, "t10k")

    def samples(self, rows: int) -> np.ndarray:
        """The first test images, over again where there are too few."""
        return np.ascontiguousarray(self.test[np.arange(rows) % len(self.test)])


def weights(path: str) -> list[np.ndarray]:
    """W1, b1, W2, b2."""
    tensors = load_file(path)
    return [tensors[f"layers.{layer}.{part}"] for layer in (0, 1) for part in ("weight", "bias")]


def _read(folder: str, part: str) -> tuple[np.ndarray, np.ndarray]:
    labels = _bytes(folder, f"{part}-labels-idx1-ubyte", 8)
    pixels = _bytes(folder, f"{part}-images-idx3-ubyte", 16).reshape(len(labels), -1)
    return pixels.astype(np.float32) / np.float32(255), labels.astype(np.int64)


def _bytes(folder: str, name: str, header: int) -> np.ndarray:
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        path = os.path.join(folder, name.replace("-idx", ".idx"))
    return np.fromfile(path, np.uint8, offset=header)
