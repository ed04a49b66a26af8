import Foundation
import LinearAlgebra
import Testing

@Suite struct MatrixCodableTests {
  private func decode(_ json: String) throws -> Matrix<Float> {
    try JSONDecoder().decode(Matrix<Float>.self, from: Data(json.utf8))
  }

  @Test func codingKeepsShapeAndElements() throws {
    var generator = SeededGenerator(seed: 1)
    let m = Matrix<Double>.normal(rows: 3, columns: 4, using: &generator)
    for x in [m, slice(m), .zeros(rows: 0, columns: 3), .zeros(rows: 2, columns: 0)] {
      let data = try JSONEncoder().encode(x)
      #expect(try JSONDecoder().decode(Matrix<Double>.self, from: data) == x)
    }
  }

  @Test func keysAreRowsColumnsElements() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(Matrix<Float>(rows: [[1, 2], [3, 4.5]]))
    #expect(String(decoding: data, as: UTF8.self) == #"{"columns":2,"elements":[1,2,3,4.5],"rows":2}"#)
  }

  @Test(arguments: [
    (#"{"rows":2,"columns":2,"elements":[1,2,3]}"#, "a 2x2 matrix of 3 elements"),
    (#"{"rows":2,"columns":2,"elements":[1,2,3,4,5]}"#, "a 2x2 matrix of 5 elements"),
    (#"{"rows":-2,"columns":-2,"elements":[1,2,3,4]}"#, "sizes cannot be negative"),
    (#"{"rows":0,"columns":-1,"elements":[]}"#, "sizes cannot be negative"),
    (#"{"rows":4294967296,"columns":4,"elements":[]}"#, "the counts disagree"),
    (#"{"rows":4294967296,"columns":4294967296,"elements":[]}"#, "takes more than 9223372036854775807 bytes"),
    (#"{"rows":9223372036854775807,"columns":2,"elements":[]}"#, "takes more than 9223372036854775807 bytes"),
    (#"{"rows":4611686018427387904,"columns":0,"elements":[]}"#, "takes more than 9223372036854775807 bytes"),
    (#"{"rows":0,"columns":4611686018427387904,"elements":[]}"#, "takes more than 9223372036854775807 bytes"),
  ])
  func badShapesAreCorrupted(json: String, reason: String) {
    let error = #expect(throws: DecodingError.self) { try decode(json) }
    guard case .dataCorrupted(let context)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(context.debugDescription.contains(reason))
  }

  @Test(arguments: [
    "", "[]", "null", #"{"rows":1,"columns":1}"#, #"{"columns":1,"elements":[1]}"#,
    #"{"rows":1.5,"columns":1,"elements":[1]}"#, #"{"rows":1,"columns":1,"elements":["1"]}"#,
    #"{"rows":1,"columns":1,"elements":[1e39]}"#, #"{"rows":1e30,"columns":1,"elements":[1]}"#,
  ])
  func foreignDataThrows(json: String) {
    #expect(throws: DecodingError.self) { try decode(json) }
  }
}
