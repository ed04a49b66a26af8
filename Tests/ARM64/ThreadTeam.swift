/// Work that a team shares. Embedded Swift cannot store the type of a job, as the team of several threads does.
protocol TeamJob {
  func run(part: Int)
}

/// A team of one: the parts of a job run one after the other.
struct ThreadTeam {
  static let shared = ThreadTeam()

  func run(_ parts: Int, _ job: some TeamJob) {
    for part in 0..<parts { job.run(part: part) }
  }

  func run(_ parts: Int, _ body: (Int) -> Void) {
    for part in 0..<parts { body(part) }
  }
}
