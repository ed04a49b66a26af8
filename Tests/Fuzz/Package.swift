// swift-tools-version: 6.2
import PackageDescription

/// The name by which the package manager tells the modules of this checkout: that of its folder.
let checkout = (Context.packageDirectory.split(separator: "/").dropLast(2).last ?? "").lowercased()
  .map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()

// Built by `make fuzz`, which gives libFuzzer's flags to all modules.
let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "swift-dense", path: "../../", traits: [])],
  targets: [
    .systemLibrary(name: "CLibFuzzer"),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "CLibFuzzer", .product(name: "TensorFiles", package: "swift-dense"),
        .product(name: "NeuralNetwork", package: "swift-dense"),
        .product(name: "LinearAlgebra", package: "swift-dense"), .product(name: "MNISTData", package: "swift-dense"),
      ],
      // As a part of the package, whose command's settings are compiled here again: an executable cannot be imported.
      swiftSettings: [.strictMemorySafety(), .unsafeFlags(["-package-name", checkout])]),
  ]
)
