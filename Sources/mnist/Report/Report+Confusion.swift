extension Report {
  /// The confusion matrix as a table, coloured as a heat map.
  var confusion: String {
    let counts = metrics.test.confusionMatrix
    let worst = Confusion.mostFrequent(in: counts, 3)
    let sentence =
      worst.isEmpty
      ? "Every test image is classified right."
      : "Most often, "
        + worst.map { "a <b>\($0.truth)</b> is taken for a <b>\($0.predicted)</b> (\($0.count.grouped))" }
        .joined(separator: ", ") + "."
    return section("confusion", "Confusion matrix", ["<p>\(sentence)</p>", table(counts)])
  }

  private func table(_ counts: [[Int]]) -> String {
    let classes = counts.indices
    let columnSums = classes.map { column in counts.reduce(0) { $0 + $1[column] } }
    let mostErrors = classes.flatMap { row in classes.filter { $0 != row }.map { counts[row][$0] } }.max() ?? 0
    func share(_ part: Int, of whole: Int) -> String {
      whole == 0 ? "-" : part == whole ? "100" : min(99.9, 100 * Double(part) / Double(whole)).decimals(1)
    }
    let rows = classes.map { row in
      let sum = counts[row].reduce(0, +)
      let cells = classes.map { column in
        let count = counts[row][column]
        if count == 0 { return "<td\(row == column ? " class=\"right\"" : " class=\"none\"")>0</td>" }
        // Correct counts are relative to their row, errors to the largest error, without which they would be invisible.
        // With the square root single errors are visible. At 0.5 the text still has contrast.
        let scale = row == column ? Double(count) / Double(sum) : (Double(count) / Double(mostErrors)).squareRoot()
        return
          "<td class=\"\(row == column ? "right" : "wrong")\" style=\"--a:\((scale / 2).decimals(2))\">\(count)</td>"
      }
      return
        "<tr><th scope=\"row\">\(row)</th>\(cells.joined())<td class=\"rate\">\(share(counts[row][row], of: sum))</td></tr>"
    }
    let precisions = classes.map { "<td class=\"rate\">\(share(counts[$0][$0], of: columnSums[$0]))</td>" }
    // Counts of five digits and more need wider columns than a phone has, so the table scrolls.
    let digits = String(counts.joined().max() ?? 0).count
    let width = digits > 4 ? " style=\"min-width: calc(\((Double(digits) * 0.65 + 0.5).decimals(2))em * 12)\"" : ""
    return """
      <div class="wide"><table class="matrix"\(width)>
      <caption>A row for each true class, a column for each prediction. Blue, framed: right, by its share of the row. \
      Orange: wrong, by its share of the largest error. Recall and precision in percent.</caption>
      <thead>
      <tr><td></td><th colspan="\(classes.count)" scope="colgroup">predicted</th><td></td></tr>
      <tr><th scope="col"><span class="corner">true</span></th>\
      \(classes.map { "<th scope=\"col\">\($0)</th>" }.joined())<th scope="col" class="rate">recall</th></tr>
      </thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      <tfoot>
      <tr><th scope="row" class="rate"><abbr title="precision">prec.</abbr></th>\(precisions.joined())<td></td></tr>
      </tfoot>
      </table></div>
      """
  }
}

/// One class that was predicted as another, and how often.
struct Confusion: Equatable {
  let truth: Int
  let predicted: Int
  let count: Int

  /// The most frequent ones in a confusion matrix, whose rows are the true classes.
  static func mostFrequent(in counts: [[Int]], _ limit: Int) -> [Confusion] {
    let all = counts.indices.flatMap { truth in
      counts[truth].indices.filter { $0 != truth && counts[truth][$0] > 0 }
        .map { Confusion(truth: truth, predicted: $0, count: counts[truth][$0]) }
    }
    // Ties stay in the order of the matrix.
    let order = all.indices.sorted { (all[$1].count, $0) < (all[$0].count, $1) }
    return order.prefix(limit).map { all[$0] }
  }
}
