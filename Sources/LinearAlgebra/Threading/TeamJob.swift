/// Work that a team of threads shares: a struct that the caller keeps alive while its parts run, so that nothing is
/// allocated.
package protocol TeamJob {
  /// Does one part; others run at the same time.
  func run(part: Int)
  /// The same for the job at `address`; not to be implemented.
  static func run(at address: UnsafeRawPointer, part: Int)
}

extension TeamJob {
  package static func run(at address: UnsafeRawPointer, part: Int) {
    // In bounds: there is a job of this type.
    unsafe address.assumingMemoryBound(to: Self.self).pointee.run(part: part)
  }
}

/// A job by a closure, which costs an allocation: for work that allocates anyway.
struct ClosureJob: TeamJob {
  let body: (Int) -> Void

  func run(part: Int) { body(part) }
}

/// A type-erased job in the memory of its caller.
@safe struct SharedJob {
  private let address: UnsafeRawPointer
  private let type: any TeamJob.Type
  private let parts: Int
  private let threads: Int

  /// `job` must stay in place until the last part is done.
  init<Job: TeamJob>(_ job: UnsafePointer<Job>, parts: Int, threads: Int) {
    unsafe address = UnsafeRawPointer(job)
    type = Job.self
    self.parts = parts
    self.threads = threads
  }

  /// Runs the parts of one member: if there are fewer threads than parts, they are dealt out in turn.
  func run(as member: Int) {
    // In bounds: `type` is the type of the job at `address`.
    for part in stride(from: member, to: parts, by: threads) { unsafe type.run(at: address, part: part) }
  }
}
