import ArgumentParser

/// The source of a command's images.
struct DataOptions: ParsableArguments {
  @Option(
    help: "auto ($MNIST_DIR, then data/mnist, then the embedded subset), embedded, or a folder of IDX files.",
    completion: .directory)
  var data = "auto"
}
