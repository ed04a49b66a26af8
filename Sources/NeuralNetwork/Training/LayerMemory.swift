import LinearAlgebra

/// The memory of one layer, where team members read and write their parts.
struct LayerMemory<Scalar: BLASScalar> {
  let inputs: Int
  let outputs: Int
  let activation: Activation
  /// The weights, and below them a row of biases.
  let parameters: Panels<Scalar>
  /// The gradient of the parameters, in their shape, where all of it must be there before the first parameter changes.
  let gradient: Panels<Scalar>?
  /// The state that an update rule keeps from step to step, in the shape of the parameters.
  let kept: [Panels<Scalar>]
  /// The average of the parameters over the steps, where a run keeps one.
  let average: Panels<Scalar>?

  /// What a resumed run needs, by the names that a checkpoint has for it.
  var slots: [(name: String, values: Panels<Scalar>)] {
    [("", parameters)] + kept.enumerated().map { ("optimizer.\($0).", $1) }
      + (average.map { [("average.", $0)] } ?? [])
  }
}
