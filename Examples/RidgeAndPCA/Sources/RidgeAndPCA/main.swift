// What the alcohol of a wine depends on, by ridge regression, and the principal components of wines, beside NumPy's.
import LinearAlgebra
import NeuralNetwork
import TensorFiles

let folder = #filePath.replacing("RidgeAndPCA/Sources/RidgeAndPCA/main.swift", with: "data/")
let wines = try Dataset<Double>(CSVFile(contentsOf: folder + "wine.csv"), label: "cultivar").featureMatrix()
let z = try Standardizer(fitting: wines).apply(wines)
let (x, y) = (z[..., 1...], wines[..., 0] - wines[..., 0].mean())

let weights = try Cholesky(x.t * x + .identity(x.columns)).solve(x.t * y)
print("ridge:", weights.scalars())
let ridge = try Matrix<Double>(CSVFile(contentsOf: folder + "ridge-figures.csv"))
if !weights.transposed().isApproximatelyEqual(to: ridge, relativeTolerance: 1e-12) { fatalError("another answer") }

let squares = pow(Matrix(row: try z.singularValues()), 2)
let shares = squares / squares.sum()
print("shares of the variance:", shares.scalars())
let expected = try Matrix<Double>(CSVFile(contentsOf: folder + "pca-figures.csv"))
if !shares.isApproximatelyEqual(to: expected, relativeTolerance: 1e-12) { fatalError("another answer") }
