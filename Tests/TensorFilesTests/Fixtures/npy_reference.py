#!/usr/bin/env python3
"""Prints ../NPYReferenceFile.swift: what NumPy writes for a few arrays.

    pip install numpy==2.4.6
    python3 npy_reference.py > ../NPYReferenceFile.swift
    make format
"""
import base64
import io
import textwrap

import numpy as np

FLOATS = np.array([0, -0.0, 1, -1.5, np.pi, np.inf, -np.inf, np.nan, 1e-45, 3.4028235e38, 0.1, -2], np.float32)
INTEGERS = [0, 1, -1, 127, -128, 2**31 - 1, -(2**31)]

# The header is padded to grow along the first or the last dimension: here it is 192 bytes for one order, 128 for the other.
GROWING = np.arange(200, dtype=np.uint8).reshape((2, 10) + (1,) * 11 + (10,))

# Name, array, version of the format; None is what numpy.save chooses.
ARRAYS = [
    ("float32, row-major", FLOATS.reshape(3, 4), None),
    ("float32, column-major", np.asfortranarray(FLOATS.reshape(3, 4)), None),
    ("float64", np.array([0.1, -0.0, 5e-324, np.finfo(np.float64).max, np.inf]), None),
    ("uint8", np.arange(250, 256, dtype=np.uint8).reshape(1, 2, 3), None),
    ("int32", np.array(INTEGERS, np.int32).reshape(7, 1), None),
    ("int64", np.array(INTEGERS + [2**63 - 1, -(2**63)], np.int64), None),
    ("three dimensions, column-major", np.asfortranarray(np.arange(24, dtype=np.int32).reshape(2, 3, 4)), None),
    ("a single number", np.array(0.5, np.float32), None),
    ("no elements", np.empty((0, 4), np.float64), None),
    ("no elements, column-major", np.empty((4, 0, 3), np.float64, order="F"), None),
    ("64 dimensions", np.arange(4, dtype=np.uint8).reshape((1,) * 31 + (2, 2) + (1,) * 31), None),
    ("room to grow along the first dimension", GROWING, None),
    ("room to grow along the last dimension", np.asfortranarray(GROWING), None),
    ("version 2.0", np.asfortranarray(np.arange(6, dtype=np.int64).reshape(2, 3)), (2, 0)),
    ("version 3.0", np.arange(6, dtype=np.float32).reshape(3, 2), (3, 0)),
]

# What is not read: the name of the type must be in the error.
OTHERS = [
    ("'>f4'", np.zeros(2, ">f4")),
    ("'>i8'", np.zeros(2, ">i8")),
    ("'<f2'", np.zeros(2, np.float16)),
    ("'<u4'", np.zeros(2, np.uint32)),
    ("'|i1'", np.zeros(2, np.int8)),
    ("'|b1'", np.zeros(2, np.bool_)),
    ("'<c8'", np.zeros(2, np.complex64)),
    ("'<M8[ns]'", np.zeros(2, "M8[ns]")),
    ("'|S3'", np.zeros(2, "S3")),
    ("'<U3'", np.zeros(2, "U3")),
    ("'|O'", np.array([None, "a"], object)),
    ("[('x', '<f4'), ('y', '<i4', (2,))]", np.zeros(2, [("x", "<f4"), ("y", "<i4", (2,))])),
    ("[('\u00e9', '<f4')]", np.zeros(2, [("\u00e9", "<f4")])),
    ("[('\u03b1', '<f4')]", np.zeros(2, [("\u03b1", "<f4")])),
]

SWIFT_TYPES = {"<f4": "float32", "<f8": "float64", "|u1": "uint8", "<i4": "int32", "<i8": "int64"}


def written(array, version):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version)
    return file.getvalue()


def literal(data, indentation):
    text = base64.b64encode(data).decode()
    return "\\\n".join(" " * indentation + line for line in textwrap.wrap(text, 110))


def main():
    print(f"// Made by Fixtures/npy_reference.py with NumPy {np.__version__}.\n")
    print("import TensorFiles\n")
    print("/// A file of NumPy in base64, and what is in it.")
    print("struct NPYReferenceFile: Sendable {")
    print("  let name: String\n  let elementType: NPYArray.ElementType\n  let shape: [Int]\n  let layout: NPYArray.Layout")
    print("  /// The bytes of the elements in row-major order.\n  let rowMajor: String\n  let file: String\n")
    print("  static let all: [NPYReferenceFile] = [")
    for name, array, version in ARRAYS:
        order = "rowMajor" if array.flags.c_contiguous else "columnMajor"
        print(f'    .init(\n      name: "{name}", elementType: .{SWIFT_TYPES[array.dtype.str]}, '
              f"shape: {list(array.shape)}, layout: .{order},")
        print(f'      rowMajor: """\n{literal(array.tobytes("C"), 8)}\n        """,')
        print(f'      file: """\n{literal(written(array, version), 8)}\n        """),')
    print("  ]\n")
    print("  /// Files of types that are not read, each with what errors call its type.")
    print("  static let others: [(type: String, file: String)] = [")
    for name, array in OTHERS:
        print(f'    (\n      "{name}",\n      """\n{literal(written(array, None), 6)}\n      """\n    ),')
    print("  ]\n}")


if __name__ == "__main__":
    main()
