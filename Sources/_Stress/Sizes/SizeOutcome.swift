import Foundation

/// What became of calls, each in a process that goes on with the next.
struct SizeOutcome: Codable {
  var (returned, threw, trapped, lackedMemory) = (0, 0, 0, 0)
  var problems: [String] = []

  init() {}

  mutating func add(_ other: SizeOutcome) {
    returned += other.returned
    threw += other.threw
    trapped += other.trapped
    lackedMemory += other.lackedMemory
    problems += other.problems
  }

  /// Makes the calls, in a new process after each that ended one.
  ///
  /// - Parameters:
  ///   - calls: the cases, by their indices, and their sizes: an array of all stays below the limit of memory.
  ///   - output: a file where such a process tells how far it is.
  ///   - errors: a file for what it writes to standard error.
  init(of calls: [(one: Int, size: Int)], output: String, errors: String) {
    var next = 0
    while next < calls.count {
      let process = forked {
        redirect(STDOUT_FILENO, to: output)
        redirect(STDERR_FILENO, to: errors)
        limit()
        for (one, size) in calls[next...] {
          startClock()
          tell("call")
          do { try SizeCase.all[one].call(size) } catch { tell("threw") }
        }
      }
      let status = exitStatus(process)
      let lines = text(output).split(separator: "\n")
      let begun = lines.count { $0 == "call" }
      threw += lines.count - begun
      returned += begun - (lines.count - begun) - (status == 0 ? 0 : 1)
      next += max(begun, 1)
      if status != 0 { judge(SizeCase.all[calls[next - 1].one], calls[next - 1].size, status, text(errors)) }
    }
    for file in [output, errors] { unsafe unlink(file) }
  }

  /// Counts a call that ended its process.
  private mutating func judge(_ call: SizeCase, _ size: Int, _ status: Int32, _ errors: String) {
    let lacksMemory = errors.contains("Fatal error: failed to allocate ")
    // A trap of the standard library names no value, and says nothing in a release build.
    let hasSentence = errors.split(separator: "\n").contains { line in
      ["LinearAlgebra/", "NeuralNetwork/", "TensorFiles/"].contains { line.hasPrefix($0) }
        && line.contains(": Fatal error: ")
    }
    if [SIGPROF, SIGALRM].contains(status & 0x7f) {
      problems.append("\(call.name), n = \(size): did not end")
    } else if !call.mayTrap || errors.contains("ERROR: AddressSanitizer") || !(lacksMemory || hasSentence) {
      let words = errors.isEmpty ? "not a word" : errors.prefix(300).split(separator: "\n").joined(separator: " | ")
      problems.append("\(call.name), n = \(size): ended with status \(status): \(words)")
    } else if lacksMemory {
      lackedMemory += 1
    } else {
      trapped += 1
    }
  }
}

/// Ends the process where a call takes 20 s of CPU, or waits for five minutes.
private func startClock() {
  var time = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: 20, tv_usec: 0))
  // The time outlives the call.
  unsafe setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &time, nil)
  alarm(300)
}

private func text(_ path: String) -> String {
  (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
}

private func tell(_ line: String) {
  // At once, since the process may end: no buffer of the C library's.
  FileHandle.standardOutput.write(Data("\(line)\n".utf8))
}

private func redirect(_ descriptor: Int32, to path: String) {
  // The string lives as long as the call.
  let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  dup2(file, descriptor)
  close(file)
}

/// A trap leaves no dump of memory, and a call gets little memory.
private func limit() {
  var none = rlimit(rlim_cur: 0, rlim_max: 0)
  // The limit outlives the call; likewise below.
  unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
  // The address sanitizer needs all addresses, and has a limit of its own, in its options.
  if unsafe dlsym(nil, "__asan_init") != nil { return }
  guard let pages = Int(text("/proc/self/statm").prefix { $0 != " " }) else { return }
  // OpenBLAS waits for ever for 128 MB a thread.
  let bytes = rlim_t(pages * Int(sysconf(Int32(_SC_PAGESIZE))) + (1 << 30))
  var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
  unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
}
