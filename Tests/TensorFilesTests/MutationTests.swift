import Foundation
import TensorFiles
import Testing

/// Thousands of damaged files: each gives a typed error or sound contents, and none a crash.
///
/// The environment variable MUTATIONS asks for another number of files for each format and seed than 5,000.
@Suite struct MutationTests {
  static let files = ProcessInfo.processInfo.environment["MUTATIONS"].flatMap { Int($0) } ?? 5000

  /// `file` with one to three things done to it, two of three within the first `header` bytes.
  static func mutate(
    _ file: [UInt8], header: Int, with others: [UInt8], using generator: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = file
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      guard !bytes.isEmpty else { return bytes }
      let limit = Int.random(in: 0..<3, using: &generator) == 0 ? bytes.count : min(header, bytes.count)
      let place = Int.random(in: 0..<limit, using: &generator)
      let end = min(bytes.count, place + Int.random(in: 1...12, using: &generator))
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
      case 2...5: bytes[place] = others.randomElement(using: &generator) ?? 0
      case 6: bytes.removeSubrange(place..<end)
      case 7: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 8: bytes.insert(others.randomElement(using: &generator) ?? 0, at: place)
      default: bytes.removeLast(min(bytes.count, Int.random(in: 1...9, using: &generator)))
      }
    }
    return bytes
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func damagedIDXIsToldOrReadAsItStands(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let file = try IDXArray(shape: [2, 3, 4], bytes: Array(1...24)).serialized()
    var (sound, told) = (0, 0)
    for _ in 0..<MutationTests.files {
      let damaged = MutationTests.mutate(file, header: 16, with: [0, 1, 4, 8, 255], using: &generator)
      do throws(TensorFileError) {
        // The format is canonical: what is read is written back byte for byte.
        #expect(try IDXArray(parsing: damaged).serialized() == damaged, "seed \(seed)")
        sound += 1
      } catch {
        told += 1
      }
    }
    #expect(
      100 * sound > MutationTests.files && 2 * told > MutationTests.files, "seed \(seed): \(sound) sound, \(told) told")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func damagedSafetensorsIsToldOrReadAsItStands(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    var small = Safetensors(metadata: ["a": "b"])
    try small.add("w", shape: [2, 3], [1, 2, 3, 4, 5, 6] as [Float])
    try small.add("b", shape: [1], [1] as [Double])
    let files = [try small.serialized(), try SafetensorsReferenceTests.everyType().serialized()]
    var (sound, told) = (0, 0)
    for index in 0..<MutationTests.files {
      let file = files[index % 2]
      let data = 8 + Int(file[0]) + Int(file[1]) << 8
      let damaged = MutationTests.mutate(
        file, header: data, with: Array("{}[]:,\"\\0123456789 uF".utf8), using: &generator)
      do throws(TensorFileError) {
        let read = try Safetensors(parsing: damaged)
        // The tensors are the data of the file, whole and in order.
        #expect(damaged.reversed().starts(with: read.tensors.flatMap(\.bytes).reversed()), "seed \(seed)")
        for tensor in read.tensors {
          #expect(tensor.shape.reduce(tensor.elementType.size, *) == tensor.bytes.count, "seed \(seed)")
        }
        let again = try Safetensors(parsing: read.serialized())
        #expect(again.metadata == read.metadata && again.tensors.count == read.tensors.count, "seed \(seed)")
        sound += 1
      } catch {
        told += 1
      }
    }
    #expect(
      100 * sound > MutationTests.files && 2 * told > MutationTests.files, "seed \(seed): \(sound) sound, \(told) told")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func damagedNPYIsToldOrReadAsItStands(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let files = try NPYReferenceFile.all.map { try NPYReferenceTests.bytes($0.file) }
    var (sound, told) = (0, 0)
    for index in 0..<MutationTests.files {
      let file = files[index % files.count]
      // Most of what is between the dictionary and its line feed is blank.
      let header = (file.firstIndex(of: UInt8(ascii: "}")) ?? 0) + 4
      let damaged = MutationTests.mutate(
        file, header: header, with: Array("{}()[]:,'\"0123456789 L<>|fiuTFalse\n".utf8), using: &generator)
      do throws(TensorFileError) {
        let read = try NPYArray(parsing: damaged)
        // The elements are the end of the file, as many as the shape takes, and stay so.
        #expect(damaged.reversed().starts(with: read.bytes.reversed()), "seed \(seed)")
        #expect(read.shape.reduce(read.elementType.size, *) == read.bytes.count, "seed \(seed)")
        let again = try NPYArray(parsing: read.serialized())
        #expect(again == read && again.serialized() == read.serialized(), "seed \(seed)")
        // An order is no loss: every byte is there again.
        #expect(try read.rowMajorBytes().sorted() == read.bytes.sorted(), "seed \(seed)")
        sound += 1
      } catch {
        told += 1
      }
    }
    #expect(
      100 * sound > MutationTests.files && 2 * told > MutationTests.files, "seed \(seed): \(sound) sound, \(told) told")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func damagedCSVIsToldOrReadAsItStands(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let files = [
      "x,y,class\n1,2.5,a\n-3e2,.5,b\n", "1;2\r\n3;4\r\n\"5\";6\r\n", "\"a\"\"b\",\"c\nd\",e\n\"1\",\"2\",\"\"\n",
    ].map { Array($0.utf8) }
    var (sound, told) = (0, 0)
    for index in 0..<MutationTests.files {
      let file = files[index % 3]
      let damaged = MutationTests.mutate(
        file, header: file.count, with: Array("\"\",;\n\r0123456789.eE+- a\u{e9}".utf8), using: &generator)
      do throws(TensorFileError) {
        let read = try CSVFile(parsing: damaged, separator: index % 3 == 1 ? ";" : ",", hasHeader: index % 3 == 0)
        let cells = try read.cells()
        #expect(cells.count == read.rows && cells.allSatisfy { $0.count == read.columns }, "seed \(seed)")
        // Written with quotes around every cell, they are read again.
        if !cells.isEmpty {
          let again = try CSVFile(parsing: CSVFile.quoted(cells), hasHeader: false).cells()
          #expect(again == cells, "seed \(seed)")
        }
        sound += 1
        for column in 0..<read.columns where (try? read.numbers(of: [.at(column)]) as [Double]) != nil {
          let numbers: [Double] = try read.numbers(of: [.at(column)])
          #expect(numbers == cells.compactMap { Double($0[column].filter { !" \t".contains($0) }) }, "seed \(seed)")
        }
      } catch {
        told += 1
      }
    }
    #expect(
      10 * sound > MutationTests.files && 4 * told > MutationTests.files, "seed \(seed): \(sound) sound, \(told) told")
  }
}

extension CSVFile {
  /// What all cells say, row by row.
  func cells() throws(TensorFileError) -> [[String]] {
    var texts = [[String]]()
    for column in 0..<columns { texts.append(try self.texts(of: .at(column))) }
    return (0..<rows).map { row in texts.map { $0[row] } }
  }

  /// A file with these cells, all in quotes.
  static func quoted(_ cells: [[String]]) -> [UInt8] {
    let lines = cells.map { row in row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") }
    return Array(lines.joined(separator: "\n").utf8)
  }
}
