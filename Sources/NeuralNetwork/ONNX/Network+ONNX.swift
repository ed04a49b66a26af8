import LinearAlgebra
import TensorFiles

extension Network where Scalar: SafetensorsElement {
  /// Writes an ONNX model that predicts as the network does, whole or not at all; an existing file is replaced.
  ///
  /// ```swift
  /// try network.saveONNX(to: "model.onnx")
  /// ```
  ///
  /// ONNX Runtime and others run it without this package:
  ///
  /// ```python
  /// session = onnxruntime.InferenceSession("model.onnx")
  /// [probabilities] = session.run(None, {"features": x})
  /// ```
  ///
  /// The input `features` is [batch, `inputs`], for any batch; the output is [batch, `outputs`] and called
  /// `probabilities`, or `values` if the loss is the mean squared error. A standardizer is part of the model, which
  /// takes unstandardized features. The metadata are those of ``save(to:layout:metadata:)``: `architecture`,
  /// `activations`, `loss` and, if classes have names, `swift-dense.classNames`, a JSON array. The same network and
  /// metadata give the same bytes.
  ///
  /// This library does not read ONNX files; it reads those of ``save(to:layout:metadata:)``.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - metadata: further text to store, such as the accuracy.
  /// - Precondition: `metadata` has none of the network's own keys: `architecture`, `activations`, `loss`,
  ///   `swift-dense.classNames`.
  /// - Throws: `TensorFileError`: `.unwritable` if the file cannot be written; `.malformed`, with nothing written, if
  ///   the model would be longer than 2^31 - 1 bytes, the limit of ONNX's encoding.
  /// - Complexity: a copy of the parameters.
  /// - Note: ONNX IR version 7 and operator set 13, those of ONNX 1.8: runtimes since 2020 read it.
  public func saveONNX(to path: String, metadata: [String: String] = [:]) throws(TensorFileError) {
    try writeAtomically(try onnxModel(metadata, file: path).chunks(), to: path)
  }

  /// The bytes of the file that ``saveONNX(to:metadata:)`` writes.
  ///
  /// - Parameter metadata: further text to store.
  /// - Precondition: `metadata` has none of the network's own keys: `architecture`, `activations`, `loss`,
  ///   `swift-dense.classNames`.
  /// - Throws: `TensorFileError`: `.malformed` if there would be more than 2^31 - 1 of them.
  /// - Complexity: two copies of the parameters.
  public func onnx(metadata: [String: String] = [:]) throws(TensorFileError) -> [UInt8] {
    try onnx(metadata: metadata, longest: ProtobufMessage.longest)
  }

  /// The same with another limit, because a network of 2 GB is too large for a test.
  package func onnx(metadata: [String: String], longest: Int) throws(TensorFileError) -> [UInt8] {
    Array(try onnxModel(metadata, file: "ONNX model", longest: longest).chunks().joined())
  }

  /// `ModelProto`; its parameters are copied when it is written.
  private func onnxModel(
    _ metadata: [String: String], file: String, longest: Int = ProtobufMessage.longest
  ) throws(TensorFileError) -> ProtobufMessage {
    let model = ProtobufMessage.model(graph: ONNXGraph(self).message, metadata: self.metadata(with: metadata))
    guard model.count <= longest else {
      throw TensorFileError(
        .malformed, file: file,
        "an ONNX model of \(model.count) bytes, expected at most \(longest), as protobuf allows")
    }
    return model
  }
}
