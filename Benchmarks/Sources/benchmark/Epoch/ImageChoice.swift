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
    if let folder = environmentVariable("MNIST_DIR") {
      try self.init(folder: folder)
    } else if FileManager.default.fileExists(atPath: usual + "/" + (MNIST.fileNames.first ?? "")) {
      try self.init(folder: usual)
    } else {
      let images = try MNIST.embedded()
      self.init(
        images: images,
        notice:
          "the embedded subset of MNIST, \(images.training.count.grouped) images: an epoch is too short for figures;\n"
          + "           'make data' fetches the whole of it, or MNIST_DIR names its folder")
    }
  }

  private init(images: MNIST, notice: String) {
    self.images = images
    self.notice = notice
  }

  private init(folder: String) throws {
    let images: MNIST
    do {
      images = try MNIST.load(from: folder)
    } catch {
      throw Refusal("\(error)")
    }
    self.init(
      images: images,
      notice:
        "\(folder), \(images.training.count.grouped) images to train on, \(images.testing.count.grouped) to test")
  }
}
