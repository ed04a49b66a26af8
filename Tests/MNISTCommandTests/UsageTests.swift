import Testing

extension CommandTests {
  /// Commands and options that are written wrongly.
  @Suite struct UsageTests {
    @Test(arguments: [
      (
        "trian --epochs 3",
        "there is no command 'trian': there are train, evaluate, predict, export, page, info; see 'mnist --help'"
      ),
      (
        "help trian",
        "there is no command 'trian': there are train, evaluate, predict, export, page, info; see 'mnist --help'"
      ),
      ("--bogus", "Unknown option '--bogus'; see 'mnist --help'"),
      ("train --epochz 3", "Unknown option '--epochz'. Did you mean '--epochs'? See 'mnist train --help'"),
      ("train --epochs x", "The value 'x' is invalid for '--epochs <epochs>'; see 'mnist train --help'"),
      ("predict", "Missing expected argument '--load <file>'; see 'mnist predict --help'"),
    ])
    func aMistakeIsToldWithWhatToRead(command: String, sentence: String) throws {
      let program = try MNISTProgram()
      let result = try program.shell("mnist \(command)")
      #expect(result.status == 64 && result.output == "" && result.error == "mnist: \(sentence)\n")
    }
  }
}
