import LinearAlgebra

/// A backend that takes part in a measurement.
struct Contender {
  let backend: GEMMBackend
  /// The work where it is not that of the others: something to compare with.
  let work: Work?
  /// How many times one repetition does the work.
  let calls: Int
  /// The share of the test images that its network classifies right.
  let accuracy: Double?
  let body: InterleavedTimer.Body

  init(
    backend: GEMMBackend, work: Work? = nil, calls: Int = 1, accuracy: Double? = nil,
    body: @escaping InterleavedTimer.Body
  ) {
    self.backend = backend
    self.work = work
    self.calls = calls
    self.accuracy = accuracy
    self.body = body
  }

  /// The backends to measure on a number of threads.
  ///
  /// - Parameters:
  ///   - naive: whether plain loops take part; they know one thread only.
  ///   - allSets: every instruction set of the Swift kernels, or the best one alone.
  static func backends(threads: Int, naive: Bool, allSets: Bool = true) -> [GEMMBackend] {
    (naive && threads == 1 ? [.reference] : [])
      + (allSets ? InstructionSet.available.map { .swift($0) } : [.swift])
      + (GEMMBackend.openBLAS.isAvailable ? [.openBLAS] : [])
  }
}
