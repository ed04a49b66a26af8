import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// Threads of the operating system.
package enum Thread {
  private final class Body {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
  }

  /// Starts a thread that ends with `body`; false if the system does not create one.
  package static func start(_ body: @escaping @Sendable () -> Void) -> Bool { create(stack: nil, body) }

  #if os(Linux)
    /// Calls `body` on a thread with a stack of `stack` bytes and waits for it; false if the system does not create
    /// one.
    static func run(stack: Int, _ body: () -> Void) -> Bool {
      // The thread is joined, and has released `body` by then.
      withoutActuallyEscaping(body) { create(stack: stack, $0) }
    }
  #endif

  /// Creates a thread that calls `body`; one with a given stack size is joined.
  private static func create(stack: Int?, _ body: @escaping () -> Void) -> Bool {
    let box = unsafe Unmanaged.passRetained(Body(body))
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    if let stack {
      unsafe pthread_attr_setstacksize(&attributes, stack)
    } else {
      unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    }
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let error = unsafe pthread_create(
      &thread, &attributes,
      { argument in
        // The argument is the box that was retained for this thread, of an optional type except on Darwin.
        if let argument = unsafe argument as UnsafeMutableRawPointer? {
          unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        }
        return nil
      }, box.toOpaque())
    if error != 0 { unsafe box.release() }
    #if os(Linux)
      if error == 0, stack != nil { pthread_join(thread, nil) }
    #endif
    return error == 0
  }
}

/// Where threads sleep until another wakes all of them.
@safe final class WaitQueue: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let sleepers = Atomic<Int>(0)

  init() {
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe condition.initialize(to: pthread_cond_t())
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Sleeps while `isIdle` holds; whoever changes that calls `wakeAll` afterwards.
  func sleep(while isIdle: () -> Bool) {
    unsafe pthread_mutex_lock(mutex)
    // Counted before looking: either the change is seen here, or whoever made it sees a sleeper.
    sleepers.add(1, ordering: .sequentiallyConsistent)
    while isIdle() { unsafe pthread_cond_wait(condition, mutex) }
    sleepers.subtract(1, ordering: .relaxed)
    unsafe pthread_mutex_unlock(mutex)
  }

  /// Wakes everyone who sleeps; costs one load where nobody does.
  func wakeAll() {
    if sleepers.load(ordering: .sequentiallyConsistent) == 0 { return }
    unsafe pthread_mutex_lock(mutex)
    unsafe pthread_cond_broadcast(condition)
    unsafe pthread_mutex_unlock(mutex)
  }
}
