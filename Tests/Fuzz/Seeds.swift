import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles

extension Reader {
  /// Writes small valid files, from which libFuzzer makes others, into `folder`.
  func writeSeeds(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (index, seed) in try seeds.enumerated() {
      try Data(seed).write(to: URL(filePath: "\(folder)/seed-\(index)"))
    }
  }

  private var seeds: [[UInt8]] {
    get throws {
      switch self {
      case .idx:
        return [
          try IDXArray(shape: [2, 3, 4], bytes: Array(1...24)).serialized(),
          try IDXArray(shape: [0], bytes: []).serialized(),
          try IDXArray(shape: Array(repeating: 1, count: 255), bytes: [7]).serialized(),
        ]
      case .safetensors:
        var file = Safetensors(metadata: ["seed": "4\u{b2}\n"])
        for (index, type) in Safetensors.ElementType.allCases.enumerated() {
          let bytes = Array(repeating: 1 as UInt8, count: 2 * type.size)
          try file.add("t\(index)", type, shape: [1, 2], bytes: bytes)
        }
        var escaped = Safetensors()
        try escaped.add("é\u{0}\"\\/\u{1F600}", shape: [], [1] as [Float])
        return [try file.serialized(), try escaped.serialized(), try Safetensors().serialized()]
      case .pgm:
        let small = try PGMImage(width: 3, height: 2, maximum: 255, samples: [0, 1, 2, 253, 254, 255])
        let deep = try PGMImage(width: 2, height: 2, maximum: 65535, samples: [0, 256, 9, 65535])
        return [
          small.serialized(), small.serialized(plain: true), deep.serialized(), deep.serialized(plain: true),
          Array("P2 # a comment\n1 1\n# another\r9\t9".utf8),
        ]
      case .npy:
        let arrays = try NPYArray.ElementType.allCases.flatMap { type in
          try [[], [0, 3], [3], [2, 3], [2, 1, 3]].map { shape in
            let bytes = Array(repeating: 1 as UInt8, count: shape.reduce(type.size, *))
            return try NPYArray(type, shape: shape, layout: .columnMajor, bytes: bytes).serialized()
          }
        }
        // Versions 2.0 and 3.0 have two bytes more for the length.
        let newer = ([2, 3] as [UInt8]).map { version in
          var file = arrays[3]
          file[6] = version
          file.insert(contentsOf: [0, 0], at: 10)
          return file
        }
        var structured = arrays[3]
        structured.replaceSubrange(20..<25, with: Array("[('a', '>f4')]".utf8))
        // Claims more than it has.
        var hollow = arrays[2]
        hollow.replaceSubrange(60..<74, with: Array("(99999999,), }".utf8))
        return arrays + newer + [structured, hollow]
      case .network:
        func layers(_ shapes: [(String, [Int])]) throws -> [UInt8] {
          var file = Safetensors()
          for (name, shape) in shapes {
            try file.add(name, shape: shape, [Float](repeating: 0.5, count: shape.reduce(1, *)))
          }
          return try file.serialized()
        }
        let weights = Matrix<Float>(repeating: 0.25, rows: 2, columns: 3)
        var own = Network(
          layers: [
            Dense(weights: weights, bias: .zeros(rows: 1, columns: 3), activation: .tanh),
            Dense(weights: weights.transposed(), bias: .zeros(rows: 1, columns: 2), activation: .softmax),
          ])
        own.standardizer = Standardizer(mean: Matrix(row: [1, 2]), scale: Matrix(row: [3, 4]))
        own.classNames = ["a", "b"]
        return try [
          own.safetensors().serialized(),
          layers([("0.weight", [3, 2]), ("0.bias", [3]), ("2.weight", [1, 3]), ("2.bias", [1])]),
          layers([("a/kernel", [2, 2]), ("a/bias", [2])]), layers([("9.weight", [2, 2]), ("9.bias", [2])]),
          layers([("f10.weight", [2, 2]), ("f10.bias", [2]), ("f9.weight", [2, 2]), ("f9.bias", [2])]),
        ]
      case .checkpoint:
        var run = CheckpointClaim.run
        return try (0..<7).map { _ in
          defer { run.step() }
          return try run.checkpoint().serialized()
        }
      case .config:
        let full =
          #"{"hidden": [20, 9], "epochs": 2, "optimizer": "sgd", "momentum": 0.9, "nesterov": true, "seed": 7}"#
        let other =
          #"{"data": "a/b", "optimizer": "adamw", "learningRate": 1e-3, "schedule": "cosine", "warmUp": 0.25}"#
        let rest = #"{"augment": {"rotation": 10, "finalShare": 0.5, "finalStrength": 0.3}, "validation": 0.1}"#
        return try [Recipe().json()] + [full, other, rest, "{}"].map { Array($0.utf8) }
      case .csv:
        return [
          "x,y,class\n1,2.5,a\n-3e2,.5,b\n", "1,2\r\n3,4\r\n\"5\",6\r\n\r\n", "\"a\"\"b\",\"c\nd\"\n\"1\",\"\"",
          "\u{feff}a\n123456789.012345678e-300\n12345678901234567890123\n1e308\n", "1, 2 \n\t3,+4e+5\n",
        ].map { Array($0.utf8) }
      }
    }
  }
}
