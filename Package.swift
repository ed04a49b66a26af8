// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target.
let checked: [SwiftSetting] = [.strictMemorySafety()]

/// Optimizes a target in debug builds too. File by file, calls between files would stay generic: 4,000 times slower.
let optimized = SwiftSetting.unsafeFlags([
  "-O", "-whole-module-optimization", "-num-threads", "1", "-disable-batch-mode",
])

/// Settings of a target that holds hot loops: optimized as one module in debug builds too, and compiled for one
/// instruction set.
///
/// The features are clang's own feature switches; unlike `-mavx2`, a compiler for another architecture ignores them.
func kernels(_ instructionSet: String, features: [String] = []) -> [SwiftSetting] {
  let switches = features.flatMap { feature in
    ["-Xclang", "-target-feature", "-Xclang", "+" + feature].flatMap { ["-Xcc", $0] }
  }
  return checked + [.define(instructionSet), optimized, .unsafeFlags(switches)]
}

let package = Package(
  name: "swift-dense",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "LinearAlgebra", targets: ["LinearAlgebra"]),
    .library(name: "NeuralNetwork", targets: ["NeuralNetwork"]),
    .library(name: "TensorFiles", targets: ["TensorFiles"]),
    .library(name: "MNISTData", targets: ["MNISTData"]),
    .library(name: "DistributedTraining", targets: ["DistributedTraining"]),
    .executable(name: "mnist", targets: ["mnist"]),
  ],
  traits: [
    .trait(name: "OpenBLAS", description: "Products by OpenBLAS; needs libopenblas-dev and liblapacke-dev."),
    .trait(name: "MPI", description: "Training by several processes; needs an MPI, such as libopenmpi-dev."),
    .default(enabledTraits: ["OpenBLAS"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"]), .brew(["openblas"])]),
    .systemLibrary(name: "CInstructionSet"),
    .target(name: "VectorKernels", dependencies: ["CInstructionSet"], swiftSettings: kernels("BASELINE")),
    .target(
      name: "VectorKernelsAVX2", dependencies: ["CInstructionSet"],
      swiftSettings: kernels("AVX2", features: ["avx2", "fma"])),
    .target(
      name: "VectorKernelsAVX512", dependencies: ["CInstructionSet"],
      swiftSettings: kernels(
        "AVX512", features: ["avx2", "fma", "avx512f", "avx512vl", "avx512dq", "avx512bw"])),
    .target(
      name: "LinearAlgebra",
      dependencies: [
        "CInstructionSet", "VectorKernels", "VectorKernelsAVX2", "VectorKernelsAVX512",
        .target(name: "COpenBLAS", condition: .when(platforms: [.linux], traits: ["OpenBLAS"])),
      ],
      swiftSettings: checked,
      linkerSettings: [
        .linkedLibrary("lapacke", .when(platforms: [.linux], traits: ["OpenBLAS"]))
      ]),
    // Unoptimized, the checksums of MNIST's 55 MB take 17 s instead of 0.3 s.
    .target(name: "TensorFiles", swiftSettings: checked + [optimized]),
    .target(
      name: "NeuralNetwork", dependencies: ["LinearAlgebra", "TensorFiles"], swiftSettings: checked),
    .systemLibrary(name: "CMPI", pkgConfig: "mpi-c", providers: [.apt(["libopenmpi-dev", "openmpi-bin"])]),
    .target(
      name: "DistributedTraining",
      dependencies: [
        "NeuralNetwork", "LinearAlgebra", "CInstructionSet",
        .target(name: "CMPI", condition: .when(platforms: [.linux], traits: ["MPI"])),
      ],
      swiftSettings: checked),
    .target(name: "CMNISTSubset", exclude: ["README.md"]),
    // Unoptimized, a photo of 12 megapixels takes 2.4 s.
    .target(
      name: "MNISTData", dependencies: ["CMNISTSubset", "NeuralNetwork", "TensorFiles", "LinearAlgebra"],
      swiftSettings: checked + [optimized]),
    .executableTarget(
      name: "mnist",
      dependencies: [
        "MNISTData", "NeuralNetwork", "TensorFiles", "LinearAlgebra",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .target(name: "DistributedTraining", condition: .when(platforms: [.linux], traits: ["MPI"])),
      ],
      resources: [
        "Presets/original.json", "Presets/fast.json", "Presets/best.json", "Page/draw.html", "Page/draw.css",
        "Page/prepare.js", "Page/network.js", "Page/strokes.js", "Page/page.js", "Page/paper.js", "Page/answer.js",
        "Page/inside.js", "Page/start.js", "Report/report.css",
      ].map { .embedInCode($0) },
      swiftSettings: checked),
    .target(
      name: "_TestSupport", dependencies: ["LinearAlgebra", "TensorFiles"], swiftSettings: checked + [optimized]),
    .executableTarget(
      name: "_Stress",
      dependencies: [
        "MNISTData", "NeuralNetwork", "LinearAlgebra", "TensorFiles", "_TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: checked),
    .executableTarget(
      name: "_Distributed",
      dependencies: [
        "DistributedTraining", "NeuralNetwork", "LinearAlgebra",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: checked),
    .testTarget(
      name: "LinearAlgebraTests", dependencies: ["LinearAlgebra", "_TestSupport"], exclude: ["Fixtures"],
      swiftSettings: checked),
    .testTarget(
      name: "TensorFilesTests", dependencies: ["TensorFiles", "_TestSupport"], exclude: ["Fixtures"],
      swiftSettings: checked),
    .testTarget(
      name: "NeuralNetworkTests", dependencies: ["NeuralNetwork", "_TestSupport"],
      exclude: ["Fixtures"], swiftSettings: checked),
    .testTarget(
      name: "MNISTDataTests", dependencies: ["MNISTData", "LinearAlgebra", "_TestSupport"], swiftSettings: checked),
    .testTarget(name: "StressTests", dependencies: ["_Stress"], swiftSettings: checked),
    .testTarget(
      name: "DocumentationTests", dependencies: ["MNISTData", "NeuralNetwork", "TensorFiles", "LinearAlgebra"],
      exclude: ["Fixtures"], swiftSettings: checked),
    .testTarget(
      name: "MNISTCommandTests",
      dependencies: ["mnist", "MNISTData", "TensorFiles", "NeuralNetwork", "LinearAlgebra", "_TestSupport"],
      swiftSettings: checked),
  ]
)

// The program of `make fuzz`, which gives libFuzzer's flags to all modules. Part of the package only there: it reads what has
// `package` access.
if Context.environment["DENSE_FUZZ"] != nil {
  package.targets += [
    .systemLibrary(name: "CLibFuzzer", path: "Tests/CLibFuzzer"),
    .executableTarget(
      name: "Fuzz", dependencies: ["CLibFuzzer", "MNISTData", "NeuralNetwork", "TensorFiles", "LinearAlgebra"],
      path: "Tests/Fuzz", swiftSettings: checked),
  ]
}
