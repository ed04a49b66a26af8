/// y := y + tau A v, z := z - y and w := A' z in one pass over A, whose rows a team may share.
///
/// The number of parts depends on the size of A alone, and so do the bits.
struct ReflectorPass<Scalar: BLASScalar> {
  private let sums: MatrixBuffer<Scalar>
  private let threads: Int

  /// A pass for matrices of at most this many columns.
  init(columns: Int, configuration: ComputeConfiguration) {
    sums = MatrixBuffer(rows: Self.mostParts, columns: columns)
    threads = configuration.threads
  }

  private static var mostParts: Int { 4 }
  /// Elements of A above which it is split into parts: 10 us of one core, against 1 us for a barrier.
  private static var leastSharedCount: Int { 1 << 16 }

  func run(
    _ a: MutableMatrixView<Scalar>, tau: Scalar, v: MutableMatrixView<Scalar>, y: MutableMatrixView<Scalar>,
    z: MutableMatrixView<Scalar>, w: MutableMatrixView<Scalar>
  ) {
    let parts = a.rows * a.columns < Self.leastSharedCount ? 1 : Self.mostParts
    let job = PassJob(a: a, tau: tau, v: v, y: y, z: z, w: w, sums: sums.view, parts: parts)
    if parts == 1 || threads == 1 {
      for part in 0..<parts { job.run(part: part) }
    } else if threads < parts {
      ThreadTeam.shared.run(threads, SharedPass(job: job, members: threads))
    } else {
      ThreadTeam.shared.run(parts, job)
    }
    for part in 1..<Swift.max(parts, 1) { w.add(sums.view.row(part).columns(0..<w.columns).reading, scaledBy: 1) }
  }
}

/// The parts of a pass when fewer members share them.
private struct SharedPass<Scalar: BLASScalar>: TeamJob {
  let job: PassJob<Scalar>
  let members: Int

  func run(part: Int) { for part in stride(from: part, to: job.parts, by: members) { job.run(part: part) } }
}

private struct PassJob<Scalar: BLASScalar>: TeamJob {
  let a: MutableMatrixView<Scalar>
  let tau: Scalar
  let v: MutableMatrixView<Scalar>
  let y: MutableMatrixView<Scalar>
  let z: MutableMatrixView<Scalar>
  let w: MutableMatrixView<Scalar>
  /// The w of all parts but the first.
  let sums: MutableMatrixView<Scalar>
  let parts: Int

  func run(part: Int) {
    let (start, end) = (a.rows * part / parts, a.rows * (part + 1) / parts)
    let target = unsafe part == 0 ? w.base : sums.row(part).base
    // In bounds: y and z have an element for each row of A, v and w for each column.
    unsafe Scalar._routines.best.reflectPair(
      end - start, a.columns, tau, a.base + start * a.stride, a.stride, v.base, y.base + start, z.base + start, target)
  }
}
