import ArgumentParser

/// The source of a command's images.
struct DataOptions: ParsableArguments {
  @Option(
    "data",
    "auto ($MNIST_DIR, then data/mnist, then the embedded subset), embedded, or a folder of IDX files. (default: auto)",
    completion: .directory)
  var data: String?

  var source: String { data ?? "auto" }
}
