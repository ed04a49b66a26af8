#if OpenBLAS && os(Linux)
  import Foundation
  import LinearAlgebra
  import Testing

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
            try Matrix<Float>.zeros(rows: 2, columns: 2).inverse()
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
        let expected = try a.inverse()
        await withTaskGroup { group in
          for threads in [1, 2, 2, 3] {
            group.addTask {
              for _ in 0..<4 {
                let inverse = OpenBLASLibrary.withThreads(threads) { try? a.inverse() }
                #expect(inverse?.isApproximatelyEqual(to: expected, relativeTolerance: 1e-9) == true)
              }
            }
          }
        }
        #expect(OpenBLASLibrary.currentThreads == 1)
      }
    }

    @Test func aSmallStackTrapsBeforeOpenBLASOverrunsIt() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
          OpenBLASLibrary.withThreads(1) {}
          OpenBLASLibrary.withThreads(2) {}
          done.signal()
        }
        thread.stackSize = 4 << 20
        thread.start()
        done.wait()
      }
      #expect(
        result?.message.contains(
          "OpenBLAS with 2 threads from a thread with a stack of 4194304 bytes: it needs 7340032") == true)
    }

    @Test func noThreadsTrap() async {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        OpenBLASLibrary.withThreads(0) {}
      }
      #expect(result?.message.contains("OpenBLAS with 0 threads: allowed are 1...256") == true)
    }
  }
#endif
