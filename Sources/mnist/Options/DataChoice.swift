import Foundation
import MNISTData
import TensorFiles

/// The source of the images: `--data auto|embedded|DIR`.
struct DataChoice {
  let images: MNIST
  /// Whether they are the embedded ones.
  let isEmbedded: Bool
  /// One line that says which images these are.
  let summary: String
  /// The same for training, with what to expect of the images and how to get the rest.
  let notice: String

  init(_ option: String) throws(TensorFileError) {
    switch option {
    case "":
      throw TensorFileError(.missing, file: "--data \"\"", "a folder, embedded or auto is needed")
    case "embedded":
      self = try .embedded(DataChoice.isTheSubset)
    case "auto":
      if let folder = ProcessInfo.processInfo.environment["MNIST_DIR"], !folder.isEmpty {
        self = try .folder(folder)
      } else if FileManager.default.fileExists(atPath: DataChoice.usualFolder) {
        do {
          self = try .folder(DataChoice.usualFolder)
        } catch  where error.kind == .missing {
          self = try .embedded("\(DataChoice.usualFolder) lacks some of the four files. \(DataChoice.isTheSubset)")
        } catch {
          throw TensorFileError(
            error.kind, file: error.file, offset: error.offset,
            "\(error.problem); 'make data' replaces what is not MNIST as published")
        }
      } else {
        self = try .embedded(DataChoice.isTheSubset)
      }
    default:
      self = try .folder(option)
    }
  }

  private init(images: MNIST, name: String, isEmbedded: Bool, expected: String, hint: String) {
    self.images = images
    self.isEmbedded = isEmbedded
    let counts =
      "\(images.training.count.grouped) images to train on and \(images.testing.count.grouped) to test with"
    summary = "Data: \(name), \(counts)."
    notice = "Data: \(name), \(counts)\(expected).\(hint)"
  }

  private static let usualFolder = "data/mnist"
  private static let isTheSubset =
    "The full set is used when MNIST_DIR names a folder with the four IDX files or "
    + "\(usualFolder) holds them ('make data' fetches them)"

  private static func folder(_ folder: String) throws(TensorFileError) -> DataChoice {
    let images = try MNIST.load(from: folder)
    let expected = images.training.count == 60_000 ? "; MNIST reaches about 95% in the default 20 epochs" : ""
    return DataChoice(images: images, name: printable(folder), isEmbedded: false, expected: expected, hint: "")
  }

  private static func embedded(_ hint: String) throws(TensorFileError) -> DataChoice {
    let images = try MNIST.embedded()
    return DataChoice(
      images: images, name: "the embedded subset of MNIST", isEmbedded: true,
      expected: "; it reaches about 88% in the default 20 epochs", hint: " \(hint).")
  }
}
