/// The hot loops of one instruction set for one scalar.
///
/// Their contracts are documented with the functions in VectorKernels. The caller keeps all pointers in bounds.
@safe package struct KernelTable<Scalar: BLASScalar>: Sendable {
  package typealias Source = UnsafePointer<Scalar>
  package typealias Target = UnsafeMutablePointer<Scalar>
  package typealias MatrixProduct =
    @Sendable (
      _ m: Int, _ n: Int, _ k: Int, _ alpha: Scalar, _ a: Source, _ aRowStride: Int, _ aColumnStride: Int,
      _ b: Source, _ bRowStride: Int, _ bColumnStride: Int, _ beta: Scalar, _ c: Target, _ cStride: Int,
      _ scratch: Target
    ) -> Void
  package typealias ScratchCount =
    @Sendable (
      _ m: Int, _ n: Int, _ k: Int, _ aIsTransposed: Bool, _ bIsTransposed: Bool, _ bytes: Int
    ) -> Int
  package typealias Elementwise =
    @Sendable (
      _ count: Int, _ a: Source, _ aStep: Int, _ b: Source, _ bStep: Int, _ c: Target
    ) -> Void
  package typealias ScaledSum = @Sendable (_ count: Int, _ alpha: Scalar, _ x: Source, _ y: Target) -> Void
  package typealias BiasSum =
    @Sendable (
      _ rows: Int, _ columns: Int, _ z: Target, _ stride: Int, _ bias: Source, _ rectify: Bool
    ) -> Void
  package typealias Mask = @Sendable (_ count: Int, _ a: Source, _ d: Target) -> Void
  package typealias RowUpdate = @Sendable (_ rows: Int, _ columns: Int, _ z: Target, _ stride: Int) -> Void
  package typealias RowPairUpdate =
    @Sendable (
      _ rows: Int, _ columns: Int, _ p: Source, _ pStride: Int, _ d: Target, _ dStride: Int
    ) -> Void
  package typealias RowLoss =
    @Sendable (
      _ rows: Int, _ columns: Int, _ z: Target, _ zStride: Int, _ t: Source, _ tStride: Int, _ scale: Scalar
    ) -> Double
  package typealias Dropout =
    @Sendable (
      _ rows: Int, _ columns: Int, _ x: Source, _ xStride: Int, _ y: Target, _ yStride: Int, _ firstRow: Int,
      _ firstColumn: Int, _ layer: UInt32, _ step: UInt32, _ seed: UInt64, _ threshold: UInt32, _ scale: Scalar
    ) -> Void
  package typealias RowIndices =
    @Sendable (
      _ rows: Int, _ columns: Int, _ x: Source, _ stride: Int, _ indices: UnsafeMutablePointer<Int>
    ) -> Void
  package typealias Gather =
    @Sendable (
      _ count: Int, _ indices: UnsafePointer<Int>, _ columns: Int, _ bytes: UnsafePointer<UInt8>, _ divisor: Scalar,
      _ x: Target, _ stride: Int
    ) -> Void
  package typealias OneHot =
    @Sendable (
      _ count: Int, _ indices: UnsafePointer<Int>, _ columns: Int, _ labels: UnsafePointer<Int>, _ t: Target,
      _ stride: Int
    ) -> Void
  package typealias Total = @Sendable (_ rows: Int, _ columns: Int, _ x: Source, _ stride: Int) -> Double
  package typealias AxisTotals =
    @Sendable (
      _ rows: Int, _ columns: Int, _ x: Source, _ stride: Int, _ divisor: Double, _ sums: Target
    ) -> Void
  package typealias AxisExtremes =
    @Sendable (_ rows: Int, _ columns: Int, _ x: Source, _ stride: Int, _ y: Target) -> Void
  package typealias Extreme = @Sendable (_ rows: Int, _ columns: Int, _ x: Source, _ stride: Int) -> Scalar
  package typealias Clamp =
    @Sendable (_ count: Int, _ least: Scalar, _ greatest: Scalar, _ x: Source, _ y: Target) -> Void
  package typealias MomentumStep =
    @Sendable (
      _ count: Int, _ coupling: Scalar, _ momentum: Scalar, _ rate: Scalar, _ leads: Bool, _ g: Source, _ v: Target,
      _ w: Target
    ) -> Void
  package typealias AdamStep =
    @Sendable (
      _ count: Int, _ coupling: Scalar, _ mRate: Scalar, _ vRate: Scalar, _ shrinkage: Scalar, _ rate: Scalar,
      _ epsilon: Scalar, _ g: Source, _ m: Target, _ v: Target, _ w: Target
    ) -> Void
  package typealias SmallReflection =
    @Sendable (_ count: Int, _ second: Scalar, _ third: Scalar, _ tau: Scalar, _ x: Target, _ stride: Int) -> Void
  package typealias PairTransform =
    @Sendable (
      _ count: Int, _ a: Scalar, _ b: Scalar, _ c: Scalar, _ d: Scalar, _ x: Target, _ stride: Int
    ) -> Void
  package typealias ReflectorPair =
    @Sendable (
      _ rows: Int, _ columns: Int, _ tau: Scalar, _ a: Source, _ stride: Int, _ v: Source, _ y: Target, _ z: Target,
      _ w: Target
    ) -> Void
  package typealias SmallBidiagonal =
    @Sendable (
      _ n: Int, _ m: Int, _ a: Target, _ stride: Int, _ left: Target, _ right: Target, _ rightStride: Int,
      _ numbers: Target, _ scratch: Target
    ) -> Void
  package typealias SmallHessenberg =
    @Sendable (
      _ n: Int, _ a: Target, _ stride: Int, _ vectors: Target, _ factors: Target, _ scratch: Target
    ) -> Void
  package typealias SecularSums =
    @Sendable (
      _ count: Int, _ split: Int, _ poles: UnsafePointer<Double>, _ squares: UnsafePointer<Double>, _ origin: Double,
      _ offset: Double, _ sums: UnsafeMutablePointer<Double>
    ) -> Void
  package typealias SecularProducts =
    @Sendable (
      _ count: Int, _ poles: UnsafePointer<Double>, _ origin: Double, _ offset: Double, _ other: Double,
      _ products: UnsafeMutablePointer<Double>
    ) -> Void
  package typealias SecularVector =
    @Sendable (
      _ count: Int, _ poles: UnsafePointer<Double>, _ z: UnsafePointer<Double>, _ origin: Double, _ offset: Double,
      _ isLeft: Bool, _ zero: Int, _ target: Target
    ) -> Void
  package typealias Function = @Sendable (_ count: Int, _ x: Source, _ y: Target) -> Void
  package typealias Substitution =
    @Sendable (
      _ order: Int, _ systems: Int, _ t: Source, _ targetStride: Int, _ sourceStride: Int, _ descends: Bool,
      _ hasUnitDiagonal: Bool, _ x: Target, _ stride: Int, _ systemsAreRows: Bool, _ scratch: Target
    ) -> Void
  package typealias SingleSubstitution =
    @Sendable (
      _ order: Int, _ t: Source, _ targetStride: Int, _ sourceStride: Int, _ descends: Bool, _ hasUnitDiagonal: Bool,
      _ x: Target
    ) -> Void
  package typealias TriangularProduct =
    @Sendable (
      _ order: Int, _ columns: Int, _ u: Source, _ targetStride: Int, _ sourceStride: Int, _ x: Target, _ stride: Int
    ) -> Void
  package typealias System =
    @Sendable (_ order: Int, _ a: Source, _ stride: Int, _ b: Source, _ x: Target, _ scratch: Target) -> Bool
  package typealias Elimination =
    @Sendable (
      _ first: Int, _ count: Int, _ rows: Int, _ columns: Target, _ stride: Int, _ pivots: UnsafeMutablePointer<Int32>,
      _ scratch: Target
    ) -> Int
  package typealias Exchange =
    @Sendable (
      _ rows: Int, _ x: Target, _ stride: Int, _ first: Int, _ end: Int, _ pivots: UnsafePointer<Int32>,
      _ backwards: Bool
    ) -> Void
  package typealias Reflection =
    @Sendable (
      _ rows: Int, _ count: Int, _ v: Source, _ factors: Source, _ x: Source, _ scale: Scalar, _ y: Target,
      _ stride: Int, _ sums: Target
    ) -> Void
  package typealias Projection =
    @Sendable (
      _ rows: Int, _ count: Int, _ x: Source, _ scale: Scalar, _ y: Source, _ stride: Int, _ sums: Target
    ) -> Void
  package typealias FirstReflection =
    @Sendable (
      _ count: Int, _ multiplier: Scalar, _ v: Target, _ factor: Scalar, _ scale: Scalar, _ y: Target
    ) -> Scalar
  package typealias ReflectorTriangle =
    @Sendable (
      _ count: Int, _ tau: Source, _ products: Source, _ productStride: Int, _ t: Target, _ stride: Int
    ) -> Void
  package typealias ColumnFactoring =
    @Sendable (
      _ first: Int, _ end: Int, _ rows: Int, _ count: Int, _ a: Target, _ stride: Int, _ tau: Target, _ scale: Scalar,
      _ order: UnsafeMutablePointer<Int32>?, _ scratch: Target
    ) -> Int

  package let multiplyMatrices: MatrixProduct
  package let multiplyNaively: MatrixProduct
  package let scratchCount: ScratchCount
  package let add: Elementwise
  package let subtract: Elementwise
  package let multiply: Elementwise
  package let divide: Elementwise
  package let isGreater: Elementwise
  package let isGreaterOrEqual: Elementwise
  package let isEqual: Elementwise
  package let addScaled: ScaledSum
  package let addBias: BiasSum
  package let maskByRectifier: Mask
  package let leak: ScaledSum
  package let tanhGradient: Mask
  package let sigmoidGradient: Mask
  package let softmax: RowUpdate
  package let softmaxGradient: RowPairUpdate
  package let softmaxCrossEntropy: RowLoss
  package let sigmoidCrossEntropy: RowLoss
  package let squaredError: RowLoss
  package let dropOut: Dropout
  package let average: ScaledSum
  package let rowArgmax: RowIndices
  package let rowArgmin: RowIndices
  package let gather: Gather
  package let gatherOneHot: OneHot
  package let sum: Total
  package let sumOfSquares: Total
  package let rowSums: AxisTotals
  package let columnSums: AxisTotals
  package let columnVariances: AxisTotals
  package let columnStandardDeviations: AxisTotals
  package let maximum: Extreme
  package let minimum: Extreme
  package let rowMaxima: AxisExtremes
  package let rowMinima: AxisExtremes
  package let columnMaxima: AxisExtremes
  package let columnMinima: AxisExtremes
  package let transpose: RowPairUpdate
  package let exp: Function
  package let log: Function
  package let sqrt: Function
  package let abs: Function
  package let tanh: Function
  package let sigmoid: Function
  package let clamp: Clamp
  package let momentum: MomentumStep
  package let adam: AdamStep
  package let largestMagnitude: Extreme
  package let largestMagnitudeInTriangle: @Sendable (_ order: Int, _ x: Source, _ stride: Int) -> Scalar
  package let substitute: Substitution
  package let substituteOne: SingleSubstitution
  package let multiplyByTriangle: TriangularProduct
  package let eliminate: Elimination
  package let exchangeColumns: Exchange
  package let solveSystem: System
  package let factorCholesky: @Sendable (_ order: Int, _ a: Target, _ stride: Int, _ scratch: Target) -> Int
  package let reflect: Reflection
  package let project: Projection
  package let beginReflection: FirstReflection
  package let scaledSquares: @Sendable (_ count: Int, _ scale: Scalar, _ x: Source) -> Scalar
  package let reflectorTriangle: ReflectorTriangle
  package let factorColumns: ColumnFactoring
  package let symmetricEigen: SymmetricEigenKernels<Scalar>
  package let reflectThreeRows: SmallReflection
  package let reflectThreeColumns: SmallReflection
  package let transformTwoRows: PairTransform
  package let transformTwoColumns: PairTransform
  package let reflectPair: ReflectorPair
  package let bidiagonalize: SmallBidiagonal
  package let reduceToHessenberg: SmallHessenberg
  package let secularSums: SecularSums
  package let secularProducts: SecularProducts
  package let secularVector: SecularVector
}
