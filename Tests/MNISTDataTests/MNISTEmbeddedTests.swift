import Foundation
import MNISTData
import Testing

@Suite struct MNISTEmbeddedTests {
  @Test func embeddedSubsetIsStratified() throws {
    let set = try MNIST.embedded()
    #expect(set.training.count == 4000 && set.testing.count == 1000)
    #expect(set.training.rows == 28 && set.training.columns == 28)
    #expect(set.training.labelCounts() == Array(repeating: 400, count: 10))
    #expect(set.testing.labelCounts() == Array(repeating: 100, count: 10))
    #expect(set.training.labels.enumerated().allSatisfy { Int($1) == $0 % 10 })
    #expect(set.source == "embedded subset")
  }

  @Test func everyEmbeddedImageIsThereOnce() throws {
    let set = try MNIST.embedded()
    let all = Set((0..<4000).map { Array(set.training[$0]) } + (0..<1000).map { Array(set.testing[$0]) })
    #expect(all.count == 5000)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["MNIST_DIR"] != nil, "MNIST_DIR is not set"))
  func everyEmbeddedImageIsOfTheTrainingSetAndNoneOfTheTestSet() throws {
    let whole = try MNIST.load(from: ProcessInfo.processInfo.environment["MNIST_DIR"] ?? "")
    let subset = try MNIST.embedded()
    var labels: [ArraySlice<UInt8>: UInt8] = [:]
    for index in 0..<whole.training.count { labels[whole.training[index]] = whole.training.labels[index] }
    let held = Set((0..<whole.testing.count).map { whole.testing[$0] })
    for part in [subset.training, subset.testing] {
      for index in 0..<part.count {
        #expect(labels[part[index]] == part.labels[index], "image \(index)")
        #expect(!held.contains(part[index]), "image \(index)")
      }
    }
  }
}
