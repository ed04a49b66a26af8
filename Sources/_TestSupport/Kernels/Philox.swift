/// Philox4x32-10, word by word as its authors write it.
package func philox(counter: (UInt32, UInt32, UInt32, UInt32), key: UInt64) -> [UInt32] {
  var (a, b, c, d) = counter
  var (key0, key1) = (UInt32(truncatingIfNeeded: key), UInt32(key >> 32))
  for _ in 0..<10 {
    let left = a.multipliedFullWidth(by: 0xd251_1f53)
    let right = c.multipliedFullWidth(by: 0xcd9e_8d57)
    (a, b, c, d) = (right.high ^ b ^ key0, right.low, left.high ^ d ^ key1, left.low)
    key0 &+= 0x9e37_79b9
    key1 &+= 0xbb67_ae85
  }
  return [a, b, c, d]
}
