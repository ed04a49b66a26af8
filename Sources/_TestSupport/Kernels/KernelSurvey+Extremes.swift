import LinearAlgebra

extension KernelSurvey {
  /// The largest and the smallest, of all, of rows and of columns, and where they stand first. A NaN is both.
  func extremes() {
    begin("extremes")
    for columns in sizes.dropFirst() + [1025] {
      for rows in [1, 2, 5] {
        for numbers in ["any", "few", "different", "infinite"] {
          let x = source(rows, columns) { generator in
            switch numbers {
            case "any": Self.anyNumber(using: &generator)
            case "few": Scalar(Int.random(in: -3...3, using: &generator))
            case "different": Self.usualNumber(using: &generator)
            default: Bool.random(using: &generator) ? .infinity : -.infinity
            }
          }
          let description = "\(rows)x\(columns) \(numbers) numbers"
          add(x, isLeast: false, description)
          add(x, isLeast: true, description)
        }
      }
    }
  }

  private func add(_ x: GuardedMatrix<Scalar>, isLeast: Bool, _ description: String) {
    let (rows, columns, stride) = (x.rows, x.columns, x.stride)
    let base = unsafe x.view.base
    /// Whether b takes the place of a, which came first.
    func isBetter(_ b: Scalar, than a: Scalar) -> Bool { !a.isNaN && (b.isNaN || (isLeast ? b < a : b > a)) }
    func best(_ count: Int, _ element: (Int) -> Scalar) -> Int {
      (1..<max(count, 1)).reduce(0) { isBetter(element($1), than: element($0)) ? $1 : $0 }
    }
    /// Zeros of either sign are equal.
    func problem(_ got: Scalar, _ wanted: Scalar) -> String? {
      got == wanted || got.isNaN && wanted.isNaN ? nil : "should be \(wanted)"
    }

    // In bounds, here and below: the shape is that of the matrix.
    let got =
      unsafe isLeast ? kernels.minimum(rows, columns, base, stride) : kernels.maximum(rows, columns, base, stride)
    let place = best(rows * columns) { x[$0 / columns, $0 % columns] }
    record(
      (1, problem(got, x[place / columns, place % columns]).map { "\(got), \($0)" }),
      of: "\(isLeast ? "minimum" : "maximum") of \(description)")

    let (byRow, byColumn) = (target(1, rows), target(1, columns))
    unsafe (isLeast ? kernels.rowMinima : kernels.rowMaxima)(rows, columns, base, stride, byRow.view.base)
    record(
      byRow.problem { _, i, got in problem(got, x[i, best(columns) { x[i, $0] }]) },
      of: "\(isLeast ? "rowMinima" : "rowMaxima") of \(description)")
    unsafe (isLeast ? kernels.columnMinima : kernels.columnMaxima)(rows, columns, base, stride, byColumn.view.base)
    record(
      byColumn.problem { _, j, got in problem(got, x[best(rows) { x[$0, j] }, j]) },
      of: "\(isLeast ? "columnMinima" : "columnMaxima") of \(description)")

    var places = [Int](repeating: -1, count: rows + 1)
    unsafe (isLeast ? kernels.rowArgmin : kernels.rowArgmax)(rows, columns, base, stride, &places)
    let first = (0..<rows).map { i in best(columns) { x[i, $0] } }
    record(
      (rows, places == first + [-1] ? nil : "\(places), should be \(first)"),
      of: "\(isLeast ? "rowArgmin" : "rowArgmax") of \(description)")
  }
}
