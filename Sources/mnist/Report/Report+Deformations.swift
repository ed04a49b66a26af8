import LinearAlgebra
import MNISTData
import NeuralNetwork

extension Report {
  /// A contact sheet of the first training image, deformed as in the first epoch if it were at each of 40 indices; nil
  /// if images were not deformed.
  var deformed: String? {
    guard let augment = metrics.run.recipe.augment else { return nil }
    let (count, original) = (40, training.raster(0))
    func image(_ raster: Raster, _ name: String) -> String {
      "<li>\(raster.element("ink", raster.reduced(to: 40).ink(), in: 56, name: name))</li>"
    }
    let data = Dataset<Float>(
      bytes: Array(repeatElement(training[0], count: count).joined()), inputs: original.values.count, divisor: 1,
      labels: repeatElement(0, count: count), classes: 1)
    let copies = augment.deformation(rows: original.height, columns: original.width)
      .deformed(data, seed: metrics.run.recipe.seed).featureMatrix()
    let images = (0..<count).map { index in
      let copy = Raster(
        width: original.width, height: original.height, values: copies.rows(at: [index]).scalars())
      return image(copy, "deformed, copy \(index + 1)")
    }
    return section(
      "deformations", "Deformed images",
      [
        "<p>Each image is deformed anew in each epoch: \(augment.description). The first training image, "
          + "a \(training.labels[0]), and \(count) ways in which it is seen.</p>",
        "<ul class=\"tiles\">", image(original, "as it is"),
      ] + images + ["</ul>"])
  }
}
