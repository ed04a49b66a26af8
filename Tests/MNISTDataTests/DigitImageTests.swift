import LinearAlgebra
import MNISTData
import TensorFiles
import Testing
import _TestSupport

@Suite struct DigitImageTests {
  static func digit(_ width: Int, _ height: Int, maximum: Int = 255, _ samples: [UInt16]) throws -> [UInt8] {
    try DigitImage(normalizing: PGMImage(width: width, height: height, maximum: maximum, samples: samples)).pixels
  }

  /// A white rectangle on black paper.
  static func rectangle(_ rows: Range<Int>, _ columns: Range<Int>, side: Int) throws -> PGMImage {
    let samples = (0..<side * side).map { index -> UInt16 in
      rows.contains(index / side) && columns.contains(index % side) ? 255 : 0
    }
    return try PGMImage(width: side, height: side, samples: samples)
  }

  @Test func aRectangleBecomesTwentyHighAndStandsInTheMiddle() throws {
    let image = try DigitImageTests.rectangle(10..<50, 70..<80, side: 100)
    let digit = try DigitImage(normalizing: image)
    #expect(!digit.wasDarkOnLight)
    for row in 0..<28 {
      for column in 0..<28 {
        // 20 x 5, with the centre of mass in pixel 14, 14.
        let isInside = 4..<24 ~= row && 12..<17 ~= column
        #expect(digit.pixels[28 * row + column] == (isInside ? 255 : 0), "\(row), \(column)")
      }
    }
  }

  @Test func amountsOfInkAreRoundedToTheNearestByte() throws {
    // In MNIST's form already: 58% of the full stroke are 147.9 of 255.
    let samples = (0..<784).map { index -> UInt16 in
      let (row, column) = (index / 28, index % 28)
      if 12..<16 ~= row && 12..<16 ~= column { return 58 }
      return 4..<24 ~= row && 9..<19 ~= column ? 100 : 0
    }
    let expected = samples.map { $0 == 100 ? 255 : $0 == 58 ? 148 : 0 as UInt8 }
    #expect(try DigitImageTests.digit(28, 28, samples) == expected)
  }

  @Test func aBrightPixelDoesNotDecideTheFullStroke() throws {
    var samples = try DigitImageTests.rectangle(4..<24, 9..<19, side: 28).samples.map { $0 == 255 ? 100 : 0 as UInt16 }
    samples[14 * 28 + 14] = 190
    let expected = samples.map { $0 > 0 ? 255 : 0 as UInt8 }
    #expect(try DigitImageTests.digit(28, 28, samples) == expected)
  }

  /// Columns 9 to 17 of 28: the centre of mass is in the right pixel where it is 14 up to 15 pixels from the left.
  @Test func aDigitHalfAPixelFromTheMiddleIsCentred() throws {
    let digit = try DigitImage(normalizing: DigitImageTests.rectangle(4..<24, 9..<18, side: 28))
    let expected = try DigitImageTests.rectangle(4..<24, 10..<19, side: 28)
    #expect(digit.pixels == expected.samples.map { UInt8($0) })
  }

  /// Squeezed as a whole, the bar would be 4 pixels wide.
  @Test func anUprightDigitInAWideFrameKeepsItsWidth() throws {
    let samples = (0..<28 * 56).map { index -> UInt16 in
      4..<24 ~= index / 56 && 24..<32 ~= index % 56 ? 255 : 0
    }
    let expected = try DigitImageTests.rectangle(4..<24, 10..<18, side: 28)
    #expect(try DigitImageTests.digit(56, 28, samples) == expected.samples.map { UInt8($0) })
  }

  /// 10 of 30 pixels are 6.67 of 20.
  @Test func theShorterSideIsRoundedToTheNearestPixel() throws {
    let digit = try DigitImage(normalizing: DigitImageTests.rectangle(10..<40, 70..<80, side: 100))
    let expected = try DigitImageTests.rectangle(4..<24, 11..<18, side: 28)
    #expect(digit.pixels == expected.samples.map { UInt8($0) })
  }

  @Test func darkOnLightIsTheSameDigit() throws {
    let image = try DigitImageTests.rectangle(10..<50, 70..<80, side: 100)
    let (light, dark) = (try DigitImage(normalizing: image), try DigitImage(normalizing: image.inverted()))
    #expect(dark.pixels == light.pixels && dark.wasDarkOnLight)
  }

