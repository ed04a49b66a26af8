// swift-tools-version: 6.2
import PackageDescription

// The root's trait, passed on: `--disable-default-traits` here builds the root without OpenBLAS.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v26)],
  traits: [
    .trait(name: "OpenBLAS", description: "Measures OpenBLAS too."),
    .default(enabledTraits: ["OpenBLAS"]),
  ],
  dependencies: [
    .package(
      name: "swift-dense", path: "../", traits: [.trait(name: "OpenBLAS", condition: .when(traits: ["OpenBLAS"]))]),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
  ],
  targets: [
    .executableTarget(
      name: "benchmark",
      dependencies: [
        .product(name: "LinearAlgebra", package: "swift-dense"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ])
  ]
)
