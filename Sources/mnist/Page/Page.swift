import ArgumentParser
import MNISTData
import TensorFiles

/// `mnist page`: a page to draw digits on for a saved network.
struct Page: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a page to draw digits on: one file with the network inside it, for any browser.",
    discussion: """
      While you draw, it shows what the network sees, its ten probabilities, its hidden layers and, on request, which \
      pixels spoke for and against the answer. The page needs no server, no connection and nothing installed. Its weights \
      have 8 bits; the cost in accuracy is measured on the test images and reported.

        mnist page --load runs/latest/model.safetensors
        mnist page --load runs/latest/model.safetensors --output digits.html
      """)

  @OptionGroup var network: LoadOption

  @Option(
    help: ArgumentHelp("The file to write; an older page there is replaced.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var output = "draw.html"

  @Flag(help: "Replace the file at --output even if it is not a page.")
  var overwrite = false

  @OptionGroup var images: DataOptions
  @OptionGroup var compute: ComputeOptions

  func run() throws {
    let configuration = try compute.configuration
    try OutputFile.require("--output", output, overwrite: true)
    try DrawingPage.requireReplaceable(output, named: "--output", overwrite: overwrite)
    if OutputFile.place(output) == OutputFile.place(network.load) {
      throw CommandError("--load and --output \(printable(output)): one would replace the other")
    }
    let choice = try DataChoice(images.source)
    try DrawingPage.require(choice.images.testing, for: "--data \(images.source)")
    let network = try SavedNetwork.load(
      network.load, network.unsaid.parts(), pixels: choice.images.testing.pixelsPerImage)
    let page = try DrawingPage(network, named: "--load \(self.network.load)", choice, configuration)
    let html = try page.html()
    try writeAtomically([html], to: output)
    Output.print("\(printable(output)): \(html.count.grouped) bytes; \(page.summary)")
  }
}
