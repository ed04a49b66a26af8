/// Why a run does not begin or cannot end as asked, or a request is not answered: one sentence.
struct Refusal: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
