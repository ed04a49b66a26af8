#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// The value of an environment variable; nil where it is unset or empty.
func environmentVariable(_ name: String) -> String? {
  // In bounds: getenv returns a C string that ends with zero, copied at once.
  guard let value = unsafe getenv(name) else { return nil }
  let text = unsafe String(cString: value)
  return text.isEmpty ? nil : text
}
