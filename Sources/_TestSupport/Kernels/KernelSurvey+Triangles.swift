import LinearAlgebra

extension KernelSurvey {
  /// Orders of small triangles, and how many systems or columns they meet.
  var orders: [Int] { [1, 2, 3, 4, 5, 7, 8, 9, 15, 16] }
  private var systemCounts: [Int] { [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 70, 130] }

  /// substitute and multiplyByTriangle: the bits of one chain for each unknown or element.
  func triangles() {
    begin("triangles")
    for order in orders {
      for systems in systemCounts {
        for shape in 0..<16 {
          substitution(
            order, systems, targetsAreRows: shape & 1 == 0, descends: shape & 2 != 0, isUnit: shape & 4 != 0,
            systemsAreRows: shape & 8 != 0)
        }
        if systems == 1 {
          for shape in 0..<8 {
            singleSystem(
              order, targetsAreRows: shape & 1 == 0, descends: shape & 2 != 0, isUnit: shape & 4 != 0)
          }
        }
        for targetsAreRows in [false, true] {
          product(order, systems, targetsAreRows: targetsAreRows)
        }
      }
    }
  }

  /// A pivot, which may have no reciprocal, or one that is not normal.
  private static func pivot(using generator: inout SeededGenerator) -> Scalar {
    switch generator.next() & 15 {
    case 0: .leastNonzeroMagnitude
    case 1: -.leastNormalMagnitude / 8
    case 2: .greatestFiniteMagnitude
    default: number(in: 1..<2, using: &generator)
    }
  }

  /// A triangle whose equations are rows or columns of a matrix, NaN in the other half: T(j, k) of j from `first` on.
  private func triangle(_ order: Int, isLower: Bool, isUnit: Bool) -> GuardedMatrix<Scalar> {
    let t = source(order, order) { Self.number(in: -1..<1, using: &$0) }
    for i in 0..<order {
      for j in 0..<order where isLower ? j > i : j < i { t[i, j] = .nan }
      t[i, i] = isUnit ? .nan : Self.pivot(using: &generator)
    }
    return t
  }

  private func substitution(
    _ order: Int, _ systems: Int, targetsAreRows: Bool, descends: Bool, isUnit: Bool, systemsAreRows: Bool
  ) {
    let t = triangle(order, isLower: targetsAreRows != descends, isUnit: isUnit)
    let x =
      systemsAreRows
      ? target(systems, order, Self.anyOrdinaryNumber) : target(order, systems, Self.anyOrdinaryNumber)
    let (b, scratch) = (x.copy(), target(1, 1312))
    // In bounds: T is square, X has `systems` rows or columns of `order` elements.
    unsafe kernels.substitute(
      order, systems, t.view.base, targetsAreRows ? t.stride : 1, targetsAreRows ? 1 : t.stride, descends, isUnit,
      x.view.base, x.stride, systemsAreRows, scratch.view.base)
    var solutions = [[Scalar]]()
    for i in 0..<systems {
      var solution = (0..<order).map { systemsAreRows ? b[i, $0] : b[$0, i] }
      var done = [Int]()
      for j in descends ? Array((0..<order).reversed()) : Array(0..<order) {
        var taken: Scalar = 0
        for k in done { taken = sum(taken, -(targetsAreRows ? t[j, k] : t[k, j]), solution[k]) }
        solution[j] += taken
        if !isUnit { solution[j] = quotient(solution[j], t[j, j]) }
        done.append(j)
      }
      solutions.append(solution)
    }
    record(
      x.difference { systemsAreRows ? solutions[$0][$1] : solutions[$1][$0] }, or: scratch.overwritten,
      of: "substitute of \(order), \(systems) systems, rows \(systemsAreRows), targets \(targetsAreRows), "
        + "descends \(descends), unit \(isUnit)")
  }

  /// substituteOne: a small residual for any order.
  private func singleSystem(_ small: Int, targetsAreRows: Bool, descends: Bool, isUnit: Bool) {
    for order in [small, 16 + small, 70 + small] {
      let t = triangle(order, isLower: targetsAreRows != descends, isUnit: isUnit)
      for i in 0..<order {
        for j in 0..<order where i != j { t[i, j] /= Scalar(order) }
        if !isUnit { t[i, i] = Self.number(in: 1..<2, using: &generator) }
      }
      let x = target(1, order, Self.anyOrdinaryNumber)
      let b = x.copy()
      // In bounds: T is square, and x has an element for each row.
      unsafe kernels.substituteOne(
        order, t.view.base, targetsAreRows ? t.stride : 1, targetsAreRows ? 1 : t.stride, descends, isUnit, x.view.base)
      var problem = x.overwritten
      for j in 0..<order {
        let known = descends ? j + 1..<max(order, j + 1) : 0..<j
        let residual = Scalar.dot(known.count + 2) { step in
          if step == known.count { return (isUnit ? 1 : t[j, j], x[0, j]) }
          if step > known.count { return (-1, b[0, j]) }
          let k = known.lowerBound + step
          return (targetsAreRows ? t[j, k] : t[k, j], x[0, k])
        }
        // Rows sum up to less than 1 beside their pivots, and solutions to less than 8.
        if !(residual.magnitude <= 32 * Double(order) * Scalar.unitRoundoff) {
          problem = "row \(j) is off by \(residual)"
        }
      }
      record(
        (order, problem),
        of: "substituteOne of \(order), targets \(targetsAreRows), descends \(descends), unit \(isUnit)")
    }
  }

  /// x / pivot as kernels divide.
  func quotient(_ x: Scalar, _ pivot: Scalar) -> Scalar {
    let reciprocal = 1 / pivot
    return reciprocal.isNormal ? x * reciprocal : x / pivot
  }

  static func anyOrdinaryNumber(using generator: inout SeededGenerator) -> Scalar {
    generator.next() & 31 == 0 ? 0 : usualNumber(using: &generator)
  }

  private func product(_ order: Int, _ columns: Int, targetsAreRows: Bool) {
    let u = triangle(order, isLower: !targetsAreRows, isUnit: false)
    let x = target(order, columns, Self.anyOrdinaryNumber)
    let old = x.copy()
    // In bounds: U is square, and X has as many rows.
    unsafe kernels.multiplyByTriangle(
      order, columns, u.view.base, targetsAreRows ? u.stride : 1, targetsAreRows ? 1 : u.stride, x.view.base, x.stride)
    let products = x.difference { i, j in
      (i + 1..<max(order, i + 1)).reduce(old[i, j] * u[i, i]) {
        sum($0, targetsAreRows ? u[i, $1] : u[$1, i], old[$1, j])
      }
    }
    record(products, of: "multiplyByTriangle of \(order), \(columns) columns")
  }
}
