#if OpenBLAS && os(Linux)
  import LinearAlgebra

  /// The library's calls and LAPACKE's own on the same matrices, in turns, checked against each other first.
  struct DecompositionSuite {
    struct Candidate {
      let work: DecompositionWork
      let n: Int
      let scalar: ScalarKind
    }

    static func candidates(quick: Bool) -> [Candidate] {
      ScalarKind.allCases.flatMap { scalar in
        (quick ? [256] : [256, 512, 1024]).flatMap { n in
          DecompositionWork.allCases.map { Candidate(work: $0, n: n, scalar: scalar) }
        }
      }
    }

    let session: Session
    private let table = TextTable(columns: [
      .init(title: "one thread", width: 28, isFlushLeft: true), .init(title: "swift-dense", width: 11),
      .init(title: "spread", width: 6), .init(title: "LAPACKE", width: 9), .init(title: "spread", width: 6),
      .init(title: "ratio", width: 6),
    ])

    init(session: Session) { self.session = session }

    /// - Throws: `WrongAnswer`.
    func measure(_ candidates: [Candidate]) throws {
      print("\n" + table.heading)
      for candidate in candidates {
        switch candidate.scalar {
        case .float: try measure(candidate, functions: .float)
        case .double: try measure(candidate, functions: .double)
        }
      }
    }

    private func measure<Scalar: BLASScalar>(
      _ candidate: Candidate, functions: RawLAPACKE<Scalar>.Functions
    ) throws {
      var generator = SeededGenerator(seed: 1)
      var a = Matrix<Scalar>.uniform(rows: candidate.n, columns: candidate.n, in: -1..<1, using: &generator)
      if candidate.work == .symmetric { a += a.transposed() }
      let b = Matrix<Scalar>.uniform(rows: candidate.n, columns: 1, in: -1..<1, using: &generator)
      let raw = RawLAPACKE(a, b, functions)
      if try !agree(candidate.work, a, b, raw) {
        throw WrongAnswer(description: "the library and LAPACKE differ in \(candidate.work.rawValue)")
      }
      let work = candidate.work.work(candidate.n, candidate.scalar)
      var rawWork = work
      rawWork.name = "LAPACKE " + work.name
      let rows = session.measure(
        work,
        by: [
          Contender(backend: .openBLAS, body: InterleavedTimer.timed { try? run(candidate.work, a, b) }),
          Contender(backend: .openBLAS, work: rawWork, body: InterleavedTimer.timed { try? raw.run(candidate.work) }),
        ])
      print(
        table.row([
          "\(candidate.work.rawValue) \(candidate.n) \(candidate.scalar.rawValue)", duration(rows[0].seconds),
          percent(rows[0].spread, digits: 1), duration(rows[1].seconds), percent(rows[1].spread, digits: 1),
          decimal(rows[0].seconds / rows[1].seconds, digits: 3),
        ]))
    }

    /// The library's call; factors that a caller would ask for afterwards are not made.
    private func run<Scalar: BLASScalar>(_ work: DecompositionWork, _ a: Matrix<Scalar>, _ b: Matrix<Scalar>) throws {
      switch work {
      case .solve: _ = try a.solve(b)
      case .determinant: _ = try a.logDeterminant()
      case .inverse: _ = try a.inverse()
      case .eigen: _ = try Eigen(a)
      case .symmetric: _ = try SymmetricEigen(a)
      case .svd: _ = try SVD(a)
      }
    }

    /// Whether both give the same up to half of the digits.
    private func agree<Scalar: BLASScalar>(
      _ work: DecompositionWork, _ a: Matrix<Scalar>, _ b: Matrix<Scalar>, _ raw: RawLAPACKE<Scalar>
    ) throws -> Bool {
      try raw.run(work)
      let theirs = Matrix(row: raw.values)
      switch work {
      case .solve: return try a.solve(b).transposed().isApproximatelyEqual(to: theirs, relativeTolerance: 0.01)
      case .determinant:
        let ours = Double(try a.logDeterminant().logarithm)
        return (ours - raw.logarithm).magnitude <= 1e-3 * ours.magnitude
      case .inverse: return try a.inverse().isApproximatelyEqual(to: raw.inverse, relativeTolerance: 0.01)
      case .eigen:
        let (ours, sorted) = (try Eigen(a).values.real.sorted(), raw.values.sorted())
        return Matrix(row: ours).isApproximatelyEqual(to: Matrix(row: sorted), relativeTolerance: 0.01)
      case .symmetric: return Matrix(row: try SymmetricEigen(a).values).isApproximatelyEqual(to: theirs)
      case .svd: return Matrix(row: try SVD(a).values).isApproximatelyEqual(to: theirs)
      }
    }
  }
#endif
