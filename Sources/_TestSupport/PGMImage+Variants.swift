import TensorFiles

extension PGMImage {
  /// A test image as a file of its size would hold it.
  package init(_ image: ArraySlice<UInt8>) throws {
    try self.init(width: 28, height: 28, samples: image.map(UInt16.init))
  }

  /// Dark strokes on light paper instead of light ones on dark, or back.
  package func inverted() throws -> PGMImage {
    try PGMImage(width: width, height: height, maximum: maximum, samples: samples.map { UInt16(maximum) - $0 })
  }

  /// In another size, by bilinear interpolation between the centres of the pixels.
  package func resized(width newWidth: Int, height newHeight: Int) throws -> PGMImage {
    func weights(_ new: Int, _ old: Int) -> [(Int, Int, Double)] {
      (0..<new).map { index in
        let place = min(max((Double(index) + 0.5) * Double(old) / Double(new) - 0.5, 0), Double(old - 1))
        return (Int(place), min(Int(place) + 1, old - 1), place - place.rounded(.down))
      }
    }
    let columns = weights(newWidth, width)
    var result = [UInt16]()
    for (top, bottom, down) in weights(newHeight, height) {
      for (left, right, across) in columns {
        func mixed(_ row: Int) -> Double {
          Double(samples[row * width + left]) * (1 - across) + Double(samples[row * width + right]) * across
        }
        result.append(UInt16((mixed(top) * (1 - down) + mixed(bottom) * down).rounded()))
      }
    }
    return try PGMImage(width: newWidth, height: newHeight, maximum: maximum, samples: result)
  }

  /// On a larger piece of black paper.
  package func placed(x: Int, y: Int, width newWidth: Int, height newHeight: Int) throws -> PGMImage {
    var result = Array(repeating: UInt16(0), count: newWidth * newHeight)
    for row in 0..<height {
      for column in 0..<width { result[(y + row) * newWidth + x + column] = samples[row * width + column] }
    }
    return try PGMImage(width: newWidth, height: newHeight, maximum: maximum, samples: result)
  }
}
