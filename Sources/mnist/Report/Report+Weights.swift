extension Report {
  /// The weights of each unit of the first layer, in the shape of an image.
  var weights: String {
    let layer = network.layers[0]
    let shown = min(layer.outputs, 128)
    let values = layer.weights.scalars()
    let rasters = (0..<shown).map { unit in
      Raster(
        width: images.columns, height: images.rows,
        values: (0..<layer.inputs).map { values[$0 * layer.outputs + unit] }
      ).reduced(to: 40)
    }
    // One scale for all, to compare them; a few extreme weights must not make the rest pale.
    let magnitudes = rasters.flatMap { $0.values.map(abs) }.sorted()
    let scale = magnitudes.isEmpty ? 0 : magnitudes[Int(0.995 * Double(magnitudes.count - 1))]
    let unit = network.layers.count == 1 ? "class" : "unit"
    let pictures = rasters.enumerated().map { index, raster in
      "<li>\(raster.element("weights", raster.diverging(scale: scale), in: 56, name: "\(unit) \(index)"))</li>"
    }
    let which =
      shown == layer.outputs
      ? "All \(shown.grouped) \(unit)\(unit == "unit" ? "s" : "es")"
      : "The first \(shown) of \(layer.outputs.grouped) units"
    let limit = Double(scale).significant
    return section(
      "weights", "First-layer weights",
      [
        "<p>\(which), each as an image of \(images.columns) x \(images.rows) weights. "
          + "<span class=\"key plus\"></span> Blue, the stronger contrast: ink there raises the output, up to \(limit). "
          + "<span class=\"key minus\"></span> Orange, the weaker: it lowers it, down to -\(limit). "
          + "The colour of the page: no effect.</p>",
        "<ul class=\"tiles\">",
      ] + pictures + ["</ul>"])
  }
}
