import LinearAlgebra
import NeuralNetwork
import Testing

/// Bytes become scalars by one division each, however the kernel goes about it.
struct GatherTests {
  @Test(arguments: [255, 1, 3, 7, 127.5, 0.1, 1e-3, 1e30, 1e-30, -255, 0x1p-140, 0x1p100] as [Float])
  func everyByteIsTheRoundedQuotient(divisor: Float) {
    let bytes = (0...255).map { UInt8($0) }
    let features = Dataset<Float>(bytes: bytes, inputs: 256, divisor: divisor, labels: [0], classes: 1).featureMatrix()
    for byte in bytes {
      #expect(features[0, Int(byte)].bitPattern == (Float(byte) / divisor).bitPattern, "\(byte) / \(divisor)")
    }
  }

  @Test func everyDivisorUpToThousandRoundsOnce() {
    let bytes = (0...255).map { UInt8($0) }
    for divisor in stride(from: 1.0, through: 1000, by: 0.5) {
      let features = Dataset<Double>(bytes: bytes, inputs: 256, divisor: divisor, labels: [0], classes: 1)
        .featureMatrix()
      #expect(bytes.allSatisfy { features[0, Int($0)] == Double($0) / divisor }, "\(divisor)")
    }
  }

  /// The divisors of few bits, which are multiplied, and some beyond them, which are not.
  @Test func aShortDivisorRoundsOnceOnEveryInstructionSet() {
    check(Float.self)
    check(Double.self)
  }

  private func check<Scalar: BLASScalar>(_: Scalar.Type) {
    let bytes = (0...255).map { UInt8($0) }
    var quotients = [Scalar](repeating: 0, count: 256)
    for set in InstructionSet.available {
      for divisor in Array(stride(from: 1, through: 66_000, by: 61)) + [65_521, 65_535, 65_536, 65_537, 16_777_213] {
        // In bounds: one row of 256 bytes, and of as many quotients.
        unsafe Scalar._routines.kernels(set).gather(1, [0], 256, bytes, Scalar(divisor), &quotients, 256)
        #expect(quotients == bytes.map { Scalar($0) / Scalar(divisor) }, "\(set): \(divisor)")
      }
    }
  }
}
