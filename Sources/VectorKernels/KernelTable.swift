/// The kernels of one instruction set for one scalar, `Float` or `Double`.
///
/// They take the arguments of the functions of the same names, which document their contracts. The caller keeps all
/// pointers in bounds.
@safe package struct KernelTable<Scalar>: Sendable {
  package typealias Source = UnsafePointer<Scalar>
  package typealias Target = UnsafeMutablePointer<Scalar>
  package typealias MatrixProduct =
    @Sendable (Int, Int, Int, Scalar, Source, Int, Int, Source, Int, Int, Scalar, Target, Int, Target) -> Void
  package typealias ScratchCount = @Sendable (Int, Int, Int, Bool, Bool, Int) -> Int
  package typealias Elementwise = @Sendable (Int, Source, Int, Source, Int, Target) -> Void
  package typealias Function = @Sendable (Int, Source, Target) -> Void
  package typealias RowIndices = @Sendable (Int, Int, Source, Int, UnsafeMutablePointer<Int>) -> Void
  package typealias SecularSums =
    @Sendable (
      Int, Int, UnsafePointer<Double>, UnsafePointer<Double>, Double, Double, UnsafeMutablePointer<Double>
    ) -> Void

  // Products.
  package let multiplyMatrices, multiplyNaively: MatrixProduct
  package let scratchCount: ScratchCount

  // Element by element.
  package let add, subtract, multiply, divide, isGreater, isGreaterOrEqual, isEqual: Elementwise
  package let exp, log, sqrt, abs, tanh, sigmoid: Function
  package let clamp: @Sendable (Int, Scalar, Scalar, Source, Target) -> Void
  package let addScaled, average: @Sendable (Int, Scalar, Source, Target) -> Void
  package let transpose: @Sendable (Int, Int, Source, Int, Target, Int) -> Void

  // Reductions.
  package let sum, sumOfSquares: @Sendable (Int, Int, Source, Int) -> Double
  package let rowSums, columnSums, columnVariances,
    columnStandardDeviations: @Sendable (Int, Int, Source, Int, Double, Target) -> Void
  package let maximum, minimum, largestMagnitude: @Sendable (Int, Int, Source, Int) -> Scalar
  package let largestMagnitudeInTriangle: @Sendable (Int, Source, Int) -> Scalar
  package let rowMaxima, rowMinima, columnMaxima, columnMinima: @Sendable (Int, Int, Source, Int, Target) -> Void
  package let rowArgmax, rowArgmin: RowIndices

  // Learning.
  package let addBias: @Sendable (Int, Int, Target, Int, Source, Bool) -> Void
  package let maskByRectifier, tanhGradient, sigmoidGradient: Function
  package let leak: @Sendable (Int, Scalar, Source, Target) -> Void
  package let softmax: @Sendable (Int, Int, Target, Int) -> Void
  package let softmaxGradient: @Sendable (Int, Int, Source, Int, Target, Int) -> Void
  package let softmaxCrossEntropy, sigmoidCrossEntropy,
    squaredError: @Sendable (Int, Int, Target, Int, Source, Int, Scalar) -> Double
  package let dropOut:
    @Sendable (
      Int, Int, Source, Int, Target, Int, Int, Int, UInt32, UInt32, UInt64, UInt32, Scalar
    ) -> Void
  package let gather: @Sendable (Int, UnsafePointer<Int>, Int, UnsafePointer<UInt8>, Scalar, Target, Int) -> Void
  package let gatherOneHot: @Sendable (Int, UnsafePointer<Int>, Int, UnsafePointer<Int>, Target, Int) -> Void
  package let momentum: @Sendable (Int, Scalar, Scalar, Scalar, Bool, Source, Target, Target) -> Void
  package let adam:
    @Sendable (Int, Scalar, Scalar, Scalar, Scalar, Scalar, Scalar, Source, Target, Target, Target) -> Void

  // Decompositions.
  package let substitute: @Sendable (Int, Int, Source, Int, Int, Bool, Bool, Target, Int, Bool, Target) -> Void
  package let substituteOne: @Sendable (Int, Source, Int, Int, Bool, Bool, Target) -> Void
  package let multiplyByTriangle: @Sendable (Int, Int, Source, Int, Int, Target, Int) -> Void
  package let eliminate: @Sendable (Int, Int, Int, Target, Int, UnsafeMutablePointer<Int32>, Target) -> Int
  package let exchangeColumns: @Sendable (Int, Target, Int, Int, Int, UnsafePointer<Int32>, Bool) -> Void
  package let solveSystem: @Sendable (Int, Source, Int, Source, Target, Target) -> Bool
  package let factorCholesky: @Sendable (Int, Target, Int, Target) -> Int
  package let reflect: @Sendable (Int, Int, Source, Source, Source, Scalar, Target, Int, Target) -> Void
  package let project: @Sendable (Int, Int, Source, Scalar, Source, Int, Target) -> Void
  package let beginReflection: @Sendable (Int, Scalar, Target, Scalar, Scalar, Target) -> Scalar
  package let scaledSquares: @Sendable (Int, Scalar, Source) -> Scalar
  package let reflectorTriangle: @Sendable (Int, Source, Source, Int, Target, Int) -> Void
  package let factorColumns:
    @Sendable (
      Int, Int, Int, Int, Target, Int, Target, Scalar, UnsafeMutablePointer<Int32>?, Target
    ) -> Int
  package let reflectThreeRows, reflectThreeColumns: @Sendable (Int, Scalar, Scalar, Scalar, Target, Int) -> Void
  package let transformTwoRows,
    transformTwoColumns: @Sendable (Int, Scalar, Scalar, Scalar, Scalar, Target, Int) -> Void
  package let reflectPair: @Sendable (Int, Int, Scalar, Source, Int, Source, Target, Target, Target) -> Void
  package let bidiagonalize: @Sendable (Int, Int, Target, Int, Target, Target, Int, Target, Target) -> Void
  package let reduceToHessenberg: @Sendable (Int, Target, Int, Target, Target, Target) -> Void
  package let tridiagonalize: @Sendable (Int, Target, Int, Target, Target) -> Void
  package let symmetricProduct: @Sendable (Int, Int, Source, Int, Source, Target) -> Void
  package let rotate: @Sendable (Int, Scalar, Scalar, Target, Target) -> Void
  package let poleSums: @Sendable (Int, Source, Source, Scalar, Scalar, Target, Target) -> Void
  package let multiplyByRatios: @Sendable (Int, Source, Scalar, Source, Target) -> Void
  package let secularSums: SecularSums
  package let secularProducts:
    @Sendable (Int, UnsafePointer<Double>, Double, Double, Double, UnsafeMutablePointer<Double>) -> Void
  package let secularVector:
    @Sendable (
      Int, UnsafePointer<Double>, UnsafePointer<Double>, Double, Double, Bool, Int, Target
    ) -> Void

  // Images.
  package let fillUniform: @Sendable (Int, UInt32, UInt32, UInt32, UInt64, UnsafeMutablePointer<Float>) -> Void
  package let makeField:
    @Sendable (
      Int, Int, Int, Int, UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>,
      UnsafeMutablePointer<Float>
    ) -> Void
  package let resample:
    @Sendable (
      Int, Int, UnsafePointer<UInt8>, UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, Int,
      UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt8>
    ) -> Void
}

