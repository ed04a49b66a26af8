import LinearAlgebra

extension Network {
  /// The mean loss, and where each sample has one class the accuracy, where each process takes some of the samples. Whole
  /// blocks are taken, by processes and by threads: the bits depend on neither.
  func measures(
    _ data: Dataset<Scalar>, sharedBy group: (any ProcessGroup)?, _ configuration: ComputeConfiguration
  ) -> (loss: Double, accuracy: Double?) {
    data.requireFit(self)
    require(data.count > 0, "the evaluation of a data set without samples")
    let (rank, processes, size) = (group?.rank ?? 0, group?.count ?? 1, Self.evaluationBlock)
    let shares = Partition(count: data.count, members: processes, unit: size)
    let own = shares.range(of: rank)
    let members = max(1, min(configuration.threads, (own.count + size - 1) / size))
    let plan = Partition(count: own.count, members: members, unit: size)
    let pass = EvaluationPass(self, data, own, plan, nil, backend: configuration.backend)
    ThreadTeam.shared.run(members, pass)
    // Of each process the losses of its blocks, then how many samples it has right.
    let blocks = (0..<processes).map { (shares.range(of: $0).count + size - 1) / size }
    let room = blocks.max() ?? 0
    let totals = pass.totals(pass.losses)
    let given = totals + Array(repeating: 0, count: room - totals.count) + [Double(pass.correct ?? 0)]
    let numbers = group?.gather(given) ?? given
    var (loss, correct) = (0.0, 0.0)
    for other in 0..<processes {
      for block in 0..<blocks[other] { loss += numbers[other * given.count + block] }
      correct += numbers[other * given.count + room]
    }
    return (loss / Double(data.count), pass.correct == nil ? nil : correct / Double(data.count))
  }
}
