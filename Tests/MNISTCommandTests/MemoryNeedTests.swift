#if DEBUG
  import Foundation
  import Testing

  @testable import mnist

  @Suite struct MemoryNeedTests {
    /// A file of 24 MB may name a layer whose outputs for a block of evaluation take 32 GB.
    @Test(arguments: [0, 64]) func aLayerWiderThanTheMachineIsOneSentence(batchSize: Int) throws {
      let width = Int(ProcessInfo.processInfo.physicalMemory) / 4096
      let error = #expect(throws: CommandError.self) {
        try MemoryNeed.require(widths: [784, 1, width, 1, 10], batchSize: batchSize)
      }
      #expect(error?.description.hasPrefix("a network of 784-1-\(width)-1-10") == true)
      #expect(error?.description.contains("half of this machine's memory") == true)
      try MemoryNeed.require(widths: [784, 128, 10], batchSize: batchSize)
    }

    /// The parameters stand in the network, in what trains, in what evaluates and in the file.
    @Test func trainingCountsTheParametersFourTimes() throws {
      // Weights of an eighth of the memory fit twice into half of it beside the outputs, not four times.
      let side = Int((Double(ProcessInfo.processInfo.physicalMemory) / 32).squareRoot())
      try MemoryNeed.require(widths: [side, side], batchSize: 0)
      #expect(throws: CommandError.self) { try MemoryNeed.require(widths: [side, side], batchSize: 64) }
    }
  }
#endif
