#if OpenBLAS && os(Linux)
  import Foundation
  import LinearAlgebra
  import Synchronization
  import Testing
  import _TestSupport

  /// The count is the process's: each test has a process of its own.
  @Suite struct OpenBLASThreadsTests {
    @Test func theLargestCountHoldsWhileItsCallLasts() async {
      await #expect(processExitsWith: .success) {
        #expect(OpenBLASLibrary.currentThreads == 1)
        OpenBLASLibrary.withThreads(2) {
          #expect(OpenBLASLibrary.currentThreads == 2)
          OpenBLASLibrary.withThreads(1) { #expect(OpenBLASLibrary.currentThreads == 2) }
          OpenBLASLibrary.withThreads(3) { #expect(OpenBLASLibrary.currentThreads == 3) }
          #expect(OpenBLASLibrary.currentThreads == 2)
        }
        #expect(OpenBLASLibrary.currentThreads == 1)
      }
    }

    @Test func oneThreadIsBackAfterAnError() async {
      await #expect(processExitsWith: .success) {
        #expect(throws: DecompositionError.singular(index: 0)) {
          try OpenBLASLibrary.withThreads(2) { () throws(DecompositionError) in
            try Matrix<Float>.zeros(rows: 2, columns: 2).inverse(
              configuration: ComputeConfiguration(backend: .openBLAS))
          }
        }
        #expect(OpenBLASLibrary.currentThreads == 1)
      }
    }

    /// Callers at the same time: the count changes while others compute.
    @Test func inversesOnSeveralThreadsAreRight() async {
      await #expect(processExitsWith: .success) {
        var generator = SeededGenerator(seed: 12)
        let a = Matrix<Double>.uniform(rows: 400, columns: 400, in: -1..<1, using: &generator)
        let expected = try a.inverse(configuration: ComputeConfiguration(backend: .openBLAS))
        await withTaskGroup { group in
          for threads in [1, 2, 2, 3] {
            group.addTask {
              for _ in 0..<4 {
                let inverse = OpenBLASLibrary.withThreads(threads) {
                  try? a.inverse(configuration: ComputeConfiguration(backend: .openBLAS))
                }
                #expect(inverse?.isApproximatelyEqual(to: expected, relativeTolerance: 1e-9) == true)
              }
            }
          }
        }
        #expect(OpenBLASLibrary.currentThreads == 1)
      }
    }

    /// With two threads, an inverse on a stack of 3 MB ended the process: the count is the process's, the stack the
    /// caller's. The body waits for others who compute.
    @Test func inversesAreRightOnSmallStacks() async {
      await #expect(processExitsWith: .success) {
        var generator = SeededGenerator(seed: 8)
        let a = Matrix<Double>.uniform(rows: 400, columns: 400, in: -1..<1, using: &generator)
        let expected = try a.inverse(configuration: ComputeConfiguration(backend: .openBLAS))
        let wrong = Atomic<Int>(0)
        OpenBLASLibrary.withThreads(2) {
          for stackSize in [256 << 10, 1 << 20, 3 << 20] {
            onThreads(2, stackSize: stackSize) { _ in
              let inverse = try? a.inverse(configuration: ComputeConfiguration(backend: .openBLAS))
              if inverse?.isApproximatelyEqual(to: expected, relativeTolerance: 1e-9) != true {
                wrong.add(1, ordering: .relaxed)
              }
            }
          }
        }
        #expect(wrong.load(ordering: .relaxed) == 0)
      }
    }

    /// From 100 x 100 on, LU factorizations use the threads that are lent.
    @Test(arguments: [1, 2]) func everyRoutineFitsASmallStack(threads: Int) async {
      await #expect(processExitsWith: .success) { [threads] in
        let calls = try OpenBLASRoutines(order: 150).calls
        onThreads(1, stackSize: 256 << 10) { _ in
          for call in calls {
            OpenBLASLibrary.withThreads(threads) { #expect(throws: Never.self) { try call() } }
          }
        }
      }
    }

    @Test func stackIsMeasuredByTheThreadsThatOpenBLASWasBuiltFor() {
      // 4.2 MB were used; the threads of Linux have 8 MB.
      #expect(OpenBLASLibrary.stackOfFactorization("OpenBLAS 0.3.21 Haswell MAX_THREADS=64") == 6_750_208)
      #expect(OpenBLASLibrary.stackOfFactorization("OpenBLAS 0.3.21 Haswell MAX_THREADS=80") == 10_338_304)
      #expect(OpenBLASLibrary.stackOfFactorization("OpenBLAS 0.3.21 Haswell MAX_THREADS=128") == 655_360)
      #expect(OpenBLASLibrary.stackOfFactorization("OpenBLAS 0.3.21 Haswell SINGLE_THREADED") == 266_752)
    }

    @Test func aSmallStackTrapsWhereTheSystemGivesNoThread() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let a = Matrix<Double>.identity(20)
        _ = try a.inverse(configuration: ComputeConfiguration(backend: .openBLAS))
        onThreads(1, stackSize: 256 << 10) { _ in
          // Room for the matrices, not for another stack.
          let pages = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ").first
          let limit = (pages.flatMap { UInt($0) } ?? 0) * UInt(sysconf(Int32(_SC_PAGESIZE))) + 4 << 20
          var limits = rlimit(rlim_cur: limit, rlim_max: limit)
          unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limits)
          _ = try? a.inverse(configuration: ComputeConfiguration(backend: .openBLAS))
        }
      }
      let needed = OpenBLASLibrary.stackOfFactorization(OpenBLASLibrary.configuration)
      #expect(result?.message.contains("a factorization needs \(needed) bytes of stack: ") == true)
      #expect(result?.message.contains(" are left, and the system gives no other thread") == true)
    }

    @Test func noThreadsTrap() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        OpenBLASLibrary.withThreads(0) {}
      }
      #expect(result?.message.contains("OpenBLAS with 0 threads: allowed are 1...256") == true)
    }
  }
#endif
