/// The version of this package, as `mnist --version` and the producer of an ONNX file have it.
package let packageVersion = "0.1.0"
