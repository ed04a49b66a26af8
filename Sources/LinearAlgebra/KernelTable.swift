import VectorKernels
import VectorKernelsAVX2
import VectorKernelsAVX512

/// The hot loops of one instruction set for one scalar.
///
/// Their contracts stand with the functions in VectorKernels. All pointers are the caller's to keep in bounds.
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
  package typealias RowWinners =
    @Sendable (
      _ rows: Int, _ columns: Int, _ x: Source, _ stride: Int, _ winners: UnsafeMutablePointer<Int>
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
  package typealias Function = @Sendable (_ count: Int, _ x: Source, _ y: Target) -> Void

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
  package let winners: RowWinners
  package let losers: RowWinners
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
}

extension KernelTable where Scalar == Float {
  static let baseline = unsafe KernelTable(
    multiplyMatrices: VectorKernels.multiply, multiplyNaively: VectorKernels.multiplyNaively,
    scratchCount: VectorKernels.scratchCount,
    add: VectorKernels.add, subtract: VectorKernels.subtract,
    multiply: VectorKernels.multiply, divide: VectorKernels.divide, isGreater: VectorKernels.isGreater,
    isGreaterOrEqual: VectorKernels.isGreaterOrEqual, isEqual: VectorKernels.isEqual,
    addScaled: VectorKernels.addScaled, addBias: VectorKernels.addBias,
    maskByRectifier: VectorKernels.maskByRectifier, leak: VectorKernels.leak,
    tanhGradient: VectorKernels.tanhGradient, sigmoidGradient: VectorKernels.sigmoidGradient,
    softmax: VectorKernels.softmax,
    softmaxGradient: VectorKernels.softmaxGradient, softmaxCrossEntropy: VectorKernels.softmaxCrossEntropy,
    sigmoidCrossEntropy: VectorKernels.sigmoidCrossEntropy, squaredError: VectorKernels.squaredError,
    dropOut: VectorKernels.dropOut, average: VectorKernels.average,
    winners: VectorKernels.winners, losers: VectorKernels.losers,
    gather: VectorKernels.gather, gatherOneHot: VectorKernels.gatherOneHot,
    sum: VectorKernels.sum, sumOfSquares: VectorKernels.sumOfSquares,
    rowSums: VectorKernels.rowSums, columnSums: VectorKernels.columnSums,
    columnVariances: VectorKernels.columnVariances,
    columnStandardDeviations: VectorKernels.columnStandardDeviations,
    maximum: VectorKernels.maximum,
    minimum: VectorKernels.minimum, rowMaxima: VectorKernels.rowMaxima, rowMinima: VectorKernels.rowMinima,
    columnMaxima: VectorKernels.columnMaxima, columnMinima: VectorKernels.columnMinima,
    transpose: VectorKernels.transpose,
    exp: VectorKernels.exp, log: VectorKernels.log, sqrt: VectorKernels.sqrt, abs: VectorKernels.abs,
    tanh: VectorKernels.tanh, sigmoid: VectorKernels.sigmoid, clamp: VectorKernels.clamp,
    momentum: VectorKernels.momentum, adam: VectorKernels.adam,
    largestMagnitude: VectorKernels.largestMagnitude,
    largestMagnitudeInTriangle: VectorKernels.largestMagnitudeInTriangle)
  static let avx2 = unsafe KernelTable(
    multiplyMatrices: VectorKernelsAVX2.multiply, multiplyNaively: VectorKernelsAVX2.multiplyNaively,
    scratchCount: VectorKernelsAVX2.scratchCount,
    add: VectorKernelsAVX2.add, subtract: VectorKernelsAVX2.subtract,
    multiply: VectorKernelsAVX2.multiply, divide: VectorKernelsAVX2.divide, isGreater: VectorKernelsAVX2.isGreater,
    isGreaterOrEqual: VectorKernelsAVX2.isGreaterOrEqual, isEqual: VectorKernelsAVX2.isEqual,
    addScaled: VectorKernelsAVX2.addScaled, addBias: VectorKernelsAVX2.addBias,
    maskByRectifier: VectorKernelsAVX2.maskByRectifier, leak: VectorKernelsAVX2.leak,
    tanhGradient: VectorKernelsAVX2.tanhGradient, sigmoidGradient: VectorKernelsAVX2.sigmoidGradient,
    softmax: VectorKernelsAVX2.softmax,
    softmaxGradient: VectorKernelsAVX2.softmaxGradient, softmaxCrossEntropy: VectorKernelsAVX2.softmaxCrossEntropy,
    sigmoidCrossEntropy: VectorKernelsAVX2.sigmoidCrossEntropy, squaredError: VectorKernelsAVX2.squaredError,
    dropOut: VectorKernelsAVX2.dropOut, average: VectorKernelsAVX2.average,
    winners: VectorKernelsAVX2.winners, losers: VectorKernelsAVX2.losers,
    gather: VectorKernelsAVX2.gather, gatherOneHot: VectorKernelsAVX2.gatherOneHot,
    sum: VectorKernelsAVX2.sum, sumOfSquares: VectorKernelsAVX2.sumOfSquares,
    rowSums: VectorKernelsAVX2.rowSums, columnSums: VectorKernelsAVX2.columnSums,
    columnVariances: VectorKernelsAVX2.columnVariances,
    columnStandardDeviations: VectorKernelsAVX2.columnStandardDeviations,
    maximum: VectorKernelsAVX2.maximum,
    minimum: VectorKernelsAVX2.minimum, rowMaxima: VectorKernelsAVX2.rowMaxima, rowMinima: VectorKernelsAVX2.rowMinima,
    columnMaxima: VectorKernelsAVX2.columnMaxima, columnMinima: VectorKernelsAVX2.columnMinima,
    transpose: VectorKernelsAVX2.transpose,
    exp: VectorKernelsAVX2.exp, log: VectorKernelsAVX2.log, sqrt: VectorKernelsAVX2.sqrt, abs: VectorKernelsAVX2.abs,
    tanh: VectorKernelsAVX2.tanh, sigmoid: VectorKernelsAVX2.sigmoid, clamp: VectorKernelsAVX2.clamp,
    momentum: VectorKernelsAVX2.momentum, adam: VectorKernelsAVX2.adam,
    largestMagnitude: VectorKernelsAVX2.largestMagnitude,
    largestMagnitudeInTriangle: VectorKernelsAVX2.largestMagnitudeInTriangle)
  static let avx512 = unsafe KernelTable(
    multiplyMatrices: VectorKernelsAVX512.multiply, multiplyNaively: VectorKernelsAVX512.multiplyNaively,
    scratchCount: VectorKernelsAVX512.scratchCount,
    add: VectorKernelsAVX512.add, subtract: VectorKernelsAVX512.subtract,
    multiply: VectorKernelsAVX512.multiply, divide: VectorKernelsAVX512.divide,
    isGreater: VectorKernelsAVX512.isGreater,
    isGreaterOrEqual: VectorKernelsAVX512.isGreaterOrEqual, isEqual: VectorKernelsAVX512.isEqual,
    addScaled: VectorKernelsAVX512.addScaled, addBias: VectorKernelsAVX512.addBias,
    maskByRectifier: VectorKernelsAVX512.maskByRectifier, leak: VectorKernelsAVX512.leak,
    tanhGradient: VectorKernelsAVX512.tanhGradient, sigmoidGradient: VectorKernelsAVX512.sigmoidGradient,
    softmax: VectorKernelsAVX512.softmax,
    softmaxGradient: VectorKernelsAVX512.softmaxGradient, softmaxCrossEntropy: VectorKernelsAVX512.softmaxCrossEntropy,
    sigmoidCrossEntropy: VectorKernelsAVX512.sigmoidCrossEntropy, squaredError: VectorKernelsAVX512.squaredError,
    dropOut: VectorKernelsAVX512.dropOut, average: VectorKernelsAVX512.average,
    winners: VectorKernelsAVX512.winners,
    losers: VectorKernelsAVX512.losers,
    gather: VectorKernelsAVX512.gather, gatherOneHot: VectorKernelsAVX512.gatherOneHot,
    sum: VectorKernelsAVX512.sum, sumOfSquares: VectorKernelsAVX512.sumOfSquares,
    rowSums: VectorKernelsAVX512.rowSums, columnSums: VectorKernelsAVX512.columnSums,
    columnVariances: VectorKernelsAVX512.columnVariances,
    columnStandardDeviations: VectorKernelsAVX512.columnStandardDeviations,
    maximum: VectorKernelsAVX512.maximum,
    minimum: VectorKernelsAVX512.minimum, rowMaxima: VectorKernelsAVX512.rowMaxima,
    rowMinima: VectorKernelsAVX512.rowMinima,
    columnMaxima: VectorKernelsAVX512.columnMaxima, columnMinima: VectorKernelsAVX512.columnMinima,
    transpose: VectorKernelsAVX512.transpose,
    exp: VectorKernelsAVX512.exp, log: VectorKernelsAVX512.log, sqrt: VectorKernelsAVX512.sqrt,
    abs: VectorKernelsAVX512.abs, tanh: VectorKernelsAVX512.tanh, sigmoid: VectorKernelsAVX512.sigmoid,
    clamp: VectorKernelsAVX512.clamp,
    momentum: VectorKernelsAVX512.momentum, adam: VectorKernelsAVX512.adam,
    largestMagnitude: VectorKernelsAVX512.largestMagnitude,
    largestMagnitudeInTriangle: VectorKernelsAVX512.largestMagnitudeInTriangle)
}

