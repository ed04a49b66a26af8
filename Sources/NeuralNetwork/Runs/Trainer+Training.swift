extension Trainer {
  /// Trains `network` in place: the short form of a ``TrainingRun`` that is not looked at.
  ///
  /// After each epoch the whole training data, unless `evaluatesTraining` is false, and, where given, the other data are
  /// evaluated. The run ends early, after the current step, when `progress` answers `.stop` or the task that it runs in is
  /// cancelled, after an epoch whose loss is not finite, and where `patience` is at its end; the history says which. The
  /// network keeps what it learned until then, with `patience` that of the best epoch.
  ///
  /// - Parameters:
  ///   - network: what learns. `progress` cannot read it: ``TrainingRun/finish(_:)`` shows it.
  ///   - training: the samples to learn from.
  ///   - validation: samples to judge an epoch by, for `patience`; ``Dataset/holdingOut(_:seed:)`` makes some.
  ///   - testing: samples to evaluate only.
  ///   - progress: called after every step and after every epoch.
  /// - Precondition: what ``TrainingRun/init(_:_:training:validation:testing:)`` requires of the settings, the network
  ///   and the data.
  /// - Complexity: about 6 m `parameterCount` floating-point operations an epoch for m samples, less the input gradient
  ///   of the first layer, and 2 m `parameterCount` for each evaluation.
  @discardableResult
  public func train<Scalar>(
    _ network: inout Network<Scalar>, on training: Dataset<Scalar>, validation: Dataset<Scalar>? = nil,
    testing: Dataset<Scalar>? = nil,
    progress: (TrainingProgress) -> TrainingProgress.Decision = { _ in .proceed }
  ) -> TrainingHistory {
    var run = TrainingRun(self, network, training: training, validation: validation, testing: testing)
    let history = run.finish { progress($1) }
    network = run.result()
    return history
  }
}