/// The kernels for `Float`.
package let floatKernels: KernelTable<Float> = kernels()

/// The kernels for `Double`.
package let doubleKernels: KernelTable<Double> = kernels()

/// The kernels, specialized for a scalar.
@inline(__always)
private func kernels<T: KernelScalar>() -> KernelTable<T> {
  unsafe KernelTable<T>(
    multiplyMatrices: multiplyMatrices, multiplyNaively: multiplyNaively, scratchCount: scratchCount,
    add: add, subtract: subtract, multiply: multiply, divide: divide, isGreater: isGreater,
    isGreaterOrEqual: isGreaterOrEqual, isEqual: isEqual,
    exp: exp, log: log, sqrt: sqrt, abs: abs, tanh: tanh, sigmoid: sigmoid, clamp: clamp, addScaled: addScaled,
    average: average, transpose: transpose,
    sum: sum, sumOfSquares: sumOfSquares, rowSums: rowSums, columnSums: columnSums, columnVariances: columnVariances,
    columnStandardDeviations: columnStandardDeviations,
    maximum: maximum, minimum: minimum, largestMagnitude: largestMagnitude,
    largestMagnitudeInTriangle: largestMagnitudeInTriangle,
    rowMaxima: rowMaxima, rowMinima: rowMinima, columnMaxima: columnMaxima, columnMinima: columnMinima,
    rowArgmax: rowArgmax, rowArgmin: rowArgmin,
    addBias: addBias, maskByRectifier: maskByRectifier, tanhGradient: tanhGradient, sigmoidGradient: sigmoidGradient,
    leak: leak, softmax: softmax, softmaxGradient: softmaxGradient,
    softmaxCrossEntropy: softmaxCrossEntropy, sigmoidCrossEntropy: sigmoidCrossEntropy, squaredError: squaredError,
    dropOut: dropOut, gather: gather, gatherOneHot: gatherOneHot, momentum: momentum, adam: adam,
    substitute: substitute, substituteOne: substituteOne, multiplyByTriangle: multiplyByTriangle, eliminate: eliminate,
    exchangeColumns: exchangeColumns, solveSystem: solveSystem, factorCholesky: factorCholesky,
    reflect: reflect, project: project, beginReflection: beginReflection, scaledSquares: scaledSquares,
    reflectorTriangle: reflectorTriangle, factorColumns: factorColumns,
    reflectThreeRows: reflectThreeRows, reflectThreeColumns: reflectThreeColumns, transformTwoRows: transformTwoRows,
    transformTwoColumns: transformTwoColumns,
    reflectPair: reflectPair, bidiagonalize: bidiagonalize, reduceToHessenberg: reduceToHessenberg,
    tridiagonalize: tridiagonalize, symmetricProduct: symmetricProduct,
    rotate: rotate, poleSums: poleSums, multiplyByRatios: multiplyByRatios, secularSums: secularSums,
    secularProducts: secularProducts, secularVector: secularVector,
    fillUniform: fillUniform, makeField: makeField, resample: resample)
}
