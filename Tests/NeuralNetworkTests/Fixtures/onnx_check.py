#!/usr/bin/env python3
"""Runs the ONNX models of `_Stress onnx FOLDER` and compares what they predict with what the networks predicted.

    pip install onnx onnxruntime
    _Stress onnx FOLDER && python3 onnx_check.py FOLDER

`.ci/onnx` does both. Of each model: ONNX's checker passes it with shapes inferred; protobuf's own writer writes the same
bytes; ONNX Runtime predicts batches of 0, 1 and 64 samples within 1e-6 (Float) or 1e-14 (Double) of the network, where
outputs above 1 count in relation to the largest.
"""
import json
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper

TOLERANCES = {np.dtype(np.float32): 1e-6, np.dtype(np.float64): 1e-14}


def check_file(path):
    """What the file itself says; its metadata."""
    model = onnx.load(str(path))
    onnx.checker.check_model(model, full_check=True)
    assert model.SerializeToString() == path.read_bytes(), "other bytes than protobuf writes"
    versions = (model.ir_version, [(operators.domain, operators.version) for operators in model.opset_import])
    assert versions == (7, [("", 13)]), f"versions {versions}"
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    widths, layers = [], len(metadata["activations"].split())
    for layer in range(layers):
        weight, bias = tensors[f"layers.{layer}.kernel"], tensors[f"layers.{layer}.bias"]
        assert weight.shape[1:] == bias.shape, f"layer {layer}: {weight.shape} and {bias.shape}"
        widths += weight.shape[:1] if layer < layers - 1 else weight.shape
    assert metadata["architecture"] == "-".join(map(str, widths)), metadata["architecture"]
    [output] = model.graph.output
    dimensions = [d.dim_param or d.dim_value for d in output.type.tensor_type.shape.dim]
    assert dimensions == ["batch", widths[-1]], dimensions
    if metadata["loss"] == "cross-entropy":
        names = json.loads(metadata["swift-dense.classNames"])
        assert names == [f'class "{label}"' for label in range(widths[-1])], names
    return metadata


def session_of(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def check_predictions(folder, name, session):
    """The largest difference, as a part of the tolerance."""
    [asked], [given] = session.get_inputs(), session.get_outputs()
    assert (asked.name, given.name) == ("features", name), (asked.name, given.name)
    worst = 0.0
    for batch in [0, 1, 64]:
        features = np.load(folder / f"features-{batch}.npy")
        expected = np.load(folder / f"predictions-{batch}.npy")
        [outputs] = session.run(None, {"features": features})
        assert outputs.dtype == expected.dtype, f"batch {batch}: {outputs.dtype}, expected {expected.dtype}"
        shape = (batch, given.shape[1])
        assert outputs.shape == expected.shape == shape, f"batch {batch}: {outputs.shape}, {expected.shape}, not {shape}"
        assert np.isfinite(expected).all(), f"batch {batch}: the network's own are not finite"
        if batch:
            scale = max(1, np.abs(expected).max())
            part = np.abs(outputs - expected).max() / scale / TOLERANCES[expected.dtype]
            assert part <= 1, f"batch {batch}: off by {part:.3g} times the tolerance"
            worst = max(worst, part)
    return worst


def main():
    if len(sys.argv) != 2:
        sys.exit("onnx_check.py: the folder that '_Stress onnx' wrote is missing")
    worst, count, problems = {}, 0, []
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*/model.onnx")):
        count += 1
        try:
            metadata = check_file(path)
            name = "values" if metadata["loss"] == "mean-squared-error" else "probabilities"
            part = check_predictions(path.parent, name, session_of(path))
            scalar = path.parent.name.split("-")[0]
            worst[scalar] = max(worst.get(scalar, 0), part)
        except Exception as error:
            problems.append(f"{path.parent.name}: {type(error).__name__}: {' '.join(str(error).split())[:300]}")
    for problem in problems[:10]:
        print(f"  {problem}")
    print(f"onnx: {count} models, ONNX {onnx.__version__}, ONNX Runtime {onnxruntime.__version__}; largest difference "
          + ", ".join(f"{part:.2f} of the tolerance in {scalar}" for scalar, part in worst.items())
          + f"; {len(problems)} wrong")
    # No model at all is no success.
    sys.exit(bool(problems) or count == 0)


if __name__ == "__main__":
    main()
