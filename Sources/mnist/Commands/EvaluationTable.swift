import NeuralNetwork

/// The measures of each class and the confusion matrix, as text.
struct EvaluationTable {
  private let confusion: ConfusionMatrix

  init(_ confusion: ConfusionMatrix) { self.confusion = confusion }

  /// Both tables; if the matrix does not fit into `columns`, its largest mistakes instead.
  func text(columns: Int) -> String {
    let matrix = matrixLines
    let fits = matrix.allSatisfy { $0.count <= columns }
    return (measureLines + [""] + (fits ? matrix : mistakeLines)).joined(separator: "\n")
  }

  private var measureLines: [String] {
    func row(_ cells: [String]) -> String {
      zip(cells, [5, 11, 8, 8]).map { $0.leftPadded(to: $1) }.joined()
    }
    return ["digit  precision  recall      F1  images"]
      + confusion.measures().map {
        row(["\($0.class)", $0.precision.percent, $0.recall.percent, $0.f1.percent])
          + $0.support.grouped.leftPadded(to: 8)
      }
  }

  private var matrixLines: [String] {
    let widest = confusion.counts.joined().map { String($0).count }.max() ?? 1
    let width = max(widest, 2) + 2
    let heads = (0..<confusion.classCount).map { String($0).leftPadded(to: width) }.joined()
    return ["truth" + String(repeating: " ", count: width - 1) + "answer", "     " + heads]
      + confusion.counts.enumerated().map { truth, counts in
        String(truth).leftPadded(to: 5)
          + counts.map { ($0 == 0 ? "." : String($0)).leftPadded(to: width) }.joined()
      }
  }

  /// The ten most frequent mistakes, one a line.
  private var mistakeLines: [String] {
    ["The commonest mistakes:"]
      + Confusion.mostFrequent(in: confusion.counts, 10).map {
        "\($0.truth) taken for \($0.predicted)\($0.count.grouped.leftPadded(to: 7))"
      }
  }
}

extension String {
  func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }

  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
