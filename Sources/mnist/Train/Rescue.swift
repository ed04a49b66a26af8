import Foundation
import TensorFiles

/// Saves a network elsewhere if the run's folder cannot be written.
enum Rescue {
  /// Writes the bytes of a network to the first writable folder of the current one, the one for temporary files and the
  /// user's home.
  ///
  /// - Returns: a part of a sentence that says where it is.
  static func save(_ bytes: [UInt8], home: String = NSHomeDirectory()) -> String {
    let name = "mnist-\(RunFolder.now).safetensors"
    for folder in [".", NSTemporaryDirectory(), home] {
      let path = RunFolder.join(folder, name)
      if (try? writeAtomically([bytes], to: path)) != nil { return "the network was saved as \(path)" }
    }
    return "the network could not be saved elsewhere either"
  }
}
