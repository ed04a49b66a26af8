import NeuralNetwork

extension ConfusionMatrix {
  /// The measures of each class and the matrix, as text; if it does not fit into `columns`, its largest mistakes instead.
  func table(columns: Int) -> String {
    let matrix = matrixLines
    let fits = matrix.allSatisfy { $0.count <= columns }
    return (measureLines + [""] + (fits ? matrix : mistakeLines)).joined(separator: "\n")
  }

  private var measureLines: [String] {
    ["digit  precision  recall      F1  images"]
      + measures().map {
        let cells = ["\($0.class)", $0.precision.percent, $0.recall.percent, $0.f1.percent, $0.support.grouped]
        return zip(cells, [5, 11, 8, 8, 8]).map { $0.leftPadded(to: $1) }.joined()
      }
  }

  private var matrixLines: [String] {
    let widest = counts.joined().map { String($0).count }.max() ?? 1
    let width = max(widest, 2) + 2
    let heads = (0..<classCount).map { String($0).leftPadded(to: width) }.joined()
    return ["truth" + String(repeating: " ", count: width - 1) + "answer", "     " + heads]
      + counts.enumerated().map { truth, counts in
        String(truth).leftPadded(to: 5)
          + counts.map { ($0 == 0 ? "." : String($0)).leftPadded(to: width) }.joined()
      }
  }

  /// The ten most frequent mistakes, one a line.
  private var mistakeLines: [String] {
    ["The commonest mistakes:"]
      + Confusion.mostFrequent(in: counts, 10).map {
        "\($0.truth) taken for \($0.predicted)\($0.count.grouped.leftPadded(to: 7))"
      }
  }
}

extension String {
  func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }

  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
