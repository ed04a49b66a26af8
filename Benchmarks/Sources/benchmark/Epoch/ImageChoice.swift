import Foundation
import MNISTData

/// The images of an epoch: MNIST from the folder that MNIST_DIR names, else from data/mnist, else the embedded 5,000.
struct ImageChoice {
  let images: MNIST
  /// One line for people.
  let notice: String

  /// - Throws: `Refusal` where a folder is there and cannot be read.
  init() throws {
    let usual = "data/mnist"
    let isThere = FileManager.default.fileExists(atPath: usual + "/" + (MNIST.fileNames.first ?? ""))
    if let folder = environmentVariable("MNIST_DIR") ?? (isThere ? usual : nil) {
      do { images = try MNIST.load(from: folder) } catch { throw Refusal("\(error)") }
      notice = "\(folder), \(images.training.count.grouped) images to train on, \(images.testing.count.grouped) to test"
    } else {
      images = try MNIST.embedded()
      notice =
        "the embedded subset of MNIST, \(images.training.count.grouped) images: an epoch is too short for figures;\n"
        + "           'make data' fetches the whole of it, or MNIST_DIR names its folder"
    }
  }
}
