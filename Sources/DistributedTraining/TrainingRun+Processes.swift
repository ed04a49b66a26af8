#if MPI && os(Linux)
  import LinearAlgebra
  import NeuralNetwork

  extension TrainingRun {
    /// A run that processes share: each makes it with the same arguments and then the same calls, copies of it included, and
    /// has the same network, history and bits after each of them.
    ///
    /// ```swift
    /// let processes = try MPIProcesses.start()
    /// var run = TrainingRun(trainer, network, training: data, processes: processes)
    /// run.finish()
    /// if processes.rank == 0 { try run.result().save(to: path) }
    /// ```
    ///
    /// Each mini-batch is cut into the trainer's `shards`, of which each process takes as many. The bits depend on the number
    /// of shards and not on that of the processes: one process alone gives the same.
    ///
    /// - Parameters:
    ///   - trainer: the settings; `shards` is a multiple of the number of processes.
    ///   - network: what the run begins with.
    ///   - training: the samples to learn from, all of them.
    ///   - validation: samples to judge an epoch by, for `patience`.
    ///   - testing: samples to evaluate only.
    ///   - processes: those that share the run.
    /// - Precondition: as of a run alone.
    public init(
      _ trainer: Trainer, _ network: Network<Scalar>, training: Dataset<Scalar>, validation: Dataset<Scalar>? = nil,
      testing: Dataset<Scalar>? = nil, processes: MPIProcesses
    ) {
      self.init(
        trainer, network, training: training, validation: validation, testing: testing, group: processes)
    }
  }

  extension Trainer {
    /// Trains `network` in place, in processes that share the work: each makes the same call, and has the same network in the
    /// end.
    ///
    /// - Parameters:
    ///   - network: what learns.
    ///   - training: the samples to learn from, all of them.
    ///   - validation: samples to judge an epoch by, for `patience`.
    ///   - testing: samples to evaluate only.
    ///   - processes: those that share the run.
    ///   - progress: called after every step and after every epoch; where it answers `.stop` in one process, all stop.
    /// - Precondition: `shards` is a multiple of the number of processes; else as of training alone.
    @discardableResult
    public func train<Scalar>(
      _ network: inout Network<Scalar>, on training: Dataset<Scalar>, validation: Dataset<Scalar>? = nil,
      testing: Dataset<Scalar>? = nil, processes: MPIProcesses,
      progress: (TrainingProgress) -> TrainingProgress.Decision = { _ in .proceed }
    ) -> TrainingHistory {
      var run = TrainingRun(
        self, network, training: training, validation: validation, testing: testing, processes: processes)
      let history = run.finish { progress($1) }
      network = run.result()
      return history
    }
  }
#endif
