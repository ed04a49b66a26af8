#if OpenBLAS && os(Linux)
  import Synchronization

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// Admits at most so many callers at a time; the others sleep until one of those has left.
  ///
  /// Where a place is free, it costs an atomic subtraction and an addition.
  @safe package final class CallerLimit: @unchecked Sendable {
    /// Free places; below zero, the number of callers who wait for one.
    private let places: Atomic<Int>
    /// Places that were left to those who wait, and that none of them has taken yet.
    private let handedOver = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    package init(_ count: Int) {
      places = Atomic(count)
      unsafe sem_init(handedOver, 0, 0)
    }

    deinit {
      unsafe sem_destroy(handedOver)
      unsafe handedOver.deallocate()
    }

    /// Calls `body` once there is a place.
    ///
    /// `body` must not wait for anyone who may be waiting here, so it must not enter again.
    package func admit<Result>(_ body: () -> Result) -> Result {
      if places.subtract(1, ordering: .acquiring).newValue < 0 { waitForPlace() }
      let result = body()
      if places.add(1, ordering: .releasing).oldValue < 0 { unsafe sem_post(handedOver) }
      return result
    }

    @inline(never)
    private func waitForPlace() {
      // A signal handler ends the wait too early.
      while unsafe sem_wait(handedOver) != 0 {}
    }
  }
#endif
