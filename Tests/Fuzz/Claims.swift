import NeuralNetwork
import TensorFiles

// What holds of every file that a reader accepts.

/// The format is canonical: what is read is written back byte for byte.
func idxIsReadAsItStands(_ file: [UInt8]) throws -> Bool {
  try IDXArray(parsing: file).serialized() == file
}

/// The tensors are the end of the file, whole and in order, and the same when they are written and read again.
func safetensorsAreReadAsTheyStand(_ file: [UInt8]) throws -> Bool {
  let read = try Safetensors(parsing: file)
  guard file.reversed().starts(with: read.tensors.flatMap(\.bytes).reversed()) else { return false }
  let written = try read.serialized()
  guard let again = try? Safetensors(parsing: written) else { return false }
  for tensor in read.tensors {
    guard tensor.shape.reduce(tensor.elementType.size, *) == tensor.bytes.count else { return false }
    guard (try? again.tensor(tensor.name)) == tensor else { return false }
    guard tensor.elementType != .float32 || (try? read.elements(of: tensor.name, as: Float.self)) != nil else {
      return false
    }
  }
  return again.metadata == read.metadata && again.tensors.count == read.tensors.count
    && (try? again.serialized()) == written
}

/// The image is the same when it is written, as bytes or as text, and read again.
func pgmIsReadAsItStands(_ file: [UInt8]) throws -> Bool {
  let read = try PGMImage(parsing: file)
  guard read.samples.count == read.width * read.height, read.samples.allSatisfy({ $0 <= read.maximum }) else {
    return false
  }
  return [false, true].allSatisfy { (try? PGMImage(parsing: read.serialized(plain: $0))) == read }
}

/// The elements are the end of the file, and the array is the same when it is written and read again.
func npyIsReadAsItStands(_ file: [UInt8]) throws -> Bool {
  let read = try NPYArray(parsing: file)
  let written = read.serialized()
  guard let again = try? NPYArray(parsing: written), again == read, again.serialized() == written else { return false }
  let count =
    switch read.elementType {
    case .float32: try read.elements(as: Float.self).count
    case .float64: try read.elements(as: Double.self).count
    case .uint8: try read.elements(as: UInt8.self).count
    case .int32: try read.elements(as: Int32.self).count
    case .int64: try read.elements(as: Int64.self).count
    }
  return count == read.count && read.shape.reduce(1, *) == count && file.reversed().starts(with: read.bytes.reversed())
}

/// Every cell is the same when it is written in quotes and read again, and a number is that of the standard library.
func csvIsReadAsItStands(_ file: [UInt8]) throws -> Bool {
  let read = try CSVFile(parsing: file, hasHeader: false)
  var columns = [[String]]()
  for column in 0..<read.columns { columns.append(try read.texts(of: .at(column))) }
  guard columns.allSatisfy({ $0.count == read.rows }) else { return false }
  let lines = (0..<read.rows).map { row in
    columns.map { "\"" + $0[row].replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
  }
  guard let again = try? CSVFile(parsing: Array(lines.joined(separator: "\r\n").utf8), hasHeader: false) else {
    return false
  }
  for (column, texts) in columns.enumerated() {
    guard try again.texts(of: .at(column)) == texts else { return false }
    let numbers = try? read.numbers(of: [.at(column)], as: Double.self)
    let others = try? again.numbers(of: [.at(column)], as: Double.self)
    guard numbers == others else { return false }
    let wanted = texts.map { Double($0.filter { $0 != " " && $0 != "\t" }) }
    guard numbers == nil || numbers?.map({ $0 }) == wanted else { return false }
    let floats = try? read.numbers(of: [.at(column)], as: Float.self)
    guard floats == nil || floats?.map({ $0 }) == texts.map({ Float($0.filter { $0 != " " && $0 != "\t" }) }) else {
      return false
    }
  }
  return true
}

/// A network, of this library or a state dict, is the same when it is written in either form and read again.
func networksAreReadAsTheyStand(_ file: [UInt8]) throws -> Bool {
  let read = try Safetensors(parsing: file)
  for layout in [nil] + WeightLayout.allCases.map(Optional.some) {
    guard let network = try? Network<Float>(read, layout: layout) else { continue }
    let own = sure { try network.safetensors().serialized() }
    // Bytes are compared: NaN is not equal to itself.
    guard (try? Network<Float>(Safetensors(parsing: own)).safetensors().serialized()) == own else { return false }
    guard network.standardizer == nil else { continue }
    let dict = sure { try network.stateDict() }
    let again = try? Network<Float>(dict, layout: .pyTorch, loss: network.loss).stateDict()
    guard again == dict else { return false }
  }
  return true
}
