import LinearAlgebra

/// An exponential moving average of the parameters over the steps of a run, which is evaluated and kept instead of the
/// last parameters.
///
/// After step t the average is v := v + (1 - decay) / (1 - decay^t) (w - v), with w the parameters. This is decay v +
/// (1 - decay) w, started at zero and divided by 1 - decay^t to correct for that, like Adam's moments. So it starts as
/// the plain mean of the first parameters instead of favouring the random initial ones. Kingma & Ba, arXiv:1412.6980,
/// section 7.2.
///
/// Steps continue from the parameters themselves, which the average does not change; the trained network holds the
/// average.
public struct WeightAverage: Hashable, Sendable {
  /// The share of the average that a later step keeps: about the last 1 / (1 - decay) steps count.
  public let decay: Double

  /// - Precondition: `decay` is at least 0 and below 1.
  public init(decay: Double = 0.999) {
    require(0..<1 ~= decay, "an average of weights with decay \(decay): it must be at least 0 and below 1")
    self.decay = decay
  }

  /// The rate at which the average moves to the parameters after step `number`, from 1.
  func rate(step number: Int) -> Double { (1 - decay) / (1 - power(decay, number)) }
}
