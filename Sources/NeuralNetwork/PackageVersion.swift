/// The version of this package, as shown by `mnist --version` and as the producer in ONNX files.
package let packageVersion = "0.1.0"
