import Foundation
import Testing

@testable import mnist

@Suite struct RasterTests {
  @Test func aPNGHoldsItsPixels() {
    // 3 x 2 pixels of two colours; the bytes are those of Python's zlib and struct.
    let png = PNG(width: 3, height: 2, pixels: [0, 1, 1, 1, 0, 1], palette: [(255, 255, 255), (0, 0, 0)])
    let expected =
      "89504e470d0a1a0a0000000d49484452000000030000000204030000006f5a7b2900000006504c5445ffffff00000055"
      + "c2d37e00000011494441547801010600f9ff000110001010007b003247db7f9e0000000049454e44ae426082"
    #expect(png.bytes.map { String(format: "%02x", $0) }.joined() == expected)
  }

  @Test func aLargeImageIsReducedToMeans() {
    let raster = Raster(width: 4, height: 2, values: [1, 3, 10, 20, 5, 7, 30, 40])
    #expect(raster.reduced(to: 4).values == raster.values)
    let half = raster.reduced(to: 2)
    #expect(half.width == 2 && half.height == 2 && half.values == [2, 15, 6, 35])
    let whole = Raster(width: 400, height: 280, values: Array(repeating: 2, count: 112_000)).reduced(to: 40)
    #expect(whole.width == 40 && whole.height == 40 && whole.values.allSatisfy { $0 == 2 })
  }

  @Test func sizesKeepTheirProportionButStayVisible() {
    func size(_ width: Int, _ height: Int) -> [Int] {
      let size = Raster(width: width, height: height, values: []).size(in: 84)
      return [size.width, size.height]
    }
    #expect(size(28, 28) == [84, 84] && size(400, 280) == [84, 58] && size(11, 12) == [77, 84])
    #expect(size(784, 1) == [84, 21] && size(1, 784) == [21, 84])
  }

  @Test func weightsBeyondTheScaleOrNotFiniteAreDrawn() {
    for scale in [Float(0), 0.1, 1e-30] {
      #expect(
        !Raster(width: 2, height: 2, values: [.nan, .infinity, -1e30, 0.05]).diverging(scale: scale).bytes.isEmpty)
    }
  }
}
