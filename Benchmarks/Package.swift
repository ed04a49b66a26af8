// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target.
let checked: [SwiftSetting] = [.strictMemorySafety()]

/// Settings of a target that holds loops for one instruction set: clang's own feature switches, as in the root package.
func loops(_ instructionSet: String, features: [String] = []) -> [SwiftSetting] {
  let switches = features.flatMap { feature in
    ["-Xclang", "-target-feature", "-Xclang", "+" + feature].flatMap { ["-Xcc", $0] }
  }
  let optimized = ["-O", "-whole-module-optimization", "-num-threads", "1", "-disable-batch-mode"]
  return checked + [.define(instructionSet), .unsafeFlags(optimized + switches)]
}

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
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
  ],
  targets: [
    // One source, symlinked, as the vector kernels of the root.
    .target(name: "PeakLoops", swiftSettings: loops("BASELINE")),
    .target(name: "PeakLoopsAVX2", swiftSettings: loops("AVX2", features: ["avx2", "fma"])),
    .target(
      name: "PeakLoopsAVX512",
      swiftSettings: loops("AVX512", features: ["avx2", "fma", "avx512f", "avx512vl", "avx512dq", "avx512bw"])),
    .executableTarget(
      name: "benchmark",
      dependencies: [
        "PeakLoops", "PeakLoopsAVX2", "PeakLoopsAVX512",
        .product(name: "LinearAlgebra", package: "swift-dense"),
        .product(name: "NeuralNetwork", package: "swift-dense"),
        .product(name: "MNISTData", package: "swift-dense"),
        .product(name: "TensorFiles", package: "swift-dense"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: checked),
    .testTarget(name: "BenchmarkTests", dependencies: ["benchmark"], swiftSettings: checked),
  ]
)
