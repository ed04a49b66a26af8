import LinearAlgebra

/// A layer's values for each sample of a batch, one sample a row: its outputs, or their gradient.
///
/// Where members split the layer by its outputs, each writes its columns to a panel of its own. A member that reads all
/// columns first collects them in a copy, because a product over all columns is one chain of sums.
struct BatchValues<Scalar: BLASScalar> {
  private let panels: Panels<Scalar>
  /// Where panels are collected: one copy for each member if every member reads all samples, one in all if each reads
  /// only its own. Nil with a single panel, and if no member reads all columns.
  private let copies: Panels<Scalar>?
  private let copyCount: Int

  /// - Parameter copies: the number of copies to collect several panels in; a single panel needs none.
  init(rows: Int, columns: Partition, copies count: Int = 0, in memory: PanelMemory<Scalar>) {
    panels = Panels(rows: rows, columns: columns, in: memory)
    copyCount = columns.members > 1 ? count : 0
    copies =
      copyCount == 0
      ? nil
      : Panels(
        rows: rows, columns: Partition(count: columns.count * copyCount, members: copyCount, unit: columns.count),
        in: memory, liesApart: true)
  }

  private init(_ panels: Panels<Scalar>) { (self.panels, copies, copyCount) = (panels, nil, 0) }

  /// The only copy; with one panel, the values themselves.
  var singleCopy: BatchValues { copies.map(BatchValues.init) ?? self }

  /// The columns of one panel, or all of them: several panels must have been collected for this `member`.
  func view(_ samples: Range<Int>, _ columns: Range<Int>, for member: Int) -> MutableMatrixView<Scalar> {
    if let copies, columns == panels.allColumns { return copies.view(place(member)).rows(samples) }
    return panels.view(columns).rows(samples)
  }

  /// Collects the panels for `member`, once all members have written theirs.
  func collect(_ samples: Range<Int>, for member: Int) {
    if let copies { panels.copy(samples, into: copies.view(place(member)).rows(samples)) }
  }

  /// The columns of the copy that `member` reads.
  private func place(_ member: Int) -> Range<Int> {
    let (width, copy) = (panels.allColumns.count, min(member, copyCount - 1))
    return copy * width..<(copy + 1) * width
  }
}
