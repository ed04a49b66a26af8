// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "RidgeAndPCA",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "swift-dense", path: "../..")],
  targets: [
    .executableTarget(
      name: "RidgeAndPCA",
      dependencies: [
        .product(name: "LinearAlgebra", package: "swift-dense"),
        .product(name: "NeuralNetwork", package: "swift-dense"),
        .product(name: "TensorFiles", package: "swift-dense"),
      ])
  ]
)
