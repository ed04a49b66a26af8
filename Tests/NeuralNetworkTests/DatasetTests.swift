import LinearAlgebra
import NeuralNetwork
import Testing

/// A data set is a value that one can look into and cut.
@Suite struct DatasetTests {
  static let names = ["red", "green", "blue"]

  /// Sample i has the bytes 3i, 3i + 1, 3i + 2 and the class i mod 3, once as bytes, as values and with target values.
  static func all(_ count: Int) -> [Dataset<Double>] {
    let bytes = (0..<count * 3).map { UInt8($0) }
    let features = Matrix<Double>(rows: count, columns: 3) { i, j in Double(3 * i + j) }
    let labels = (0..<count).map { $0 % 3 }
    return [
      Dataset(bytes: bytes, inputs: 3, divisor: 1, labels: labels, classes: 3, classNames: names),
      Dataset(features: features, labels: labels, classes: 3, classNames: names),
      Dataset(features: features, targets: .oneHot(labels, classes: 3)),
    ]
  }

  /// The places in the whole of the samples of a part, which must be there as they were.
  static func places(_ part: Dataset<Double>) -> [Int] {
    let places = part.featureMatrix().column(0).scalars().map { Int($0) / 3 }
    #expect(part.count == places.count && part.inputs == 3 && part.outputs == 3)
    #expect(part.featureMatrix() == Matrix(rows: part.count, columns: 3) { i, j in Double(3 * places[i] + j) })
    #expect(part.targetMatrix() == .oneHot(places.map { $0 % 3 }, classes: 3))
    #expect(part.labels == nil || part.labels == places.map { $0 % 3 })
    #expect(part.classNames == (part.labels == nil ? nil : names))
    return places
  }

  @Test func labelsAndNamesAreThere() {
    let (bytes, values, targets) = (Self.all(4)[0], Self.all(4)[1], Self.all(4)[2])
    #expect(bytes.labels == [0, 1, 2, 0] && values.labels == [0, 1, 2, 0] && targets.labels == nil)
    #expect(bytes.classNames == Self.names && values.classNames == Self.names && targets.classNames == nil)
    #expect(Dataset<Float>(features: .zeros(rows: 1, columns: 1), labels: [0], classes: 1).classNames == nil)
  }

  @Test func labelsMayBeAnyCollection() {
    let labels = [9, 0, 1, 1, 9]
    let slice = Dataset<Float>(features: .zeros(rows: 3, columns: 1), labels: labels[1..<4], classes: 2)
    #expect(slice.labels == [0, 1, 1])
    let range = Dataset<Float>(bytes: [1, 2, 3], inputs: 1, labels: 0..<3, classes: 3)
    #expect(range.labels == [0, 1, 2])
  }

  @Test func aCutHasTheSamplesAtItsIndices() {
    for data in Self.all(20) {
      #expect(Self.places(data[[4, 0, 0, 19]]) == [4, 0, 0, 19])
      #expect(Self.places(data[[9, 9, 4, 3, 9][2..<4]]) == [4, 3])
      #expect(Self.places(data[3..<6]) == [3, 4, 5] && Self.places(data[3...6]) == [3, 4, 5, 6])
      #expect(Self.places(data[(0..<3).reversed()]) == [2, 1, 0])
      #expect(Self.places(data[18...]) == [18, 19] && Self.places(data[20...]) == [])
      #expect(Self.places(data[..<2]) == [0, 1] && Self.places(data[..<0]) == [])
      #expect(Self.places(data[[]]) == [])
    }
  }

  @Test(arguments: [0, 1, 2, 20]) func aShuffledSetHasEverySampleOnce(count: Int) {
    for data in Self.all(count) {
      let places = Self.places(data.shuffled(seed: 1))
      #expect(places.sorted() == Array(0..<count))
      #expect(places == Self.places(data.shuffled(seed: 1)))
      #expect(count < 20 || (places != Array(0..<count) && places != Self.places(data.shuffled(seed: 2))))
      #expect(count < 20 || places != Self.places(data.shuffled()))
    }
  }

  @Test func whatIsTakenBeyondTheEndTraps() async {
    let index = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DatasetTests.all(3)[0][[0, 3]]
    }
    #expect(index?.message.contains("sample 3 of a data set of 3") == true)
    let huge = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DatasetTests.all(3)[0][0..<Int.max]
    }
    #expect(huge?.message.contains("sample 3 of a data set of 3") == true)
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DatasetTests.all(3)[1][[-1]]
    }
    #expect(negative?.message.contains("sample -1 of a data set of 3") == true)
    let from = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DatasetTests.all(3)[1][4...]
    }
    #expect(from?.message.contains("samples from 4 on of a data set of 3") == true)
    let before = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DatasetTests.all(3)[1][..<(-1)]
    }
    #expect(before?.message.contains("samples before -1 of a data set of 3") == true)
  }

  @Test func namesForOtherClassesTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Dataset<Float>(features: .zeros(rows: 1, columns: 1), labels: [0], classes: 3, classNames: ["a", "b"])
    }
    #expect(result?.message.contains("2 names for 3 classes") == true)
  }

  @Test func classesOfOtherNamesTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      var network = Network<Float>(inputs: 1, hidden: [], outputs: 2, using: &generator)
      network.classNames = ["a", "b"]
      let data = Dataset(
        features: Matrix<Float>(rows: [[1], [2]]), labels: [0, 1], classes: 2, classNames: ["b", "c"])
      _ = network.evaluate(data)
    }
    #expect(result?.message.contains("samples whose class 0 is 'b', which is class 1 of the network") == true)
  }
}
