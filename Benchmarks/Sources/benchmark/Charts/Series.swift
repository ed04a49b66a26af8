/// What the bars of one colour show: a value for each place along the horizontal axis, nil where none was measured.
struct Series {
  let name: String
  let values: [Double?]

  init(_ name: String, _ values: [Double?]) { (self.name, self.values) = (name, values) }

  /// The same backend has the same colour in every chart; told apart without red and green.
  var color: String {
    switch name {
    case "openblas": "#1c6fc4"
    case "plain loops": "#9aa1a8"
    case _ where name.hasPrefix("swift avx2"): "#f0a04b"
    case _ where name.hasPrefix("swift baseline"): "#f6d3a8"
    case _ where name.hasPrefix("swift"): "#d9480f"
    case _ where name.hasPrefix("mkl"): "#2f9e8f"
    case _ where name.hasPrefix("openblas"): "#8fbbe8"
    case _ where name.hasPrefix("aocl"): "#7a4fb0"
    case _ where name.hasPrefix("blis"): "#b79ad6"
    default: Mark.quiet
    }
  }
}
