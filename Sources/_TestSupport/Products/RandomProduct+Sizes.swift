/// m, n and k of a random product.
package struct ProductSizes: Sendable {
  package let m: Int
  package let n: Int
  package let k: Int

  package init(m: Int, n: Int, k: Int) { (self.m, self.n, self.k) = (m, n, k) }

  /// Around the edges of every tile (4, 6 and 8 rows; 2 to 48 columns, and twice that).
  private static let edges = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 15, 16, 17, 18, 23, 24, 25, 31, 32, 33, 40, 47, 48, 49, 63, 64, 65, 80,
    95, 96, 97, 112, 113,
  ]

  /// Mostly small ones at an edge; some thin, deep, wide or tall; a few that are packed and blocked.
  package static func random(using generator: inout some RandomNumberGenerator) -> ProductSizes {
    func edge() -> Int { edges[Int.random(in: 0..<edges.count, using: &generator)] }
    func any(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
    return switch any(0...999) {
    // B copied; A copied where it is transposed; sums put down between blocks of k, of C and of a thin C's transpose.
    case 0: ProductSizes(m: any(33...200), n: any(1025...1300), k: any(513...1100))
    case 1: ProductSizes(m: any(140...400), n: any(128...200), k: any(1000...2100))
    case 2: ProductSizes(m: any(33...300), n: any(100...300), k: any(4097...9500))
    case 3...4: ProductSizes(m: any(1...60), n: any(1...40), k: any(4097...9500))
    case 5: ProductSizes(m: any(32...110), n: any(250...700), k: any(190...700))
    // Wide operands, which are copied sooner.
    case 6: ProductSizes(m: any(250...1300), n: any(500...1300), k: any(10...70))
    case 7...59: ProductSizes(m: any(1...20), n: any(1...40), k: any(500...1100))
    case 60...109: ProductSizes(m: any(1...9), n: any(1000...2100), k: any(1...30))
    case 110...149: ProductSizes(m: any(90...400), n: any(1...20), k: any(1...30))
    case 150...199: ProductSizes(m: any(1...120), n: 10, k: any(1...300))
    case 200...269: ProductSizes(m: any(1...200), n: 1, k: any(1...300))
    case 270...349: ProductSizes(m: 1, n: any(1...300), k: any(1...300))
    default: ProductSizes(m: edge(), n: edge(), k: edge())
    }
  }

  /// Whether a reference of every element in wider arithmetic costs too much.
  package var isLarge: Bool { m * n * k > 2_000_000 }
}
