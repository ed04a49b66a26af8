import LinearAlgebra

/// One step of an optimizer: what is done with the gradient of a member's share.
struct ParameterUpdate: Sendable {
  let rule: any UpdateRule
  let clipping: GradientClipping?
  let step: UpdateStep
  /// How far the average of the parameters moves to them after the step; nil where none is kept.
  let averageRate: Double?

  /// Whether all of the gradient must be there before the first parameter changes.
  var needsNorm: Bool { clipping?.kind == .norm }
  /// Whether the gradient of some rows is made at a time, in memory of its own.
  var makesGradientParts: Bool { !needsNorm && (clipping != nil || rule.product(step).target == .gradient) }
}

extension Workspace {
  /// Makes the gradient of a member's share of layer `index` over the first `count` samples and takes the step; where the
  /// norm of all gradients must be known first, makes and measures the gradient alone.
  func update(
    _ index: Int, _ share: SharePlace, by update: ParameterUpdate, count: Int, member: Int,
    on configuration: ComputeConfiguration
  ) {
    let (layer, product) = (layers[index], update.rule.product(update.step))
    func accumulate(_ place: SharePlace, into target: MutableMatrixView<Scalar>, _ product: GradientProduct) {
      self.accumulate(
        index, place, into: target, count: count, alpha: Scalar(product.alpha), beta: Scalar(product.beta),
        member: member, on: configuration)
    }
    if let norm, let gradient = layer.gradient {
      accumulate(share, into: gradient.view(share), .gradient)
      return norm.measure(index, gradient, share)
    }
    // A part at a time: what the product wrote is still in the cache when the rule reads it. A step that is the product
    // itself takes all at once.
    let isWhole = product.target == .parameters && update.clipping == nil
    let rows = isWhole ? share.rows.count : Self.rowsAtATime(share.columns.count, of: layer.inputs) - 1
    var start = share.rows.lowerBound
    while start < share.rows.upperBound {
      var end = min(start + rows, share.rows.upperBound)
      // The row of biases goes with the last weights.
      if end == layer.inputs { end = share.rows.upperBound }
      let place = SharePlace(rows: start..<end, columns: share.columns)
      let gradient =
        gradientParts.isEmpty
        ? nil : gradientParts[member].view.reshaped(rows: place.rows.count, columns: place.columns.count)
      let part = ParameterShare(layer, place, gradient: gradient)
      if let clipping = update.clipping {
        accumulate(place, into: part.matrix(.gradient), .gradient)
        clipping.clamp(part[.gradient])
        applyGradient(part, by: update, scale: 1)
      } else {
        accumulate(place, into: part.matrix(product.target), product)
        applyRule(part, by: update)
      }
      start = end
    }
  }

  /// Takes the step along the gradient of a share of layer `index`, all of which is there, times `scale`.
  func applyGradient(_ index: Int, _ share: SharePlace, by update: ParameterUpdate, scale: Double) {
    applyGradient(
      ParameterShare(layers[index], share, gradient: layers[index].gradient?.view(share)), by: update, scale: scale)
  }

  func applyGradient(_ share: ParameterShare<Scalar>, by update: ParameterUpdate, scale: Double) {
    let product = update.rule.product(update.step)
    let (gradient, target) = (share[.gradient], share[product.target])
    // What the product would have done: target := beta target + alpha times the gradient.
    if product.target == .gradient {
      if scale != 1 { gradient.set(.product, gradient.reading, Scalar(scale)) }
    } else {
      if product.beta != 1 { target.set(.product, target.reading, Scalar(product.beta)) }
      target.add(gradient.reading, scaledBy: Scalar(product.alpha * scale))
    }
    applyRule(share, by: update)
  }

  /// What is left to do once the gradient's product is done: the rule's part, and the average's.
  private func applyRule(_ share: ParameterShare<Scalar>, by update: ParameterUpdate) {
    update.rule.apply(share, update.step)
    if let rate = update.averageRate { share[.average].move(to: share[.parameters].reading, rate: Scalar(rate)) }
  }

  /// Rows of a layer of `columns` outputs, or of a share of them, that a rule takes at a time, one for the biases among
  /// them: about 256 KB. With 64 and with 32 KB, products of so few rows cost a step of 784-128-10 with Adam 3 and 5% more.
  static func rowsAtATime(_ columns: Int, of inputs: Int) -> Int {
    let bytes = max(columns, 1) * MemoryLayout<Scalar>.stride
    return min(max(64, (1 << 18) / bytes / 16 * 16), inputs) + 1
  }
}
