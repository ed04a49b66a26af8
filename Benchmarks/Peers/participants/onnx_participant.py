"""ONNX Runtime: the network as two Gemm nodes. It only predicts; one image has a session of one thread."""

from collections.abc import Callable

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from participants.images import weights
from participants.participant import CLASSES, CPUS, Participant


def model(parameters: list[np.ndarray]) -> bytes:
    inputs = parameters[0].shape[0]
    nodes = [
        helper.make_node("Gemm", ["x", "W1", "b1"], ["Z1"]),
        helper.make_node("Relu", ["Z1"], ["A1"]),
        helper.make_node("Gemm", ["A1", "W2", "b2"], ["Z2"]),
        helper.make_node("Softmax", ["Z2"], ["P"], axis=1),
    ]
    graph = helper.make_graph(
        nodes, "network",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", inputs])],
        [helper.make_tensor_value_info("P", TensorProto.FLOAT, ["rows", CLASSES])],
        [numpy_helper.from_array(value, name) for value, name in zip(parameters, ("W1", "b1", "W2", "b2"))],
    )
    # Versions that every runtime of the last years reads.
    whole = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(whole)
    return whole.SerializeToString()


class ONNXParticipant(Participant):
    name = "ONNX Runtime"
    versions = {"onnxruntime": onnxruntime.__version__}

    def load(self, path: str) -> dict:
        file = model(weights(path))
        self.alone, self.all = session(file, 1), session(file, CPUS)
        return {}

    def predictor(self, samples: np.ndarray) -> Callable[[], object]:
        chosen = self.alone if len(samples) == 1 else self.all
        feed = {"x": samples}
        return lambda: chosen.run(None, feed)[0]


def session(file: bytes, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])


make = ONNXParticipant
