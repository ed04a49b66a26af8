#if DEBUG
  import Foundation
  import Testing

  @testable import mnist

  @Suite struct RasterTests {
    @Test func aBitmapHoldsItsPixels() {
      // 3 x 2 pixels of two colours; the bytes are those of Python's struct.
      let bitmap = Bitmap(width: 3, height: 2, pixels: [0, 1, 1, 1, 0, 1], palette: [(255, 255, 255), (0, 0, 0)])
      let expected =
        "424d46000000000000003e0000002800000003000000feffffff01000400000000000800000000000000000000000200"
        + "000000000000ffffff00000000000110000010100000"
      #expect(bitmap.bytes.map { String(format: "%02x", $0) }.joined() == expected)
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
#endif
