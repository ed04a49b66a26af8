import LinearAlgebra

/// What a layer has for each sample of a batch, one sample a row: its outputs, or their gradient.
///
/// Where members share the layer by its outputs, each writes those columns into a panel of its own. Who needs all of them
/// collects them in a copy first, for a product over all columns is one chain of sums.
struct BatchValues<Scalar: BLASScalar> {
  private let panels: Panels<Scalar>
  /// The copies to collect in: one for each member where each needs all samples, one where each needs its own.
  private let copies: [Panels<Scalar>]

  /// - Parameter copies: how many there are, where there are several ranges of columns.
  init(rows: Int, columns: [Range<Int>], copies: Int = 0) {
    panels = Panels(rows: rows, columns: columns)
    let all = panels.allColumns
    self.copies = (0..<(columns.count > 1 ? copies : 0)).map { _ in Panels(rows: rows, columns: [all], liesApart: true)
    }
  }

  private init(_ panels: Panels<Scalar>) {
    self.panels = panels
    copies = []
  }

  /// The first copy; where there is one panel, the values themselves.
  var collected: BatchValues { copies.first.map(BatchValues.init) ?? self }

  /// The columns of one panel, or all: several panels must have been collected for this `member`.
  func view(_ samples: Range<Int>, _ columns: Range<Int>, for member: Int) -> MutableMatrixView<Scalar> {
    let isCopied = !copies.isEmpty && columns == panels.allColumns
    return (isCopied ? copies[min(member, copies.count - 1)] : panels).view(columns).rows(samples)
  }

  /// Puts the panels together for `member`, once all members have written theirs.
  func collect(_ samples: Range<Int>, for member: Int) {
    if copies.isEmpty { return }
    panels.copy(samples, into: copies[min(member, copies.count - 1)].view(panels.allColumns).rows(samples))
  }
}
