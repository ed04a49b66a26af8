import LinearAlgebra
import Synchronization
import TensorFiles

/// What identifies the data sets of a run in its checkpoints; a checksum is computed once, when the first is made.
final class DataFingerprint: Sendable {
  private let texts = Mutex([Int: String]())

  /// The text for a data set, the same for every one with the same `number`.
  func text<Scalar>(_ data: Dataset<Scalar>?, _ number: Int) -> String {
    guard let data else { return "none" }
    return texts.withLock { texts in
      if let text = texts[number] { return text }
      let text =
        "\(data.count) samples of \(data.inputs) features and \(data.outputs) outputs with SHA-256 "
        + data.sha256.prefix(16)
      texts[number] = text
      return text
    }
  }
}

extension Dataset {
  /// The digest of all features and targets. 60,000 images take 0.3 s.
  fileprivate var sha256: String {
    var hash = SHA256()
    switch features {
    case .bytes(let bytes, let divisor):
      hash.update(littleEndianBytes(of: [divisor]))
      hash.update(bytes)
    case .values(let matrix): hash.update(littleEndianBytes(of: matrix.scalars()))
    }
    switch targets {
    case .labels(let labels):
      hash.update(labels.flatMap { label in (0..<8).map { UInt8(truncatingIfNeeded: label >> (8 * $0)) } })
    case .values(let matrix): hash.update(littleEndianBytes(of: matrix.scalars()))
    }
    return hash.finalized()
  }
}
