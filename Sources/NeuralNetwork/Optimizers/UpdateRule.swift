import LinearAlgebra

/// What an optimizer does with a gradient: slots of memory in the shape of the parameters, which of them the gradient's
/// product writes, and what is left to do then.
///
/// Members of a team each take the share of the parameters that they own, some rows of it at a time, so that what the
/// product wrote is still in the cache. A rule works element by element: what it does with one element depends neither
/// on the others nor on how parameters are shared.
package protocol UpdateRule: Hashable, Sendable {
  /// The slots that the rule keeps from step to step, all zero before the first.
  var keptSlots: Int { get }
  /// What the gradient's product does in this step. The target is the same in every step.
  func product(_ step: UpdateStep) -> GradientProduct
  /// What is left to do with a share of the parameters once the product is done.
  func finish<Scalar>(_ share: ParameterShare<Scalar>, _ step: UpdateStep)
}

/// Which step it is.
package struct UpdateStep: Sendable {
  /// Its number, from 1.
  package let number: Int
  /// The optimizer's learning rate by the schedule's factor.
  package let rate: Double
}

/// Memory in the shape of the parameters.
package enum ParameterSlot: Hashable, Sendable {
  /// The weights, and below them a row of biases.
  case parameters
  /// The gradient of this step.
  case gradient
  /// One of those that a rule keeps, from 0.
  case kept(Int)
  /// The average of the parameters over the steps, which is no rule's.
  case average
}

/// target := beta target + alpha times the gradient; in `.gradient` always 1 and 0.
package struct GradientProduct: Sendable {
  package let target: ParameterSlot
  package let alpha: Double
  package let beta: Double

  /// The gradient, as it is.
  package static var gradient: GradientProduct { GradientProduct(into: .gradient, alpha: 1, beta: 0) }

  package init(into target: ParameterSlot, alpha: Double, beta: Double) {
    (self.target, self.alpha, self.beta) = (target, alpha, beta)
  }
}

/// Some rows of a layer's parameters and of the slots that go with them, each as one row of numbers.
package struct ParameterShare<Scalar: BLASScalar> {
  private let layer: Workspace<Scalar>.Layer
  private let place: SharePlace
  private let gradient: MutableMatrixView<Scalar>?

  init(_ layer: Workspace<Scalar>.Layer, _ place: SharePlace, gradient: MutableMatrixView<Scalar>? = nil) {
    (self.layer, self.place, self.gradient) = (layer, place, gradient)
  }

  /// The numbers of one slot; `.gradient` is there where the rule's product writes it.
  package subscript(slot: ParameterSlot) -> MutableMatrixView<Scalar> {
    let numbers = matrix(slot)
    return numbers.reshaped(rows: 1, columns: numbers.rows * numbers.columns)
  }

  /// The same, row by row.
  func matrix(_ slot: ParameterSlot) -> MutableMatrixView<Scalar> {
    switch slot {
    case .parameters: return layer.parameters.view(place)
    case .kept(let index): return layer.kept[index].view(place)
    case .average:
      guard let average = layer.average else { trap("a step reads an average that the run does not keep") }
      return average.view(place)
    case .gradient:
      guard let gradient else { trap("a rule of update reads a gradient that its product does not write") }
      return gradient
    }
  }
}
