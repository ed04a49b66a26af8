/// The number of shifts of a sweep, and the size of a deflation window.
///
/// - Note: LAPACK `iparmq`; Byers, LAPACK 3.1 xHSEQR: tuning and implementation notes, LAPACK Working Note 187 (2007).
struct MultishiftTuning {
  /// The shifts of a sweep, an even number.
  let shifts: Int
  /// The rows of a deflation's window.
  let window: Int
  /// A sweep is skipped if a deflation found more than this percentage of its window.
  let nibble = 14

  /// Up to this order the double shift works alone.
  static var largestWithout: Int { 75 }

  /// - Parameter order: the rows of the active block at the beginning.
  init(order: Int) {
    let most =
      switch order {
      case ..<30: 2
      case ..<60: 4
      case ..<150: 10
      case ..<590: Swift.max(10, order / (Int.bitWidth - 1 - order.leadingZeroBitCount))
      case ..<3000: 64
      case ..<6000: 128
      default: 256
      }
    let shifts = Swift.max(2, Swift.min(most, (order - 3) / 6))
    self.shifts = shifts - shifts % 2
    window = Swift.max(2, Swift.min(order <= 500 ? most : 3 * most / 2, (order - 1) / 3))
  }
}

/// The window of the next deflation: it grows while nothing is found, and shrinks again if growing does not help.
struct DeflationWindow {
  private let usual: Int
  private let largest: Int
  private var rows: Int
  private var reduction = -1
  /// Unsuccessful deflations since the last successful one.
  private(set) var stagnation = 0

  init(_ usual: Int, largest: Int) {
    (self.usual, self.largest) = (usual, largest)
    rows = usual
  }

  /// The rows of a window of the active block.
  mutating func next<Scalar: BLASScalar>(_ h: ColumnMatrix<Scalar>, _ active: Range<Int>) -> Int {
    let most = Swift.min(active.count, largest)
    rows = Swift.min(most, stagnation < 5 ? usual : 2 * rows)
    if rows < largest {
      if rows >= active.count - 1 {
        rows = active.count
      } else {
        // The window begins at the smaller of two elements.
        let top = active.upperBound - rows
        if h[top, top - 1].magnitude > h[top - 1, top - 2].magnitude { rows += 1 }
      }
    }
    if stagnation < 5 {
      reduction = -1
    } else if reduction >= 0 || rows >= most {
      reduction += 1
      if rows - reduction < 2 { reduction = 0 }
      rows -= reduction
    }
    return rows
  }

  mutating func note(_ deflated: Int) { stagnation = deflated > 0 ? 0 : stagnation + 1 }
}