  @Test(arguments: [1, 15, 255, 1000, 65535]) func contrastAndDepthDoNotShow(maximum: Int) throws {
    let samples = (0..<900).map { (5..<25 ~= $0 / 30 && 12..<18 ~= $0 % 30 ? 1 : 0) as UInt16 }
    let faint = try DigitImageTests.digit(30, 30, samples.map { 100 + 40 * $0 })
    #expect(try DigitImageTests.digit(30, 30, maximum: maximum, samples.map { UInt16(maximum) * $0 }) == faint)
  }

  @Test func noiseOfThePaperIsPaper() throws {
    var image = try DigitImageTests.rectangle(20..<80, 45..<55, side: 100).samples.map { UInt16(250 - Int($0) / 2) }
    for index in image.indices { image[index] -= UInt16(index &* 2_654_435_761 >> 8 & 7) }
    let digit = try DigitImageTests.digit(100, 100, image)
    #expect((0..<28).allSatisfy { row in 3..<25 ~= row || digit[28 * row..<28 * row + 28].allSatisfy { $0 == 0 } })
  }

  @Test func noiseBetweenStrokesIsPaper() throws {
    // Two dark bars, 60 pixels high, on paper whose pixels are up to 7 darker.
    let samples = (0..<10_000).map { index -> UInt16 in
      let (row, column) = (index / 100, index % 100)
      let isStroke = 20..<80 ~= row && (30..<40 ~= column || 60..<70 ~= column)
      return (isStroke ? 123 : 250) - UInt16((index &* 2_654_435_761) >> 8 & 7)
    }
    let digit = try DigitImageTests.digit(100, 100, samples)
    // The bars are in the columns 8 to 11 and 17 to 20.
    #expect((0..<28).allSatisfy { row in digit[28 * row + 12..<28 * row + 17].allSatisfy { $0 == 0 } })
    #expect(digit[28 * 14 + 9] > 240 && digit[28 * 14 + 19] > 240)
  }

  @Test func anImageOfMNISTStaysAsItIs() throws {
    let images = try MNIST.embedded().testing
    // 254 and the like become 255; one in twenty has a faint tip that the box leaves out.
    let kept = try (0..<images.count).count { index in
      let digit = try DigitImage(normalizing: PGMImage(images[index]))
      return zip(digit.pixels, images[index]).allSatisfy { abs(Int($0) - Int($1)) <= 8 }
    }
    #expect(kept >= 940, "\(kept) of \(images.count)")
  }

  static let blank: [(Int, Int, [UInt16])] = [
    (1, 1, [0]), (1, 1, [255]), (3, 1, [7, 7, 7]), (28, 28, Array(repeating: 128, count: 784)),
  ]

  @Test(arguments: blank) func anImageWithoutStrokesIsTold(width: Int, height: Int, samples: [UInt16]) throws {
    let error = try #require(throws: TensorFileError.self) { try DigitImageTests.digit(width, height, samples) }
    #expect(error.description == "image: is blank: \(width)x\(height) pixels without a stroke")
  }

  @Test(arguments: [(2, 1), (1, 2), (2, 2), (3, 3), (1, 500), (500, 1), (3, 400), (400, 3), (17, 23), (64, 65)])
  func anySizeMakesADigit(width: Int, height: Int) throws {
    var samples = Array(repeating: UInt16(0), count: width * height)
    samples[width * height / 2] = 200
    let digit = try DigitImageTests.digit(width, height, samples)
    #expect(digit.count == 784 && digit.contains { $0 > 0 })
  }

  @Test(arguments: [1, 2] as [UInt64]) func imagesOfNoiseMakeSomething(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let (width, height) = (Int.random(in: 1...40, using: &generator), Int.random(in: 1...40, using: &generator))
      let maximum = [1, 9, 255, 65535].randomElement(using: &generator) ?? 1
      let samples = (0..<width * height).map { _ in UInt16.random(in: 0...UInt16(maximum), using: &generator) }
      do throws(TensorFileError) {
        let image = try PGMImage(width: width, height: height, maximum: maximum, samples: samples)
        #expect(try DigitImage(normalizing: image).pixels.count == 784)
      } catch {
        #expect(error.kind == .mismatch)
      }
    }
  }
}
