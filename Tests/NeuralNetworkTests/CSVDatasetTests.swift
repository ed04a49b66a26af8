import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing

@Suite struct CSVDatasetTests {
  static let text = "length,species,width\n1,b,0.5\n2,a,1.5\n3,b,2.5\n"

  static func file(_ text: String = text) throws -> CSVFile { try CSVFile(parsing: Array(text.utf8), name: "iris.csv") }

  @Test func aLabelColumnMakesClasses() throws {
    let data = try Dataset<Float>(Self.file(), label: "species")
    #expect(data.labels == [1, 0, 1] && data.classNames == ["a", "b"] && data.outputs == 2)
    #expect(data.featureMatrix() == Matrix(rows: [[1, 0.5], [2, 1.5], [3, 2.5]]))
    let chosen = try Dataset<Double>(Self.file(), label: 1, features: ["width"])
    #expect(chosen.featureMatrix() == Matrix(column: [0.5, 1.5, 2.5]) && chosen.labels == data.labels)
  }

  @Test func testDataTakesTheClassesOfTrainingData() throws {
    let training = try Dataset<Float>(Self.file(), label: "species")
    let testing = try Dataset<Float>(
      Self.file("length,species,width\n9,b,9\n"), label: "species", classNames: training.classNames)
    #expect(testing.labels == [1] && testing.outputs == 2 && testing.classNames == ["a", "b"])
    let error = #expect(throws: TensorFileError.self) {
      _ = try Dataset<Float>(Self.file("length,species,width\n9,c,9\n"), label: "species", classNames: ["a", "b"])
    }
    #expect(error?.description == "iris.csv, byte 23: line 2, column 2 is 'c', expected one of 'a', 'b'")
  }

  @Test func aFileWithoutRowsHasNoClassesAndNoNameIsThereTwice() throws {
    let empty = #expect(throws: TensorFileError.self) {
      _ = try Dataset<Float>(Self.file("length,species,width\n"), label: "species")
    }
    #expect(empty?.description == "iris.csv: has no rows, and so no classes")
    let twice = #expect(throws: TensorFileError.self) {
      _ = try Dataset<Float>(Self.file(), label: "species", classNames: ["a", "b", "b"])
    }
    #expect(twice?.description == "iris.csv: classes that are to be named 'b' twice")
  }

  @Test func wholeNumbersAreClassesInTheirOrder() throws {
    let labels = (0..<3000).map { $0 * 7919 % 3000 }
    let data = try Dataset<Float>(
      Self.file("x,y\n" + labels.map { "1,\($0)\n" }.joined()), label: "y")
    #expect(data.labels == labels && data.classNames?.last == "2999")
  }

  @Test func targetColumnsAreValues() throws {
    let file = try Self.file("a,b,c\n1,2,3\n4,5,6\n")
    let data = try Dataset<Double>(file, targets: ["c", "a"])
    #expect(data.labels == nil && data.featureMatrix() == Matrix(column: [2, 5]))
    #expect(data.targetMatrix() == Matrix(rows: [[3, 1], [6, 4]]))
    #expect(
      try Dataset<Double>(file, targets: ["c"], features: ["b", "b"]).featureMatrix()
        == Matrix(rows: [[2, 2], [5, 5]]))
  }

  @Test func aMatrixIsAFileOfNumbers() throws {
    let file = try CSVFile(parsing: Array("1,2\n3,4\n".utf8), hasHeader: false)
    #expect(try Matrix<Double>(file) == Matrix(rows: [[1, 2], [3, 4]]))
    #expect(try Matrix<Float>(file, columns: [1]) == Matrix(column: [2, 4]))
  }

  @Test func aTextAmongTheFeaturesIsTold() throws {
    let error = #expect(throws: TensorFileError.self) { _ = try Dataset<Float>(Self.file(), targets: ["width"]) }
    #expect(error?.description == "iris.csv, byte 23: line 2, column 2 is 'b', expected a number")
    let missing = #expect(throws: TensorFileError.self) { _ = try Dataset<Float>(Self.file(), label: "kind") }
    #expect(missing?.description == "iris.csv: has no column 'kind', but 'length', 'species', 'width'")
  }
}
