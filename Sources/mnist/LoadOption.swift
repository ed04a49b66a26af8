import ArgumentParser

/// Which saved network a command looks at.
struct LoadOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("The network: a model.safetensors that 'mnist train' wrote.", valueName: "file"),
    completion: .file(extensions: ["safetensors"]))
  var load: String
}
