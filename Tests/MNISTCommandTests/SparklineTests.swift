#if DEBUG
  import Testing

  @testable import mnist

  @Suite struct SparklineTests {
    private static let blocks = TerminalStyle(columns: nil) { $0 == "LANG" ? "C.UTF-8" : nil }
    private static let ascii = TerminalStyle(columns: nil) { _ in nil }

    @Test func valuesBecomeHeights() {
      #expect(Sparkline.line([0, 1, 2, 3, 4, 5, 6, 7], in: 0...8, Self.blocks) == "▁▂▃▄▅▆▇█")
      #expect(Sparkline.line([8, 0, -1, 9], in: 0...8, Self.blocks) == "█▁▁█")
      #expect(Sparkline.line([0, 1, 2, 3, 4, 5, 6, 7], in: 0...8, Self.ascii) == "_.:-=+*#")
      #expect(
        Sparkline.line([3, 3], in: 3...3, Self.blocks) == "▅▅" && Sparkline.line([], in: 0...1, Self.ascii) == "")
      #expect(Sparkline.line([.nan, 0], in: 0...1, Self.ascii) == "?_")
    }

    @Test(arguments: [1, 19, 20, 21, 1000]) func manyValuesBecomeMeans(count: Int) {
      let means = Sparkline.means((0..<count).map(Double.init), to: 20)
      #expect(means.count == min(count, 20) && means == means.sorted())
      #expect(count % 20 != 0 || abs(means.reduce(0, +) / Double(means.count) - Double(count - 1) / 2) < 1e-9)
    }

    @Test(arguments: [
      ([:], false), (["LANG": "C"], false), (["LANG": "en_US.UTF-8"], true), (["LANG": "C.utf8"], true),
      (["LANG": "en_US.UTF-8", "TERM": "dumb"], false), (["LANG": "en_US.UTF-8", "TERM": "xterm"], true),
      (["LANG": "en_US.UTF-8", "LC_ALL": "C"], false), (["LANG": "C", "LC_ALL": "C.UTF-8"], true),
      (["LANG": "C", "LC_CTYPE": "en_US.UTF-8", "LC_ALL": ""], true),
    ])
    func blocksNeedAUnicodeTerminal(environment: [String: String], expected: Bool) {
      #expect(TerminalStyle(columns: nil) { environment[$0] }.hasUnicode == expected)
    }

    @Test func theMostFrequentConfusionsComeFirst() {
      let counts = [[9, 2, 0], [5, 0, 2], [7, 0, 100]]
      #expect(
        Confusion.mostFrequent(in: counts, 3) == [
          Confusion(truth: 2, predicted: 0, count: 7), Confusion(truth: 1, predicted: 0, count: 5),
          Confusion(truth: 0, predicted: 1, count: 2),
        ])
      #expect(Confusion.mostFrequent(in: [[1, 0], [0, 1]], 3).isEmpty)
    }
  }
#endif
