import LinearAlgebra

/// How an optimizer uses a gradient: the slots of memory in the shape of the parameters, the slot that the gradient's
/// product writes, and the rest of the update.
///
/// Each member of a team updates the share of the parameters that it owns, some rows at a time, so that the result of
/// the product is still in the cache. A rule works element by element: the result for an element depends neither on the
/// others nor on how parameters are shared.
package protocol UpdateRule: Hashable, Sendable {
  /// The slots that the rule keeps from step to step, all zero before the first.
  var keptSlots: Int { get }
  /// Where X' dZ is accumulated, and with which alpha and beta. Only the factors may change between steps.
  func product(_ step: UpdateStep) -> GradientProduct
  /// Completes the update of a share of the parameters after the product.
  func apply<Scalar>(_ share: ParameterShare<Scalar>, _ step: UpdateStep)
}

/// The number and the rate of a step.
package struct UpdateStep: Sendable {
  /// Its number, from 1.
  package let number: Int
  /// The optimizer's learning rate times the schedule's factor.
  package let rate: Double
}

/// Memory in the shape of the parameters.
package enum ParameterSlot: Hashable, Sendable {
  /// The weights, and below them a row of biases.
  case parameters
  /// The gradient of this step.
  case gradient
  /// One of the slots that a rule keeps, from 0.
  case kept(Int)
  /// The average of the parameters over the steps, which belongs to no rule.
  case average
}

/// target := beta target + alpha times the gradient; for `.gradient`, alpha is 1 and beta 0.
package struct GradientProduct: Sendable {
  package let target: ParameterSlot
  package let alpha: Double
  package let beta: Double

  /// The plain gradient.
  package static var gradient: GradientProduct { GradientProduct(target: .gradient, alpha: 1, beta: 0) }
}

/// Some rows of a layer's parameters and of the corresponding slots, each as one row of numbers.
package struct ParameterShare<Scalar: BLASScalar> {
  private let layer: LayerMemory<Scalar>
  private let place: SharePlace
  private let gradient: MutableMatrixView<Scalar>?

  init(_ layer: LayerMemory<Scalar>, _ place: SharePlace, gradient: MutableMatrixView<Scalar>? = nil) {
    (self.layer, self.place, self.gradient) = (layer, place, gradient)
  }

  /// The numbers of one slot; `.gradient` exists if the rule's product writes it.
  package subscript(slot: ParameterSlot) -> MutableMatrixView<Scalar> {
    let numbers = matrix(slot)
    return numbers.reshaped(rows: 1, columns: numbers.rows * numbers.columns)
  }

  /// The same as a matrix.
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
