import LinearAlgebra
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct MatrixRandomTests {
  /// Published with the reference implementation, xoshiro256plusplus.c, as the test of other libraries (rand_xoshiro).
  @Test func generatorGivesTheReferenceSequence() {
    var generator = SeededGenerator(state: (1, 2, 3, 4))
    let expected: [UInt64] = [
      41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386, 9_228_616_714_210_784_205,
      9_973_669_472_204_895_162, 14_011_001_112_246_962_877, 12_406_186_145_184_390_807,
      15_849_039_046_786_891_736, 10_450_023_813_501_588_000,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
  }

  /// The outputs of splitmix64.c for the seed 1234567.
  @Test func seedsAreSpreadAsTheReferenceDoes() {
    var generator = SplitMix64(state: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
      16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
    let state = (expected[0], expected[1], expected[2], expected[3])
    #expect(SeededGenerator(seed: 1_234_567) == SeededGenerator(state: state))
  }

  @Test func oneSeedGivesOneMatrix() {
    func draw(_ seed: UInt64) -> [Matrix<Float>] {
      var generator = SeededGenerator(seed: seed)
      return [
        .uniform(rows: 5, columns: 7, in: -1..<1, using: &generator), .normal(rows: 5, columns: 7, using: &generator),
      ]
    }
    #expect(draw(42) == draw(42))
    #expect(draw(42) != draw(43))
    #expect(draw(42)[0] != draw(42)[1])
  }

  /// The bits that a saved experiment depends on; another implementation of both algorithms gave them too.
  @Test func theSequenceOfASeedNeverChanges() {
    var generator = SeededGenerator(seed: 42)
    let uniform = Matrix<Float>.uniform(rows: 1, columns: 3, in: 0..<1, using: &generator)
    let normal = Matrix<Double>.normal(rows: 1, columns: 3, using: &generator)
    #expect(uniform.scalars() == [0.8143051, 0.318821, 0.9838941])
    #expect(normal.scalars() == [0.6594419179480208, 0.9622819898792657, 0.2342071164858741])
  }

  @Test func uniformStaysInItsRangeAndFillsIt() {
    var generator = SeededGenerator(seed: 7)
    let m = Matrix<Double>.uniform(rows: 100, columns: 1000, in: -2..<3, using: &generator)
    #expect(m.min() >= -2 && m.max() < 3)
    // The standard error of the mean is sqrt(25/12) / sqrt(10^5) = 0.0046, that of the variance below 0.01.
    #expect((m.mean() - 0.5).magnitude < 0.02)
    #expect(((m .* m).mean() - m.mean() * m.mean() - 25.0 / 12).magnitude < 0.04)
    let counts = m.scalars().reduce(into: [Int](repeating: 0, count: 5)) { $0[Int($1 + 2)] += 1 }
    // Binomial with n = 10^5, p = 0.2: a standard deviation of 126.
    #expect(counts.allSatisfy { abs($0 - 20_000) < 600 })
  }

  @Test func uniformNeverGivesItsUpperBound() {
    // Between neighbors of 1, half of the draws would be rounded up to the bound.
    var generator = SeededGenerator(seed: 1)
    let m = Matrix<Float>.uniform(rows: 1, columns: 100, in: 1..<Float(1).nextUp, using: &generator)
    #expect(m == Matrix(repeating: 1, rows: 1, columns: 100))
  }

  @Test func normalHasItsMoments() {
    var generator = SeededGenerator(seed: 11)
    let z = Matrix<Double>.normal(rows: 100, columns: 1000, using: &generator)
    // Standard errors at n = 10^5: mean 0.0032, variance 0.0045, third moment 0.012, fourth 0.031.
    #expect(z.mean().magnitude < 0.016)
    #expect((z.map { $0 * $0 }.mean() - 1).magnitude < 0.023)
    #expect(z.map { $0 * $0 * $0 }.mean().magnitude < 0.062)
    #expect((z.map { $0 * $0 * $0 * $0 }.mean() - 3).magnitude < 0.16)
    // Beyond two and three standard deviations: 4.55% and 0.27%.
    #expect(abs(z.scalars().count { $0.magnitude > 2 } - 4550) < 330)
    #expect(abs(z.scalars().count { $0.magnitude > 3 } - 270) < 83)
  }

  @Test func normalIsShiftedAndScaled() {
    var (first, second) = (SeededGenerator(seed: 5), SeededGenerator(seed: 5))
    let z = Matrix<Double>.normal(rows: 3, columns: 5, using: &first)
    let x = Matrix<Double>.normal(rows: 3, columns: 5, mean: 10, standardDeviation: 0.5, using: &second)
    #expect(x == 0.5 * z + 10)
    #expect(
      Matrix<Double>.normal(rows: 1, columns: 2, mean: 3, standardDeviation: 0, using: &first).scalars() == [3, 3])
  }

  @Test func floatsAreRoundedDoublesOfTheSameSeed() {
    var (first, second) = (SeededGenerator(seed: 5), SeededGenerator(seed: 5))
    let x = Matrix<Double>.normal(rows: 3, columns: 5, using: &first)
    #expect(Matrix<Float>.normal(rows: 3, columns: 5, using: &second) == Matrix<Float>(x))
  }

  @Test func logarithmIsAccurate() {
    var generator = SeededGenerator(seed: 3)
    let arguments = (0..<10_000).map { _ in Double.random(in: 0..<1, using: &generator) } + [1, 0x1p-60, 0.5.nextUp]
    for x in arguments where x > 0 {
      #expect((logarithm(x) - log(x)).magnitude <= 3 * log(x).ulp)
    }
  }

  @Test func anEmptyRangeTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      _ = Matrix<Float>.uniform(rows: 1, columns: 1, in: 2..<2, using: &generator)
    }
    #expect(result?.message.contains("uniform numbers in 2.0..<2.0: the range needs a finite width above zero") == true)
  }

  @Test func anInfiniteRangeTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      _ = Matrix<Float>.uniform(rows: 1, columns: 1, in: -3e38..<3e38, using: &generator)
    }
    #expect(result?.message.contains("the range needs a finite width above zero") == true)
  }

  @Test func aNegativeDeviationTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      _ = Matrix<Float>.normal(rows: 1, columns: 1, standardDeviation: -1, using: &generator)
    }
    #expect(result?.message.contains("normal numbers of mean 0.0, standard deviation -1.0") == true)
  }
}
