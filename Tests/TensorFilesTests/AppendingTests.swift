import TensorFiles
import Testing

/// Elements go to memory that is there, behind what it has.
@Suite struct AppendingTests {
  let values: [Float] = [1, -0.0, .infinity, 4, 5.5, 6]

  @Test func elementsOfAnArrayAreAppended() throws {
    let array = try NPYArray(values, shape: [2, 3])
    let all = try [Float](capacity: 8) { span in
      span.append(9)
      try array.appendElements(shape: [2, 3], to: &span)
    }
    #expect(all == [9] + values)
  }

  @Test func valuesOfATensorAreAppended() throws {
    var file = Safetensors()
    try file.add("a", shape: [6], values.map(Double.init))
    let all = try [Double](capacity: 7) { span in
      span.append(9)
      try file.appendElements(of: "a", to: &span)
    }
    #expect(all == [9] + values.map(Double.init))
  }

  @Test func whereThereIsNoRoomNothingIsAppended() throws {
    var file = Safetensors()
    try file.add("a", shape: [6], values)
    let array = try NPYArray(values, shape: [6])
    let rest = [Float](capacity: 6) { span in
      span.append(9)
      let short = #expect(throws: TensorFileError.self) { try file.appendElements(of: "a", to: &span) }
      #expect(short?.problem == "tensor 'a' has 6 elements for 5 places")
      let few = #expect(throws: TensorFileError.self) { try array.appendElements(to: &span) }
      #expect(few?.problem == "has 6 elements for 5 places")
      #expect(throws: TensorFileError.self) { try array.appendElements(shape: [5], to: &span) }
      var doubles = [Double](capacity: 9) { span in
        #expect(throws: TensorFileError.self) { try array.appendElements(to: &span) }
        #expect(throws: TensorFileError.self) { try file.appendElements(of: "a", to: &span) }
      }
      #expect(doubles.popLast() == nil)
    }
    #expect(rest == [9])
  }
}
