import LinearAlgebra

extension Network {
  /// The loss and the confusion matrix, where each process takes some of the samples. Whole blocks are taken, by processes
  /// and by threads: the bits depend on neither.
  func evaluate(
    _ data: Dataset<Scalar>, sharedBy group: (any ProcessGroup)?, _ configuration: ComputeConfiguration
  ) -> Evaluation {
    data.requireFit(self)
    require(data.count > 0, "the evaluation of a data set without samples")
    let (rank, processes, size) = (group?.rank ?? 0, group?.count ?? 1, Self.evaluationBlock)
    let shares = Partition(count: data.count, members: processes, unit: size)
    let own = shares.range(of: rank)
    let members = max(1, min(configuration.threads, (own.count + size - 1) / size))
    let plan = Partition(count: own.count, members: members, unit: size)
    let pass = EvaluationPass(self, data, own, plan, nil, backend: configuration.backend)
    ThreadTeam.shared.run(members, pass)
    // Of each process the losses of its blocks, then its counts.
    let blocks = (0..<processes).map { (shares.range(of: $0).count + size - 1) / size }
    let room = blocks.max() ?? 0
    let totals = pass.totals(pass.losses)
    var confusion = pass.confusion
    let given =
      totals + Array(repeating: 0, count: room - totals.count) + (confusion?.counts ?? []).joined().map(Double.init)
    let numbers = group?.gather(given) ?? given
    let length = numbers.count / processes
    var loss = 0.0
    for other in 0..<processes {
      for block in 0..<blocks[other] { loss += numbers[other * length + block] }
      for index in 0..<length - room where other != rank {
        let classes = confusion?.classCount ?? 1
        confusion?.add(
          Int(numbers[other * length + room + index]), truth: index / classes, predicted: index % classes)
      }
    }
    return Evaluation(loss: loss / Double(data.count), confusionMatrix: confusion, rSquared: nil)
  }
}
