import Foundation
import LinearAlgebra
import Testing

/// The random fields that displace pixels.
@Suite struct SmoothFieldTests {
  /// Fields of many samples, each as its rows without what lies behind them.
  private func fields(_ rows: Int, _ columns: Int, strength: Double, sigma: Double, count: Int) -> [[Matrix<Double>]] {
    let resampler = ImageResampler(rows: rows, columns: columns, strength: strength, sigma: sigma)
    return (0..<count).map { resampler.offsets(key: 42, sample: $0, epoch: 1) }
  }

  @Test(arguments: [(28, 28, 1.0, 4.0), (28, 28, 2.5, 1.5), (12, 40, 0.7, 8.0), (5, 3, 1.0, 0.5)])
  func offsetsHaveTheirRootMeanSquareEverywhere(rows: Int, columns: Int, strength: Double, sigma: Double) {
    let count = 4000
    let fields = fields(rows, columns, strength: strength, sigma: sigma, count: count)
    for axis in 0..<2 {
      var squares = Matrix<Double>.zeros(rows: rows, columns: columns)
      for field in fields {
        let square = field[axis] .* field[axis]
        squares += square
      }
      // The mean square of one pixel has a standard deviation of sqrt(2 / count) of it, the largest of all less than five.
      let shares = (squares / (Double(count) * strength * strength)).scalars()
      let allowed = 5 * (2 / Double(count)).squareRoot()
      #expect(shares.allSatisfy { abs($0 - 1) < allowed }, "\(shares.min() ?? 0) to \(shares.max() ?? 0)")
      #expect(abs(shares.reduce(0, +) / Double(shares.count) - 1) < allowed / 2)
    }
  }

  /// White noise that a Gaussian of sigma has smoothed correlates over a distance d by exp(-d^2 / (4 sigma^2)).
  @Test(arguments: [1.0, 2.0, 4.0, 6.5]) func neighboursMoveTogether(sigma: Double) {
    let (side, count) = (24, 3000)
    let fields = fields(side, side, strength: 1, sigma: sigma, count: count)
    for distance in [1, 2, 5, 9] {
      for place in [0, 7, 14] {
        func correlation(_ value: (Matrix<Double>) -> Double) -> Double {
          fields.reduce(0) { $0 + value($1[0]) } / Double(count)
        }
        let expected = exponential(-Double(distance * distance) / (4 * sigma * sigma))
        let allowed = 5 / Double(count).squareRoot() * (1 + expected * expected).squareRoot()
        let along = correlation { $0[place, 3] * $0[place + distance, 3] }
        let across = correlation { $0[3, place] * $0[3, place + distance] }
        #expect(abs(along - expected) < allowed && abs(across - expected) < allowed, "\(distance): \(along), \(across)")
      }
    }
    // Rows and columns are displaced for themselves.
    let both = fields.reduce(0) { $0 + $1[0][5, 5] * $1[1][5, 5] } / Double(count)
    #expect(abs(both) < 5 / Double(count).squareRoot())
  }

  @Test func theSeriesAreThoseOfTheLibrary() {
    for x in stride(from: -60.0, through: 0, by: 0.37) {
      #expect(abs(exponential(x) - Foundation.exp(x)) <= 1e-12 * Foundation.exp(x))
    }
    #expect(exponential(0) == 1)
    #expect(exponential(-1e9) == 0)
    for degrees in stride(from: -400.0, through: 400, by: 7.3) {
      let (sine, cosine) = sineAndCosine(degrees: degrees)
      #expect(
        abs(sine - Foundation.sin(degrees * .pi / 180)) < 2e-15
          && abs(cosine - Foundation.cos(degrees * .pi / 180)) < 2e-15)
    }
    for (degrees, sine, cosine) in [(0.0, 0.0, 1.0), (90, 1, 0), (180, 0, -1), (270, -1, 0), (-90, -1, 0)] {
      #expect(sineAndCosine(degrees: degrees) == (sine, cosine))
    }
  }
}
