/// y := x clamped to `least`...`greatest`, element by element; NaN stays NaN; y may be x itself.
@inline(never)
package func clamp(
  _ count: Int, _ least: Float, _ greatest: Float, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>
) {
  let (least, greatest) = (FloatVector(repeating: least), FloatVector(repeating: greatest))
  unsafe apply(FloatVector.self, count, x, y) {
    let raised = $0.replacing(with: least, where: $0 .< least)
    return raised.replacing(with: greatest, where: raised .> greatest)
  }
}

@inline(never)
package func clamp(
  _ count: Int, _ least: Double, _ greatest: Double, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
) {
  let (least, greatest) = (DoubleVector(repeating: least), DoubleVector(repeating: greatest))
  unsafe apply(DoubleVector.self, count, x, y) {
    let raised = $0.replacing(with: least, where: $0 .< least)
    return raised.replacing(with: greatest, where: raised .> greatest)
  }
}
