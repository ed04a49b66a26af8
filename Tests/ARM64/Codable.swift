/// A protocol that asks for nothing more: Embedded Swift has no `Codable`.
public typealias Codable = Sendable
