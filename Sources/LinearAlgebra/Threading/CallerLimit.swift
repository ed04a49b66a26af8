#if OpenBLAS && os(Linux)
  import Synchronization

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// Admits a limited number of callers at a time; the others sleep until one of those has left.
  ///
  /// If a slot is free, it costs an atomic subtraction and an addition.
  @safe package final class CallerLimit: @unchecked Sendable {
    /// Free slots; if negative, the number of waiting callers.
    private let places: Atomic<Int>
    /// Slots that were handed over to waiting callers and not taken yet.
    private let handedOver = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    package init(_ count: Int) {
      places = Atomic(count)
      unsafe sem_init(handedOver, 0, 0)
    }

    deinit {
      unsafe sem_destroy(handedOver)
      unsafe handedOver.deallocate()
    }

    /// Calls `body` once there is a slot.
    ///
    /// `body` must not wait for a caller who may be waiting here, and so must not call this again.
    package func admit<Result>(_ body: () -> Result) -> Result {
      if places.subtract(1, ordering: .acquiring).newValue < 0 { waitForPlace() }
      let result = body()
      if places.add(1, ordering: .releasing).oldValue < 0 { unsafe sem_post(handedOver) }
      return result
    }

    @inline(never)
    private func waitForPlace() {
      // A signal handler can end the wait early.
      while unsafe sem_wait(handedOver) != 0 {}
    }
  }
#endif
