extension Report {
  /// The settings and the times of the run.
  var settings: String {
    let (run, recipe) = (metrics.run.facts, metrics.run.recipe)
    var choices: [(String, String)] = [
      ("data", "<code>\(run.dataset.escaped)</code>"),
      ("images", "\(run.trainCount.grouped) to train on, \(run.testCount.grouped) to test with"),
      ("size of an image", "\(images.columns) x \(images.rows) pixels"),
      ("layers", run.layers.map(String.init).joined(separator: "-")),
      ("activations", run.activations.joined(separator: ", ")),
      ("parameters", network.parameterCount.grouped),
      ("weights began", recipe.initializer ?? "as those of a saved network"),
      ("epochs", recipe.epochs.grouped), ("batch size", recipe.batchSize.grouped),
      ("optimizer", recipe.optimizer),
      ("learning rate", recipe.rate.significant + (recipe.schedule == "constant" ? "" : ", \(recipe.schedule)")),
      ("order of images", run.shuffled ? "drawn anew for each epoch" : "that of their file"),
      ("seed", String(recipe.seed)), ("outcome", run.outcome.rawValue),
    ]
    if let count = run.validationCount { choices.insert(("held out", "\(count.grouped) images"), at: 2) }
    if let norm = recipe.clipNorm { choices.append(("gradients clipped to", norm.significant)) }
    if recipe.momentum > 0 {
      choices.append(("momentum", recipe.momentum.significant + (recipe.nesterov ? ", Nesterov" : "")))
    }
    if let decay = recipe.weightDecay, decay > 0 { choices.append(("weight decay", decay.significant)) }
    if run.warmUp > 0 { choices.append(("warm-up", "\(run.warmUp.grouped) steps")) }
    if recipe.dropout > 0 { choices.append(("dropout", recipe.dropout.significant)) }
    if recipe.labelSmoothing > 0 { choices.append(("label smoothing", recipe.labelSmoothing.significant)) }
    if let augment = recipe.augment { choices.append(("images deformed", augment.description)) }
    if let decay = recipe.average { choices.append(("weights averaged with decay", decay.significant)) }
    if !run.trainingEvaluated { choices.append(("training loss", "the mean of the steps'")) }
    if let patience = recipe.patience { choices.append(("patience", "\(patience.grouped) epochs")) }
    return section(
      "settings", "Settings and timings",
      ["<div class=\"pair\">", list("Settings", choices), list("Timings", timings), "</div>"])
  }

  private var timings: [(String, String)] {
    let run = metrics.run.facts
    let seconds = metrics.epochs.map(\.seconds)
    var rows = [("time in all", duration(metrics.seconds))]
    if !seconds.isEmpty {
      let sum = seconds.reduce(0, +)
      let median = seconds.sorted()[seconds.count / 2]
      rows.append(("training alone", duration(sum)))
      rows.append(("an epoch (median)", duration(median)))
      if sum > 0 {
        rows.append(("images a second", Int(Double(run.trainCount * seconds.count) / sum).grouped))
      }
    }
    rows += [
      ("steps", steps.grouped), ("peak memory", Double.bytes(metrics.peakMemoryBytes)),
      ("backend", run.backend.escaped), ("instruction set", run.instructionSet.escaped),
      ("threads", String(run.threads)), ("build", run.build.escaped),
    ]
    return rows
  }

  private func duration(_ seconds: Double) -> String {
    seconds >= 120 ? "\(seconds.clock) min" : seconds >= 10 ? "\(seconds.decimals(1)) s" : "\(seconds.decimals(2)) s"
  }

  private func list(_ name: String, _ rows: [(String, String)]) -> String {
    let rows = rows.map { "<tr><th scope=\"row\">\($0.0)</th><td>\($0.1)</td></tr>" }
    return "<table class=\"list\"><caption>\(name)</caption><tbody>\n\(rows.joined(separator: "\n"))\n</tbody></table>"
  }
}
