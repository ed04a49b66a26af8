/// A case with one of its sizes: small, since there are many.
struct SizedCall {
  let index: Int
  let size: Int

  var name: String { "\(SizeCase.all[index].name), n = \(size)" }
  var mayTrap: Bool { SizeCase.all[index].mayTrap }

  func make() throws { try SizeCase.all[index].call(size) }
}
