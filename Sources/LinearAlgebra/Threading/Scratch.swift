#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// One block of scratch memory for each thread, kept until the thread ends, so that its users allocate nothing once
/// warm.
package struct Scratch: Sendable {
  /// For packed operands of a product, and its sums between blocks.
  static let product = Scratch()
  /// For the outputs of a network's layers, between its products.
  package static let activations = Scratch()
  /// For deforming an image.
  package static let images = Scratch()
  /// For the outputs of a network for one sample of which only the class is needed.
  package static let outputs = Scratch()

  /// For a kernel's triangle or block of a decomposition.
  static let triangle = Scratch()
  /// For a square on the diagonal of a decomposition, around its product.
  static let square = Scratch()

  private let key: pthread_key_t

  private init() {
    var key = pthread_key_t()
    let error = unsafe pthread_key_create(&key) { unsafe free($0) }
    require(error == 0, "the system gives no thread-specific key: error \(error)")
    self.key = key
  }

  /// Calls `body` with a matrix of uninitialized elements, without gaps; not for nested calls on one thread.
  package func withMatrix<Scalar: BLASScalar>(
    rows: Int, columns: Int, _ body: (MutableMatrixView<Scalar>) -> Void
  ) {
    unsafe withElements(of: Scalar.self, count: Matrix<Scalar>.count(rows, columns)) { base in
      // In bounds: there are rows * columns elements.
      body(unsafe MutableMatrixView(base: base, rows: rows, columns: columns, stride: columns))
    }
  }

  /// Calls `body` with `count` uninitialized elements, 64-byte aligned; not for nested calls on one thread.
  func withElements<Scalar>(of _: Scalar.Type, count: Int, _ body: (UnsafeMutablePointer<Scalar>) -> Void) {
    let bytes = count * MemoryLayout<Scalar>.stride
    let block = unsafe block(bytes)
    // In bounds: the block has room for `count` elements.
    unsafe body(block.assumingMemoryBound(to: Scalar.self))
  }

  /// The same; memory of more than 8 MB is freed at the end.
  func withPassingElements<Scalar: BLASScalar>(
    of _: Scalar.Type, count: Int, _ body: (UnsafeMutablePointer<Scalar>) -> Void
  ) {
    if count * MemoryLayout<Scalar>.stride <= 8 << 20 {
      return unsafe withElements(of: Scalar.self, count: count, body)
    }
    let buffer = MatrixBuffer<Scalar>(rows: 1, columns: count)
    unsafe body(buffer.view.base)
    withExtendedLifetime(buffer) {}
  }

  /// A block begins with its capacity; its memory follows this many bytes later.
  private var headerSize: Int { 64 }

  /// The calling thread's block, with room for at least `bytes`.
  private func block(_ bytes: Int) -> UnsafeMutableRawPointer {
    let old = unsafe pthread_getspecific(key)
    if let old = unsafe old, unsafe old.load(as: Int.self) >= bytes { return unsafe old + headerSize }
    unsafe free(old)
    let capacity = (bytes + 4095) / 4096 * 4096
    var fresh: UnsafeMutableRawPointer?
    let error = unsafe posix_memalign(&fresh, 64, headerSize + capacity)
    guard error == 0, let fresh = unsafe fresh else { trap("no memory for \(capacity) bytes of scratch") }
    // In bounds: the capacity fits into the block's first 64 bytes.
    unsafe fresh.storeBytes(of: capacity, as: Int.self)
    unsafe pthread_setspecific(key, fresh)
    return unsafe fresh + headerSize
  }
}
