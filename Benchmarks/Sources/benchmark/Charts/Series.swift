/// What the marks of one colour show: a value for each place along the horizontal axis, nil where none was measured.
struct Series: Equatable {
  let name: String
  let color: String
  let values: [Double?]
  /// A line that is not measured: a law, a limit.
  var isDashed = false

  init(_ name: String, _ values: [Double?], color: String? = nil, isDashed: Bool = false) {
    self.name = name
    self.values = values
    self.color = color ?? Self.color(of: name)
    self.isDashed = isDashed
  }

  /// The same backend has the same colour in every chart; told apart without red and green.
  static func color(of name: String) -> String {
    switch name {
    case "openblas": "#1c6fc4"
    case "lapacke": "#8fbbe8"
    case "plain loops": "#9aa1a8"
    case _ where name.hasPrefix("swift avx2"): "#f0a04b"
    case _ where name.hasPrefix("swift baseline"): "#f6d3a8"
    case _ where name.hasPrefix("swift"): "#d9480f"
    case _ where name.hasPrefix("mkl"): "#2f9e8f"
    case _ where name.hasPrefix("openblas"): "#8fbbe8"
    case _ where name.hasPrefix("aocl"): "#7a4fb0"
    case _ where name.hasPrefix("blis"): "#b79ad6"
    default: Markup.quiet
    }
  }
}

/// Where a panel stands in a drawing.
struct Frame: Equatable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double
}

/// One plot of a chart.
protocol Panel {
  var series: [Series] { get }
  /// The plot's elements, title and axes among them.
  func draw(in frame: Frame) -> [String]
}
