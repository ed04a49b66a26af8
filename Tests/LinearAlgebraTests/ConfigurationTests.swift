import LinearAlgebra
import Testing

@Suite struct ConfigurationTests {
  func configuration(_ variables: [String: String]) throws -> ComputeConfiguration {
    try ComputeConfiguration(environment: { variables[$0] })
  }

  @Test func anEmptyEnvironmentUsesEverythingThereIs() throws {
    let configuration = try configuration([:])
    #expect(configuration.backend == (OpenBLASLibrary.loaded?.usesThisCPU == true ? .openBLAS : .swift))
    #expect(configuration.threads == Processors.available)
  }

  @Test func variablesChooseBackendThreadsAndInstructionSet() throws {
    let chosen = try configuration(
      ["DENSE_BACKEND": "swift", "DENSE_THREADS": "3", "DENSE_INSTRUCTION_SET": "baseline"])
    #expect(chosen == ComputeConfiguration(backend: .swift(.baseline), threads: 3))
    #expect(chosen.instructionSet == .baseline)
    #expect(try configuration(["DENSE_BACKEND": "reference"]).backend == .reference)
    // The best set is as good a name as any other.
    let named = ["DENSE_BACKEND": "swift-\(InstructionSet.best)", "DENSE_INSTRUCTION_SET": "baseline"]
    #expect(try configuration(named).backend == .swift(.best))
  }

  @Test(arguments: [
    ("DENSE_BACKEND", "mkl"), ("DENSE_BACKEND", "swift-sse9"), ("DENSE_THREADS", "0"), ("DENSE_THREADS", "many"),
    ("DENSE_THREADS", "257"), ("DENSE_INSTRUCTION_SET", "avx1024"),
  ])
  func valuesThatCannotBeFollowedThrowASentence(variable: String, value: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try configuration([variable: value]) }
    #expect(error?.description.hasPrefix("\(variable)=\(value) is not available here: it may be ") == true)
  }

  @Test func namesOfBackendsReadBack() {
    for backend in [GEMMBackend.openBLAS, .reference] + InstructionSet.allCases.map({ .swift($0) }) {
      #expect(GEMMBackend(name: backend.description) == backend)
    }
    #expect(GEMMBackend(name: "") == nil && GEMMBackend(name: "swift-") == nil)
  }

  @Test func openBLASIsHeldAtOneThread() {
    #expect((OpenBLASLibrary.loaded != nil) == GEMMBackend.openBLAS.isAvailable)
    if let library = OpenBLASLibrary.loaded {
      #expect(library.threads == 1)
      #expect(library.version.contains(".") && !library.core.isEmpty)
    }
  }

  @Test(arguments: ["Prescott", "Nehalem", "Sandybridge", "Bulldozer"])
  func aCoreFromBeforeThisCPUIsNotTheDefault(core: String) {
    let library = OpenBLASLibrary(version: "0.3.21", core: core, threads: 1)
    #expect(library.usesThisCPU == (InstructionSet.best == .baseline))
    let sentence =
      "OpenBLAS 0.3.21 computes with its core \(core) (baseline) though this CPU runs \(InstructionSet.best)"
    #expect(library.shortcoming?.hasPrefix(sentence) == (InstructionSet.best == .baseline ? nil : true))
  }

  @Test func aCoreThatIsNotKnownIsTrusted() {
    let library = OpenBLASLibrary(version: "9.9", core: "Future", threads: 1)
    #expect(library.usesThisCPU && library.instructionSet == nil && library.shortcoming == nil)
  }

  @Test func theBestInstructionSetIsAvailable() {
    #expect(InstructionSet.best.isAvailable && InstructionSet.available.first == .baseline)
    #expect(InstructionSet.available == InstructionSet.available.sorted())
  }

  /// In a process of its own: the configuration is everybody's.
  @Test func aProgramSetsItsConfiguration() async {
    await #expect(processExitsWith: .success) {
      let initial = ComputeConfiguration.current
      #expect(initial.threads == Processors.available)
      for set in InstructionSet.available {
        for backend in [GEMMBackend.swift(set), .reference] + (GEMMBackend.openBLAS.isAvailable ? [.openBLAS] : []) {
          let chosen = ComputeConfiguration(backend: backend, threads: 256)
          ComputeConfiguration.current = chosen
          #expect(ComputeConfiguration.current == chosen)
          let product = Matrix<Double>(rows: [[1, 2], [3, 4]]) * Matrix(rows: [[5, 6], [7, 8]])
          #expect(product == Matrix(rows: [[19, 22], [43, 50]]))
        }
      }
      ComputeConfiguration.current.threads = 3
      #expect(ComputeConfiguration.current.threads == 3 && ComputeConfiguration.current != initial)
    }
  }

  @Test func aThreadCountThatIsNotAllowedIsNotSet() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      ComputeConfiguration.current.threads = 257
    }
    #expect(result?.message.contains("a configuration with 257 threads: allowed are 1...256") == true)
  }

  @Test func theDescriptionSaysWhatRuns() {
    let text = ComputeConfiguration(backend: .swift(.baseline), threads: 1).description
    #expect(text.hasPrefix("swift, 1 thread, swift kernels baseline, "))
  }
}
