import LinearAlgebra
import TensorFiles

// Shapes in files, and in arrays that become files. A shape that is read must be one of a matrix.

extension SizeCase {
  static var files: [SizeCase] {
    let shapes: [(String, @Sendable (Int) -> [Int])] = [
      ("n", { [$0] }), ("n x 0", { [$0, 0] }), ("0 x n", { [0, $0] }), ("n x n", { [$0, $0] }),
      ("n x n x 0", { [$0, $0, 0] }), ("n x 0 x n", { [$0, 0, $0] }), ("0 x n x n", { [0, $0, $0] }),
      ("~n", { [~$0, 0] }),
    ]
    return shapes.flatMap { name, shape in
      [
        SizeCase(name: "safetensors \(name)", sizes: Sizes.all, mayTrap: false) { try readSafetensors(shape($0)) },
        SizeCase(name: "add \(name)", sizes: Sizes.all, mayTrap: false) {
          var file = Safetensors()
          try file.add("a", shape: shape($0), [] as [Float])
          try use(shape($0), file.elements(of: "a", shape: shape($0)))
          _ = try Safetensors(parsing: file.serialized())
        },
        SizeCase(name: "npy \(name)", sizes: Sizes.all, mayTrap: false) { try readNPY(shape($0)) },
        SizeCase(name: "NPYArray \(name)", sizes: Sizes.all, mayTrap: false) {
          let array = try NPYArray([] as [Float], shape: shape($0))
          try use(shape($0), array.elements(shape: shape($0)))
          _ = try NPYArray(parsing: array.serialized())
          _ = try NPYArray(.float64, shape: shape($0), layout: .columnMajor, bytes: []).elements(as: Double.self)
        },
        SizeCase(name: "IDX \(name)", sizes: Sizes.all, mayTrap: false) {
          let bytes = shape($0).flatMap { length in (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } }
          _ = try IDXArray(parsing: [0, 0, 8, UInt8(shape($0).count)] + bytes)
        },
        SizeCase(name: "IDXArray \(name)", sizes: Sizes.all, mayTrap: false) {
          _ = try IDXArray(parsing: IDXArray(shape: shape($0), bytes: []).serialized())
        },
      ]
    } + [
      SizeCase(name: "PGM", sizes: Sizes.all, mayTrap: false) { n in
        for text in ["P5 \(n) 1 255 ", "P5 1 \(n) 255 ", "P2 \(n) \(n) 255\n", "P5 1 1 \(n) \0"] {
          do { _ = try PGMImage(parsing: Array(text.utf8)) } catch {}
        }
        _ = try PGMImage(width: n, height: n, samples: [])
      }
    ]
  }

  private static func use(_ shape: [Int], _ values: [Float]) {
    if shape.count == 2 {
      _ = Matrix(values, rows: shape[0], columns: shape[1]) == Matrix(values, rows: shape[0], columns: shape[1])
    }
  }

  private static func readSafetensors(_ shape: [Int]) throws {
    let lengths = shape.map(String.init).joined(separator: ",")
    let header = #"{"a":{"dtype":"F32","shape":[\#(lengths)],"data_offsets":[0,0]}}"#
    let file = try Safetensors(
      parsing: (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) } + header.utf8)
    try use(shape, file.elements(of: "a"))
  }

  private static func readNPY(_ shape: [Int]) throws {
    let lengths = shape.map(String.init).joined(separator: ",")
    let header = "{'descr': '<f4', 'fortran_order': True, 'shape': (\(lengths),), }\n"
    let start: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
    try use(shape, NPYArray(parsing: start + header.utf8).elements())
  }
}
