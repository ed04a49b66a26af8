import LinearAlgebra

/// The two scalars, by the names that reports use.
enum ScalarKind: String, Encodable, CaseIterable {
  case float, double

  init<Scalar: BLASScalar>(_: Scalar.Type) { self = Scalar.self == Float.self ? .float : .double }
}
