import Foundation
import LinearAlgebra
import Testing

@testable import benchmark

#if os(Linux)
  @Suite struct LibraryTests {
    @Test(arguments: [
      ("/no/such/library.so", "there is no such file"), ("/tmp", "no shared library"),
      ("/dev/zero", "no shared library"), ("/etc/passwd", "no shared library"), ("libm", "no CBLAS"),
      ("/proc/self/exe", "cannot be loaded"),
    ])
    func whatIsNoCBLASIsRefusedInASentence(path: String, reason: String) {
      let path = path == "libm" ? SharedLibrary.loaded("libm.so") ?? "" : path
      let error = #expect(throws: Refusal.self) { try CBLASLibrary(path: path, threads: 1) }
      #expect(error?.description.contains(reason) == true)
      #expect(error?.description.hasPrefix("--cblas \(path): ") == true)
    }

    @Test func libraryOfAnotherCPUIsRefusedInASentence() throws {
      let path = FileManager.default.temporaryDirectory.appending(path: "other-\(UUID().uuidString).so").path
      defer { try? FileManager.default.removeItem(atPath: path) }
      var bytes = try Data(contentsOf: URL(fileURLWithPath: SharedLibrary.loaded("libm.so") ?? ""))
      // The CPU's number: of no CPU that Swift runs on.
      bytes[18] = 8
      try bytes.write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: Refusal.self) { try CBLASLibrary(path: path, threads: 1) }
      #expect(error?.description.contains("not made for this CPU") == true)
    }

    @Test func instructionThatThisCPULacksEndsInASentence() async throws {
      let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
        IllegalInstruction.explained("this CPU lacks an instruction.") { _ = raise(SIGILL) }
      }
      let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
      #expect(text.contains("Error: this CPU lacks an instruction.\n"))
    }

    #if OpenBLAS
      @Test func linkedOpenBLASLoadedByItsPathIsTheSameAndKeepsItsThread() throws {
        let linked = try #require(OpenBLASLibrary.loaded)
        let path = try #require(SharedLibrary.loaded("libopenblas"))
        let library = try CBLASLibrary(path: path, threads: 2)
        #expect(library.name == "openblas \(linked.version)")
        #expect(library.identity.core == linked.core)
        #expect(library.calls.integerBits == 32)
        // In bounds: the function has this type.
        let threads = try #require(
          unsafe SharedLibrary(path: path).function("openblas_get_num_threads", as: (@convention(c) () -> CInt).self))
        try library.with(threads: 2) {
          #expect(threads() == 2)
          try GEMMProblem<Float>(.square(65)).check(library)
        }
        // A product of the backend, which shares its rows itself, must not use two.
        #expect(threads() == 1)
      }
    #endif
  }

  @Suite(.enabled(if: FakeCBLAS.compiler != nil, "no C compiler")) struct FakeLibraryTests {
    @Test(arguments: [
      ("f", "int", 32), ("f", "long", 64), ("f##64_", "long", 64), ("f##_64", "long", 64), ("scipy_##f", "int", 32),
      ("scipy_##f##64_", "long", 64),
    ])
    func everySpellingIsFoundAndTheWidthOfIntegersToldByWhatTheLibraryDoes(name: String, type: String, bits: Int) throws
    {
      let fake = try FakeCBLAS(name: name, integer: type)
      defer { fake.remove() }
      let library = try CBLASLibrary(path: fake.path, threads: 1)
      #expect(library.calls.integerBits == bits)
      #expect(library.name == "libfake")
      for form in GEMMShape.Form.allCases {
        for beta in [0.0, 1] {
          try GEMMProblem<Float>(GEMMShape("", 5, 7, 9, form, beta: beta)).check(library)
          try GEMMProblem<Double>(GEMMShape("", 5, 7, 9, form, beta: beta)).check(library)
        }
      }
    }

    @Test func libraryIsHeldAtOneThreadButWhereItIsGivenMore() throws {
      let fake = try FakeCBLAS()
      defer { fake.remove() }
      let library = try CBLASLibrary(path: fake.path, threads: 2)
      let problem = GEMMProblem<Float>(.square(8))
      try problem.check(library)
      #expect(library.canUse(threads: 2))
      #expect(throws: WrongAnswer.self) { try library.with(threads: 2) { try problem.check(library) } }
      try problem.check(library)
    }

    @Test func wrongProductIsNotMeasured() throws {
      let fake = try FakeCBLAS(statement: "c[1] += 1")
      defer { fake.remove() }
      let library = try CBLASLibrary(path: fake.path, threads: 1)
      let error = #expect(throws: WrongAnswer.self) { try GEMMProblem<Float>(.square(8)).check(library) }
      #expect(error?.description.hasPrefix("libfake (\(fake.path)) computes square 8x8x8 NN wrongly: row 0") == true)
      var peer = LibraryPeer(library)
      #expect(throws: WrongAnswer.self) { try peer.answer(to: "product NN 0 8 8 8") }
    }

    @Test func libraryThatNeedsAnotherOfItsFolderFindsIt() throws {
      let fake = try FakeCBLAS(file: "libsibling.so")
      defer { fake.remove() }
      try fake.compile("", into: "libneeding.so", ["-Wl,--no-as-needed", "-L\(fake.folder.path)", "-lsibling"])
      let library = try CBLASLibrary(path: fake.folder.appending(path: "libneeding.so").path, threads: 1)
      try GEMMProblem<Float>(.square(8)).check(library)
    }

    @Test func twoOfOneNameAreToldApart() throws {
      let fake = try FakeCBLAS()
      defer { fake.remove() }
      let libraries = try CBLASLibrary.load([fake.path, fake.path, fake.path], threads: 1)
      #expect(libraries.map(\.name) == ["libfake", "libfake #2", "libfake #3"])
    }

    @Test func headingAndFiguresNameALibrary() throws {
      let fake = try FakeCBLAS()
      defer { fake.remove() }
      let machine = try Machine(libraries: CBLASLibrary.load([fake.path], threads: 1)) { _ in nil }
      #expect(machine.description.contains("\nLoaded     libfake, 32-bit integers, \(fake.path)\n"))
      let report = Report(machine: machine, rows: [.sample(backend: "libfake")])
      let text = try String(decoding: report.json(), as: UTF8.self)
      #expect(text.contains("\"backend\" : \"libfake\"") && text.contains("\"name\" : \"libfake\""))
    }
  }
#endif
