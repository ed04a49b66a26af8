#!/usr/bin/env python3
"""Exchanges random arrays with NumPy, both ways, through files.

    pip install numpy==2.4.6
    python3 npy_exchange.py [COUNT] [SEED]     default 1000 and 1

NumPy writes COUNT arrays; NPYExchangeTests.swift reads them, writes them again, and writes COUNT of its own; NumPy reads
what Swift wrote. Elements are compared as bytes. Every tenth of NumPy's is also damaged in 1000 ways: what Swift
takes, NumPy must take for the same array.
"""
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import warnings

import numpy as np

TYPES = ["<f4", "<f8", "|u1", "<i4", "<i8"]


def random_array(rng):
    dtype = np.dtype(TYPES[rng.integers(len(TYPES))])
    rank = int(rng.integers(0, 7))
    longest = [0, 5000, 60, 16, 8, 5, 4][rank]
    shape = tuple(int(n) for n in rng.integers(0 if rng.random() < 0.1 else 1, longest + 1, rank))
    if rng.random() < 0.02:
        shape = (1,) * int(rng.integers(0, 60)) + shape[-2:] + (1,) * 2
    # Any bits, NaN with a payload among them.
    data = rng.bytes(int(np.prod(shape, dtype=np.int64)) * dtype.itemsize)
    array = np.frombuffer(data, dtype).reshape(shape)
    return np.asfortranarray(array) if rng.random() < 0.5 else array


def saved(array, version=None):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version, allow_pickle=False)
    return file.getvalue()


def damaged(data, rng):
    data = bytearray(data)
    header = data.find(b"}") + 3
    for _ in range(int(rng.integers(1, 4))):
        place = int(rng.integers(0, header if rng.random() < 0.7 else len(data)))
        place = min(place, len(data) - 1)
        if place < 0:
            break
        kind = int(rng.integers(0, 6))
        if kind <= 2:
            data[place] = rng.choice(list(b"{}()[]:,'\"0123456789 L<>|fiuTFalse\n\x00\x01\xff"))
        elif kind == 3:
            del data[place:place + int(rng.integers(1, 5))]
        elif kind == 4:
            data[place:place] = data[place:place + int(rng.integers(1, 5))]
        else:
            del data[len(data) - int(rng.integers(1, 9)):]
    return bytes(data)


def loaded(data):
    """The array in the file; None where NumPy refuses it or does not read it to its end."""
    file = io.BytesIO(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            array = np.load(file, allow_pickle=False)
    except Exception:
        return None
    return array if isinstance(array, np.ndarray) and file.read(1) == b"" else None


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    rng = np.random.default_rng(seed)
    root = pathlib.Path(__file__).resolve().parents[3]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        arrays, hostile = [], []
        for index in range(count):
            array = random_array(rng)
            version = [None, None, (2, 0), (3, 0)][rng.integers(4)]
            (folder / f"numpy-{index}.npy").write_bytes(saved(array, version))
            arrays.append(array)
            if index % 10 == 0:
                for _ in range(1000):
                    hostile.append(damaged(saved(array[:3] if array.ndim else array, version), rng))
        for index, data in enumerate(hostile):
            (folder / f"damaged-{index}.npy").write_bytes(data)
        subprocess.run(
            os.environ.get("SWIFT_TEST", "swift test --disable-xctest").split() + ["--filter", "NPYExchangeTests"],
            cwd=root, check=True, env=os.environ | {"NPY_EXCHANGE": f"{folder}:{count}:{seed}:{len(hostile)}"})
        for index, array in enumerate(arrays):
            # What NumPy itself writes for the array, and the elements that Swift saw.
            again = (folder / f"again-{index}.npy").read_bytes()
            assert again == saved(array), f"seed {seed}, array {index}: other bytes than numpy.save writes"
            elements = (folder / f"elements-{index}").read_bytes()
            assert elements == array.tobytes("C"), f"seed {seed}, array {index}: other elements"
        for index in range(count):
            data = (folder / f"swift-{index}.npy").read_bytes()
            array = np.load(folder / f"swift-{index}.npy", allow_pickle=False)
            assert saved(array) == data, f"seed {seed}, array {index} of Swift: other bytes than numpy.save writes"
            elements = (folder / f"swift-{index}.elements").read_bytes()
            assert elements == array.tobytes("C"), f"seed {seed}, array {index} of Swift: other elements"
        both = numpy_only = 0
        refused = []
        for index, data in enumerate(hostile):
            path = folder / f"damaged-{index}.elements"
            array = loaded(data)
            if path.exists():
                assert array is not None, f"seed {seed}: Swift takes what NumPy refuses: {data[:200]!r}"
                assert path.read_bytes() == array.tobytes("C"), f"seed {seed}: other elements: {data[:200]!r}"
                both += 1
            elif array is not None:
                numpy_only += 1
                refused.append(data[:80])
        print(f"{count} arrays of NumPy and {count} of Swift: the same elements, and byte for byte numpy.save's files")
        print(f"{len(hostile)} damaged files: {both} read by both, equal; {numpy_only} read by NumPy only")
        for data in refused[:int(os.environ.get("SHOW", "0"))]:
            print("   ", data)


if __name__ == "__main__":
    main()
