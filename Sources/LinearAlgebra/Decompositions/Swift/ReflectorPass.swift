/// y := y + tau A v, z := z - y and w := A' z in one pass over A, whose rows a team may share.
///
/// The number of parts depends on the size of A alone, and so do the bits.
struct ReflectorPass<Scalar: BLASScalar>: TeamJob {
  let a: MutableMatrixView<Scalar>
  let tau: Scalar
  let v: MutableMatrixView<Scalar>
  let y: MutableMatrixView<Scalar>
  let z: MutableMatrixView<Scalar>
  let w: MutableMatrixView<Scalar>
  /// The w of all parts but the first: `mostParts` rows of at least as many columns as A.
  let sums: MutableMatrixView<Scalar>
  var members = 1

  static var mostParts: Int { 4 }
  /// Elements of A above which it is split into parts: 10 us of one core, against 1 us for a barrier.
  private static var leastSharedCount: Int { 1 << 16 }
  private var parts: Int { a.rows * a.columns < Self.leastSharedCount ? 1 : Self.mostParts }

  func run(threads: Int) {
    var job = self
    job.members = Swift.min(threads, parts)
    ThreadTeam.shared.run(job.members, job)
    for part in 1..<parts { w.add(sums.row(part).columns(0..<w.columns).reading, scaledBy: 1) }
  }

  func run(part member: Int) {
    for part in stride(from: member, to: parts, by: members) {
      let (start, end) = (a.rows * part / parts, a.rows * (part + 1) / parts)
      let target = unsafe part == 0 ? w.base : sums.row(part).base
      // In bounds: y and z have an element for each row of A, v and w for each column.
      unsafe Scalar._routines.best.reflectPair(
        end - start, a.columns, tau, a.base + start * a.stride, a.stride, v.base, y.base + start, z.base + start,
        target)
    }
  }
}
