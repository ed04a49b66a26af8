import MNISTData
import TensorFiles

extension DataChoice {
  /// The output of `mnist info --data`: counts, verdict, histogram and a sample.
  func lines(_ style: TerminalStyle) throws -> [String] {
    let (training, testing) = (images.training, images.testing)
    let facts = [
      ("data", isEmbedded ? "the embedded subset of MNIST's training set" : printable(images.source)),
      ("images", "\(training.count.grouped) to train on, \(testing.count.grouped) to test with"),
      ("size", "\(training.rows)x\(training.columns)"),
      ("checksums", try verdict()),
    ].map { name, value in name.padded(to: 11) + value }
    let most = Double(training.labelCounts().max() ?? 1)
    let histogram = zip(training.labelCounts(), testing.labelCounts()).enumerated().map { digit, counts in
      let cells =
        String(digit).leftPadded(to: 5) + counts.0.grouped.leftPadded(to: 10) + counts.1.grouped.leftPadded(to: 7)
      let bar = style.bar(Double(counts.0) / most, width: max(1, min(40, style.columns - 26)))
      return bar.isEmpty ? cells : "\(cells)  \(bar)"
    }
    return facts + ["", "digit  training  test"] + histogram + sample(style)
  }

  /// Whether the files are MNIST, by their SHA-256.
  private func verdict() throws -> String {
    if isEmbedded { return "none: the images are part of this program" }
    let others = try MNIST.filesUnlikeMNIST(in: images.source)
    switch others.count {
    case 0: return "all four files are MNIST as published"
    case MNIST.fileNames.count: return "another data set than MNIST"
    default: return "not as MNIST published them: \(others.joined(separator: ", "))"
    }
  }

  /// The first training image of every digit, side by side at half size.
  private func sample(_ style: TerminalStyle) -> [String] {
    let width = 14
    let firsts = (0..<LabelledImages.classCount).compactMap { digit in
      images.training.labels.firstIndex { Int($0) == digit }
    }
    let drawings = firsts.map { images.training.raster($0).lines(width: width, style) }
    let perLine = max(1, min(5, (style.columns + 2) / (width + 2)))
    return stride(from: 0, to: drawings.count, by: perLine).flatMap { start in
      // All of one height.
      let group = drawings[start..<min(start + perLine, drawings.count)]
      return [""]
        + drawings[start].indices.map { row in group.map { $0[row].padded(to: width) }.joined(separator: "  ") }
    }
  }
}
