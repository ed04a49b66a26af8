// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Classification",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "swift-dense", path: "../..")],
  targets: [
    .executableTarget(
      name: "Classification",
      dependencies: [
        .product(name: "LinearAlgebra", package: "swift-dense"),
        .product(name: "NeuralNetwork", package: "swift-dense"),
        .product(name: "TensorFiles", package: "swift-dense"),
      ])
  ]
)
