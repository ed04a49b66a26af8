import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct SplitTests {
  /// A data set whose one feature is the sample's place.
  private static func data(_ labels: [Int], classes: Int) -> Dataset<Double> {
    Dataset(
      features: Matrix(column: labels.indices.map { Double($0) }), labels: labels, classes: classes)
  }

  private static func places(_ part: Dataset<Double>) -> [Int] { part.featureMatrix().scalars().map { Int($0) } }

  @Test(arguments: [0, 1, 2, 3, 7, 10, 43, 100, 1001]) func partsAreTheWholeInItsOrder(count: Int) {
    let data = Self.data((0..<count).map { $0 % 4 }, classes: 4)
    for stratified in [false, true] {
      for parts in [
        data.split([0.7, 0.15, 0.15], seed: 3, stratified: stratified), data.split([0.5, 0.5], stratified: stratified),
        data.split([1], stratified: stratified),
        data.split([0.1, 0.2, 0.3, 0.15, 0.05, 0.2], stratified: stratified),
      ] {
        let places = parts.map(Self.places)
        #expect(places.flatMap { $0 }.sorted() == Array(0..<count))
        #expect(places.allSatisfy { $0 == $0.sorted() })
      }
    }
  }

  @Test(arguments: [10, 43, 100, 1001]) func sizesAreTheFractionsWithinOneSample(count: Int) {
    let data = Self.data(Array(repeating: 0, count: count), classes: 1)
    for fractions in [(0.7, 0.15, 0.15), (0.29, 0.57, 0.14), (1 / 3.0, 1 / 3.0, 1 / 3.0), (0.98, 0.01, 0.01)] {
      let parts = data.split([fractions.0, fractions.1, fractions.2])
      for (part, fraction) in zip(parts, [fractions.0, fractions.1, fractions.2]) {
        #expect(abs(Double(part.count) - fraction * Double(count)) < 1 + 1e-9)
      }
    }
    #expect(Self.data(Array(repeating: 0, count: 100), classes: 1).split([0.29, 0.71])[0].count == 29)
  }

  /// Each share is almost one more than it has samples.
  @Test func manyPartsOfManySamplesAreNotMoreThanThere() {
    let count = 1_000_999
    let data = Dataset<Float>(
      bytes: Array(repeating: 1, count: count), inputs: 1, labels: Array(repeating: 0, count: count), classes: 1)
    let parts = data.split(Array(repeating: 0.001, count: 1000))
    #expect(parts.reduce(0) { $0 + $1.count } == count)
    #expect(parts.allSatisfy { 1000...1001 ~= $0.count })
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>) func strataKeepTheirSharesWithinOneSample(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let classes = Int.random(in: 1...12, using: &generator)
    let sizes = (0..<classes).map { _ in Int.random(in: 0...40, using: &generator) }
    let labels = sizes.indices.flatMap { Array(repeating: $0, count: sizes[$0]) }.shuffled(using: &generator)
    let fractions = [0.62, 0.08, 0.1, 0.2]
    let parts = Self.data(labels, classes: classes).split([0.62, 0.08, 0.1, 0.2], seed: seed, stratified: true)
    for (part, fraction) in zip(parts, fractions) {
      for (label, size) in sizes.enumerated() {
        let count = part.labels?.count { $0 == label } ?? -1
        #expect(abs(Double(count) - fraction * Double(size)) < 1 - 1e-9, "class \(label) of \(size)")
      }
      // Rounded the same way in each class, the parts would be off by up to a sample for each.
      #expect(abs(Double(part.count) - fraction * Double(labels.count)) < 2, "\(sizes)")
    }
  }

  @Test(arguments: [42, 1, 2, 3] as [UInt64]) func aShareThatIsWholeGetsNoMore(seed: UInt64) {
    let parts = Self.data([0, 0, 0, 1, 1], classes: 2).split([0.5, 0.25, 0.25], seed: seed, stratified: true)
    // Of class 1 a half and two quarters of two samples: one, and one to either of the others.
    #expect(parts.map { $0.labels?.count { $0 == 1 } ?? -1 }.first == 1)
    #expect(parts.map(\.count).reduce(0, +) == 5)
  }

  /// 50 samples of each of three classes, 7.5 of each for the smaller parts.
  @Test func halvesOfSamplesGoToOnePartAndThenTheOther() {
    let iris = Self.data((0..<150).map { $0 / 50 }, classes: 3)
    let sizes = iris.split([0.7, 0.15, 0.15], stratified: true).map(\.count)
    #expect(sizes[0] == 105 && sizes[1...].sorted() == [22, 23])
  }

  @Test func theSeedDecides() {
    let data = Self.data((0..<60).map { $0 % 3 }, classes: 3)
    for stratified in [false, true] {
      let part = Self.places(data.split([0.5, 0.5], seed: 1, stratified: stratified)[0])
      #expect(part == Self.places(data.split([0.5, 0.5], seed: 1, stratified: stratified)[0]))
      #expect(part != Self.places(data.split([0.5, 0.5], seed: 2, stratified: stratified)[0]))
    }
  }

  /// Runs that were made with a seed are made again.
  @Test func aSeedHoldsTheSameSamplesOutInEveryVersion() {
    let data = Self.data((0..<43).map { $0 % 3 }, classes: 3)
    let held = Self.places(data.holdingOut(8, seed: 42).validation)
    #expect(held == [0, 9, 13, 20, 21, 23, 25, 36])
    #expect(Self.places(data.holdingOut(fraction: 8.0 / 43, seed: 42).validation) == held)
    #expect(Self.places(data.split([8.0 / 43, 35.0 / 43], seed: 42)[0]) == held)
  }

  @Test func whatIsHeldOutMayBeStratified() {
    let data = Self.data((0..<100).map { $0 < 90 ? 0 : 1 }, classes: 2)
    let (training, validation) = data.holdingOut(fraction: 0.2, stratified: true)
    #expect(validation.labels?.count { $0 == 1 } == 2 && validation.count == 20)
    #expect(training.labels?.count { $0 == 1 } == 8 && training.count == 80)
  }

  @Test func badFractionsTrap() async {
    let sum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SplitTests.data([0, 0], classes: 1).split([0.7, 0.2])
    }
    #expect(sum?.message.contains("a split into [0.7, 0.2]: the fractions must be above 0, and their sum 1") == true)
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SplitTests.data([0, 0], classes: 1).split([1.5, -0.5])
    }
    #expect(negative?.message.contains("a split into [1.5, -0.5]") == true)
    let none = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SplitTests.data([0, 0], classes: 1).holdingOut(fraction: 0.1)
    }
    #expect(none?.message.contains("holding 0 of 2 samples out: each part needs at least 1") == true)
  }

  @Test func strataOfValuesTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Matrix<Float>.zeros(rows: 4, columns: 1)
      _ = Dataset(features: x, targets: x).split([0.5, 0.5], stratified: true)
    }
    #expect(result?.message.contains("a stratified split of samples with target values: it needs labels") == true)
  }
}
