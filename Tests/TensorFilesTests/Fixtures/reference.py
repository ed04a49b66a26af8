#!/usr/bin/env python3
"""Prints ../ReferenceFile.swift: what the reference implementation writes for a few tensors.

    pip install safetensors==0.8.0
    python3 reference.py > ../ReferenceFile.swift
"""
import base64
import ctypes
import textwrap

import safetensors

# Named against the order of the file, which is by alignment first; the same as in SafetensorsReferenceTests.swift.
TENSORS = [
    ("a", "bool", [3], bytes([1, 0, 1])),
    ("b", "uint8", [0, 4], b""),
    ("c", "int8", [2], bytes([255, 1])),
    ("d", "int16", [1], bytes(range(2))),
    ("e", "uint16", [1], bytes(range(2))),
    ("f", "float16", [1, 1], bytes(range(2))),
    ("g", "bfloat16", [2], bytes(range(4))),
    ("h", "int32", [1], bytes(range(4))),
    ("i", "uint32", [1], bytes(range(4))),
    ("j/\u00e9\"\\\n\t\x01\x7f", "float32", [2, 2], bytes.fromhex("0000803f 000000c0 0000c07f 000080ff")),
    ("J", "float32", [], bytes.fromhex("0000003f")),
    ("k", "float64", [1], bytes.fromhex("9a9999999999b93f")),
    ("l", "int64", [1], bytes(range(8))),
    ("m", "uint64", [1], bytes(range(8))),
]


def write(tensors, metadata):
    buffers = [ctypes.create_string_buffer(data, len(data) + 1) for *_, data in tensors]
    specs = {
        name: safetensors.TensorSpec(
            dtype=dtype, shape=shape, data_ptr=ctypes.addressof(buffer), data_len=len(data))
        for (name, dtype, shape, data), buffer in zip(tensors, buffers)
    }
    return bytes(safetensors.serialize(specs, metadata))


def constant(name, comment, data):
    lines = textwrap.wrap(base64.b64encode(data).decode(), 112)
    text = "\\\n".join("    " + line for line in lines)
    return f'  /// {comment}\n  static let {name} = """\n{text}\n    """\n'


if __name__ == "__main__":
    version = safetensors.__version__
    print(f"// Made by Fixtures/reference.py with safetensors {version}: files of the reference implementation.\n")
    print("/// In base64.\nenum ReferenceFile {")
    # One pair of metadata: the reference writes several in random order.
    every = write(TENSORS, {"seed": "4\u00b2\n"})
    print(constant("everyType", "A tensor of each element type and one pair of metadata.", every))
    print(constant("empty", "No tensors.", write([], None)) + "}")