extension KernelTable where Scalar == Double {
  static let baseline = unsafe KernelTable(
    multiplyMatrices: VectorKernels.multiply, multiplyNaively: VectorKernels.multiplyNaively,
    scratchCount: VectorKernels.scratchCount,
    add: VectorKernels.add, subtract: VectorKernels.subtract,
    multiply: VectorKernels.multiply, divide: VectorKernels.divide, isGreater: VectorKernels.isGreater,
    isGreaterOrEqual: VectorKernels.isGreaterOrEqual, isEqual: VectorKernels.isEqual,
    addScaled: VectorKernels.addScaled, addBias: VectorKernels.addBias,
    maskByRectifier: VectorKernels.maskByRectifier, leak: VectorKernels.leak,
    tanhGradient: VectorKernels.tanhGradient, sigmoidGradient: VectorKernels.sigmoidGradient,
    softmax: VectorKernels.softmax,
    softmaxGradient: VectorKernels.softmaxGradient, softmaxCrossEntropy: VectorKernels.softmaxCrossEntropy,
    sigmoidCrossEntropy: VectorKernels.sigmoidCrossEntropy, squaredError: VectorKernels.squaredError,
    dropOut: VectorKernels.dropOut, average: VectorKernels.average,
    winners: VectorKernels.winners, losers: VectorKernels.losers,
    gather: VectorKernels.gather, gatherOneHot: VectorKernels.gatherOneHot,
    sum: VectorKernels.sum, sumOfSquares: VectorKernels.sumOfSquares,
    rowSums: VectorKernels.rowSums, columnSums: VectorKernels.columnSums,
    columnVariances: VectorKernels.columnVariances,
    columnStandardDeviations: VectorKernels.columnStandardDeviations,
    maximum: VectorKernels.maximum,
    minimum: VectorKernels.minimum, rowMaxima: VectorKernels.rowMaxima, rowMinima: VectorKernels.rowMinima,
    columnMaxima: VectorKernels.columnMaxima, columnMinima: VectorKernels.columnMinima,
    transpose: VectorKernels.transpose,
    exp: VectorKernels.exp, log: VectorKernels.log, sqrt: VectorKernels.sqrt, abs: VectorKernels.abs,
    tanh: VectorKernels.tanh, sigmoid: VectorKernels.sigmoid, clamp: VectorKernels.clamp,
    momentum: VectorKernels.momentum, adam: VectorKernels.adam,
    largestMagnitude: VectorKernels.largestMagnitude,
    largestMagnitudeInTriangle: VectorKernels.largestMagnitudeInTriangle)
  static let avx2 = unsafe KernelTable(
    multiplyMatrices: VectorKernelsAVX2.multiply, multiplyNaively: VectorKernelsAVX2.multiplyNaively,
    scratchCount: VectorKernelsAVX2.scratchCount,
    add: VectorKernelsAVX2.add, subtract: VectorKernelsAVX2.subtract,
    multiply: VectorKernelsAVX2.multiply, divide: VectorKernelsAVX2.divide, isGreater: VectorKernelsAVX2.isGreater,
    isGreaterOrEqual: VectorKernelsAVX2.isGreaterOrEqual, isEqual: VectorKernelsAVX2.isEqual,
    addScaled: VectorKernelsAVX2.addScaled, addBias: VectorKernelsAVX2.addBias,
    maskByRectifier: VectorKernelsAVX2.maskByRectifier, leak: VectorKernelsAVX2.leak,
    tanhGradient: VectorKernelsAVX2.tanhGradient, sigmoidGradient: VectorKernelsAVX2.sigmoidGradient,
    softmax: VectorKernelsAVX2.softmax,
    softmaxGradient: VectorKernelsAVX2.softmaxGradient, softmaxCrossEntropy: VectorKernelsAVX2.softmaxCrossEntropy,
    sigmoidCrossEntropy: VectorKernelsAVX2.sigmoidCrossEntropy, squaredError: VectorKernelsAVX2.squaredError,
    dropOut: VectorKernelsAVX2.dropOut, average: VectorKernelsAVX2.average,
    winners: VectorKernelsAVX2.winners, losers: VectorKernelsAVX2.losers,
    gather: VectorKernelsAVX2.gather, gatherOneHot: VectorKernelsAVX2.gatherOneHot,
    sum: VectorKernelsAVX2.sum, sumOfSquares: VectorKernelsAVX2.sumOfSquares,
    rowSums: VectorKernelsAVX2.rowSums, columnSums: VectorKernelsAVX2.columnSums,
    columnVariances: VectorKernelsAVX2.columnVariances,
    columnStandardDeviations: VectorKernelsAVX2.columnStandardDeviations,
    maximum: VectorKernelsAVX2.maximum,
    minimum: VectorKernelsAVX2.minimum, rowMaxima: VectorKernelsAVX2.rowMaxima, rowMinima: VectorKernelsAVX2.rowMinima,
    columnMaxima: VectorKernelsAVX2.columnMaxima, columnMinima: VectorKernelsAVX2.columnMinima,
    transpose: VectorKernelsAVX2.transpose,
    exp: VectorKernelsAVX2.exp, log: VectorKernelsAVX2.log, sqrt: VectorKernelsAVX2.sqrt, abs: VectorKernelsAVX2.abs,
    tanh: VectorKernelsAVX2.tanh, sigmoid: VectorKernelsAVX2.sigmoid, clamp: VectorKernelsAVX2.clamp,
    momentum: VectorKernelsAVX2.momentum, adam: VectorKernelsAVX2.adam,
    largestMagnitude: VectorKernelsAVX2.largestMagnitude,
    largestMagnitudeInTriangle: VectorKernelsAVX2.largestMagnitudeInTriangle)
  static let avx512 = unsafe KernelTable(
    multiplyMatrices: VectorKernelsAVX512.multiply, multiplyNaively: VectorKernelsAVX512.multiplyNaively,
    scratchCount: VectorKernelsAVX512.scratchCount,
    add: VectorKernelsAVX512.add, subtract: VectorKernelsAVX512.subtract,
    multiply: VectorKernelsAVX512.multiply, divide: VectorKernelsAVX512.divide,
    isGreater: VectorKernelsAVX512.isGreater,
    isGreaterOrEqual: VectorKernelsAVX512.isGreaterOrEqual, isEqual: VectorKernelsAVX512.isEqual,
    addScaled: VectorKernelsAVX512.addScaled, addBias: VectorKernelsAVX512.addBias,
    maskByRectifier: VectorKernelsAVX512.maskByRectifier, leak: VectorKernelsAVX512.leak,
    tanhGradient: VectorKernelsAVX512.tanhGradient, sigmoidGradient: VectorKernelsAVX512.sigmoidGradient,
    softmax: VectorKernelsAVX512.softmax,
    softmaxGradient: VectorKernelsAVX512.softmaxGradient, softmaxCrossEntropy: VectorKernelsAVX512.softmaxCrossEntropy,
    sigmoidCrossEntropy: VectorKernelsAVX512.sigmoidCrossEntropy, squaredError: VectorKernelsAVX512.squaredError,
    dropOut: VectorKernelsAVX512.dropOut, average: VectorKernelsAVX512.average,
    winners: VectorKernelsAVX512.winners,
    losers: VectorKernelsAVX512.losers,
    gather: VectorKernelsAVX512.gather, gatherOneHot: VectorKernelsAVX512.gatherOneHot,
    sum: VectorKernelsAVX512.sum, sumOfSquares: VectorKernelsAVX512.sumOfSquares,
    rowSums: VectorKernelsAVX512.rowSums, columnSums: VectorKernelsAVX512.columnSums,
    columnVariances: VectorKernelsAVX512.columnVariances,
    columnStandardDeviations: VectorKernelsAVX512.columnStandardDeviations,
    maximum: VectorKernelsAVX512.maximum,
    minimum: VectorKernelsAVX512.minimum, rowMaxima: VectorKernelsAVX512.rowMaxima,
    rowMinima: VectorKernelsAVX512.rowMinima,
    columnMaxima: VectorKernelsAVX512.columnMaxima, columnMinima: VectorKernelsAVX512.columnMinima,
    transpose: VectorKernelsAVX512.transpose,
    exp: VectorKernelsAVX512.exp, log: VectorKernelsAVX512.log, sqrt: VectorKernelsAVX512.sqrt,
    abs: VectorKernelsAVX512.abs, tanh: VectorKernelsAVX512.tanh, sigmoid: VectorKernelsAVX512.sigmoid,
    clamp: VectorKernelsAVX512.clamp,
    momentum: VectorKernelsAVX512.momentum, adam: VectorKernelsAVX512.adam,
    largestMagnitude: VectorKernelsAVX512.largestMagnitude,
    largestMagnitudeInTriangle: VectorKernelsAVX512.largestMagnitudeInTriangle)
}
