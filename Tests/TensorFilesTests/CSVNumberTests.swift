import TensorFiles
import Testing

/// Every number is the one nearest to what is written: that of the standard library, which rounds once.
@Suite struct CSVNumberTests {
  private func check<Number: BinaryFloatingPoint & LosslessStringConvertible & BitwiseCopyable>(
    _ texts: [String], _: Number.Type
  ) throws {
    let file = try CSVFile(parsing: Array(texts.joined(separator: "\n").utf8), hasHeader: false)
    let numbers: [Number] = try file.numbers()
    #expect(numbers.count == texts.count)
    for (text, number) in zip(texts, numbers) {
      let wanted = Number(text.filter { $0 != " " && $0 != "\t" })
      // Signs of zeros too.
      #expect(number == wanted && number.sign == wanted?.sign, "\(text) as \(Number.self)")
    }
  }

  static let spellings = [
    "0", "-0", "+0", "0.0", "-0e5", "00", "1", "-1", "+1", "007", "1.", ".5", "-.5", "5.e3", "1e0", "1E5", "1e+05",
    "1e-05",
    " 1.5", "1.5 ", "\t2\t", "0e999999999", "0.000e-99999999999999999999", "1e-400", "-1e-400",
    "123456789012345678901234567890",
    "0.1", "0.2", "0.3", "1e22", "1e23", "9007199254740993", "9007199254740992.99999999999",
    "8.5070591730234615865843651857942052864e37",
    // Halves between two numbers, and what is next to them.
    "9007199254740993.0000000000000001", "16777217", "16777217.0000001", "16777216.9999999", "33554433", "33554435",
    // The least normal and subnormal numbers, and the greatest.
    "2.2250738585072014e-308", "2.2250738585072011e-308", "4.9e-324", "2.4e-324", "2.5e-324", "1.7976931348623157e308",
    "1.17549435e-38", "1.17549429e-38", "1.4e-45", "7.0e-46", "7.1e-46", "3.4028234e38", "1.00000017881393432617187499",
    // Hard to round: from the tests of strtod by Hanson, Gay and Lemire.
    "6.8306e-304", "1448997445238699", "5e-324", "2.4703282292062327208e-324", "1.8014398509481991e16",
    "3.2378839133029012895883524125015321748630e-1",
    "7450580596923828125e-27", "1.00000000000000011102230246251565404236316680908203125",
    "1.00000000000000011102230246251565404236316680908203124",
    "1.00000000000000011102230246251565404236316680908203126",
    "0." + String(repeating: "0", count: 400) + "1e400", "1" + String(repeating: "0", count: 400) + "e-400",
    "0.00000000000000000000000012345678901234567", "12345678901234567890", "1234567890123456789",
    "0.9999999999999999999",
    "18446744073709551615", "18446744073709551616", "9999999999999999999", "0000000000000000000000000000012.5",
  ]

  @Test func spellingsAreTheNumbersOfTheStandardLibrary() throws {
    try check(Self.spellings, Double.self)
    try check(Self.spellings.filter { Float($0.filter { $0 != " " && $0 != "\t" })?.isFinite == true }, Float.self)
  }

  @Test func everyPowerOfTenIsExact() throws {
    let digits = ["1", "9", "1234567890123456789", "9999999999999999999", "18014398509481985", "4503599627370497.5"]
    for digit in digits {
      try check((-345...289).map { "\(digit)e\($0)" }, Double.self)
      try check((-66...19).map { "\(digit)e\($0)" }, Float.self)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func whatIsPrintedIsReadAgain(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let doubles = (0..<50_000).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
    let file = try CSVFile(parsing: Array(doubles.map(\.description).joined(separator: "\n").utf8), hasHeader: false)
    #expect(try file.numbers() as [Double] == doubles)
    let floats = (0..<50_000).map { _ in Float(bitPattern: UInt32(truncatingIfNeeded: generator.next())) }
      .filter(\.isFinite)
    let others = try CSVFile(parsing: Array(floats.map(\.description).joined(separator: "\n").utf8), hasHeader: false)
    #expect(try others.numbers() as [Float] == floats)
    // A float that is written as a double lies on no half, a double that is read as a float may.
    let halves = floats.map { Double($0) + Double($0.ulp) / 2 }.filter { $0.isFinite && Float($0).isFinite }
    try check(halves.map(\.description), Float.self)
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func randomDigitsAreRoundedOnce(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let texts = (0..<50_000).map { _ in
      let count = Int.random(in: 1...22, using: &generator)
      var digits = (0..<count).map { _ in "0123456789".randomElement(using: &generator) ?? "0" }
      if Bool.random(using: &generator) { digits.insert(".", at: Int.random(in: 0...count, using: &generator)) }
      let exponent = Int.random(in: -30...10, using: &generator)
      return String(digits) + (Bool.random(using: &generator) ? "" : "e\(exponent)")
    }
    try check(texts, Double.self)
    try check(texts, Float.self)
  }
}
