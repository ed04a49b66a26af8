#if OpenBLAS && os(Linux)
  import Foundation
  import LinearAlgebra
  import Synchronization
  import Testing
  import _TestSupport

  /// More threads than OpenBLAS serves at a time. A failure may end the process: those tests have one of their own.
  @Suite struct OpenBLASCallersTests {
    /// OpenBLAS 0.3.21 has at most 640 buffers. A product takes some milliseconds: all threads are in one at a time.
    @Test func productsFromManyThreadsAreRight() async {
      await #expect(processExitsWith: .success) {
        // Small integers: exact in any order of summation.
        let a = Matrix<Float>(rows: 64, columns: 20_000) { i, j in Float((7 * i + 3 * j) % 11 - 5) }
        let b = Matrix<Float>(rows: 20_000, columns: 64) { i, j in Float((5 * i + j) % 13 - 6) }
        let expected = a.multiplied(by: b, configuration: ComputeConfiguration(backend: .swift, threads: 1))
        let configuration = ComputeConfiguration(backend: .openBLAS, threads: 1)
        #expect(failures(threads: 700, calls: 1) { a.multiplied(by: b, configuration: configuration) == expected } == 0)
      }
    }

    @Test func decompositionsFromManyThreadsAreRight() async {
      await #expect(processExitsWith: .success) {
        var generator = SeededGenerator(seed: 5)
        let a = Matrix<Double>.uniform(rows: 24, columns: 24, in: -1..<1, using: &generator)
        let (inverse, values) = (try a.inverse(), try a.singularValues())
        let failures = failures(threads: 700, calls: 10) {
          (try? a.inverse()) == inverse && (try? a.singularValues()) == values
        }
        #expect(failures == 0)
      }
    }

    /// LAPACK sets the diagonal of reflectors to one while it applies them.
    @Test func aQRThatOneThreadSolvesByIsReadByAnother() throws {
      var generator = SeededGenerator(seed: 6)
      let a = Matrix<Double>.uniform(rows: 400, columns: 24, in: -1..<1, using: &generator)
      let b = Matrix<Double>.uniform(rows: 400, columns: 8, in: -1..<1, using: &generator)
      let qr = try QR(a, configuration: ComputeConfiguration(backend: .openBLAS, threads: 1))
      let r = qr.r()
      let solves = Atomic<Int>(0)
      let others = Atomic<Int>(0)
      onThreads(2) { thread in
        while solves.load(ordering: .relaxed) < 500 {
          if thread == 0 {
            #expect(throws: Never.self) { try qr.solve(b) }
            solves.add(1, ordering: .relaxed)
          } else if qr.r() != r {
            others.add(1, ordering: .relaxed)
          }
        }
      }
      #expect(others.load(ordering: .relaxed) == 0)
      #expect(qr.r() == r)
    }

    /// While others have all places, no routine gets into OpenBLAS; afterwards each does.
    @Test func everyRoutineWaitsForAPlace() async {
      await #expect(processExitsWith: .success) {
        let calls = try OpenBLASRoutines(order: 4).calls
        let finished = Atomic<Int>(0)
        let places = OpenBLASLibrary.mostCallers(OpenBLASLibrary.configuration)
        func take(_ places: Int, _ body: () -> Void) {
          if places == 0 { body() } else { OpenBLASLibrary.callers.admit { take(places - 1, body) } }
        }
        take(places) {
          for call in calls {
            Thread {
              #expect(throws: Never.self) { try call() }
              finished.add(1, ordering: .relaxed)
            }.start()
          }
          usleep(200_000)
          #expect(finished.load(ordering: .relaxed) == 0)
        }
        while finished.load(ordering: .relaxed) < calls.count { usleep(1000) }
      }
    }

    @Test func callersAreAsManyAsTheThreadsThatOpenBLASWasBuiltFor() {
      #expect(OpenBLASLibrary.mostCallers("OpenBLAS 0.3.21 DYNAMIC_ARCH NO_AFFINITY Haswell MAX_THREADS=64") == 64)
      #expect(OpenBLASLibrary.mostCallers("OpenBLAS 0.3.31 USE64BITINT SkylakeX MAX_THREADS=2") == 2)
    }

    @Test(arguments: [
      "OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH NO_AFFINITY Haswell SINGLE_THREADED",
      "OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH NO_AFFINITY USE_OPENMP Haswell MAX_THREADS=64",
      "OpenBLAS 0.3.21 MAX_THREADS=", "OpenBLAS 0.3.21 MAX_THREADS=many", "OpenBLAS 0.3.21 MAX_THREADS=0",
      "OpenBLAS 0.3.21 MAX_THREADS=-4", "OpenBLAS 0.3.21 MAX_THREADS=9223372036854775807", "",
    ]) func oneCallerWhereItIsNotKnownToServeMore(configuration: String) {
      #expect(OpenBLASLibrary.mostCallers(configuration) == 1)
    }

    /// The limit of the library that is loaded, whichever it is.
    @Test func theLoadedLibraryStatesItsThreads() {
      #expect(OpenBLASLibrary.configuration.hasPrefix("OpenBLAS "))
      #expect(OpenBLASLibrary.mostCallers(OpenBLASLibrary.configuration) >= 1)
    }

    @Test(arguments: [1, 3]) func noMoreThanTheLimitAreInside(limit: Int) {
      let callers = CallerLimit(limit)
      let inside = Atomic<Int>(0)
      let most = Atomic<Int>(0)
      let failures = failures(threads: 16, calls: 200) {
        callers.admit {
          most.max(inside.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
          sched_yield()
          inside.subtract(1, ordering: .relaxed)
          return true
        }
      }
      #expect(failures == 0)
      #expect(most.load(ordering: .relaxed) == limit)
    }

    @Test func whoWaitsSleeps() {
      let callers = CallerLimit(1)
      let used = Atomic(0)
      let begun = DispatchSemaphore(value: 0)
      let ended = DispatchSemaphore(value: 0)
      callers.admit {
        for _ in 0..<8 {
          Thread {
            begun.signal()
            let before = threadSeconds()
            callers.admit {}
            used.add(Int(1e9 * (threadSeconds() - before)), ordering: .relaxed)
            ended.signal()
          }.start()
        }
        for _ in 0..<8 { begun.wait() }
        usleep(200_000)
      }
      for _ in 0..<8 { ended.wait() }
      // Spinning, eight threads use 0.2 s on each CPU.
      #expect(used.load(ordering: .relaxed) < 50_000_000)
    }
  }

  /// How often `isRight` says no, called on threads that begin at once.
  private func failures(threads: Int, calls: Int, _ isRight: @escaping @Sendable () -> Bool) -> Int {
    let start = DispatchGroup()
    start.enter()
    let ready = Atomic<Int>(0)
    let failures = Atomic<Int>(0)
    onThreads(threads) { _ in
      if ready.add(1, ordering: .relaxed).newValue == threads { start.leave() }
      start.wait()
      for _ in 0..<calls where !isRight() { failures.add(1, ordering: .relaxed) }
    }
    return failures.load(ordering: .relaxed)
  }

  /// The CPU time that the calling thread has used so far.
  private func threadSeconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
#endif
