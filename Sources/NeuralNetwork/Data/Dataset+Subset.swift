import LinearAlgebra

extension Dataset {
  /// Copies of the samples at `indices`, in their order: any collection, such as an array, a slice of one or a range.
  ///
  /// ```swift
  /// let few = data[0..<100]
  /// let ones = data[labels.indices.filter { labels[$0] == 1 }]
  /// ```
  ///
  /// The number of classes and their names stay. An index may be repeated.
  ///
  /// - Precondition: every index is in `0..<count`.
  /// - Complexity: O(the number of copied features).
  public subscript(indices: some Collection<Int>) -> Dataset {
    for index in indices { require(index >= 0 && index < count, "sample \(index) of a data set of \(count)") }
    let places = Array(indices)
    let part: Features
    switch features {
    case .bytes(let bytes, let divisor):
      var taken = [UInt8]()
      taken.reserveCapacity(places.count * inputs)
      for index in places { taken += bytes[index * inputs..<(index + 1) * inputs] }
      part = .bytes(taken, divisor: divisor)
    case .values(let matrix): part = .values(matrix.rows(at: places))
    }
    let goals: Targets
    switch targets {
    case .labels(let labels): goals = .labels(places.map { labels[$0] })
    case .values(let matrix): goals = .values(matrix.rows(at: places))
    }
    return Dataset(
      features: part, targets: goals, count: places.count, inputs: inputs, outputs: outputs, classNames: classNames)
  }

  /// The samples from one on: `data[100...]`; see the subscript of a collection.
  public subscript(range: PartialRangeFrom<Int>) -> Dataset {
    require(range.lowerBound <= count, "samples from \(range.lowerBound) on of a data set of \(count)")
    return self[range.lowerBound..<count]
  }

  /// The samples before one: `data[..<100]`; see the subscript of a collection.
  public subscript(range: PartialRangeUpTo<Int>) -> Dataset {
    require(range.upperBound >= 0, "samples before \(range.upperBound) of a data set of \(count)")
    return self[0..<range.upperBound]
  }
}
