func printJSON(_ value: some Encodable) throws {
  Output.print(String(decoding: try value.json(), as: UTF8.self), terminator: "")
}
