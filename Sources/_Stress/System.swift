import Foundation

/// The CPU time that this process has used so far.
func cpuSeconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The memory of this process that is in RAM; 0 where the system does not say.
func residentBytes() -> Int {
  let words = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
  return words.count > 1 ? (Int(words[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
}

/// A process that does `body` and ends; its identifier.
///
/// Called by its name in the C library, since Swift forbids it: what other threads hold, a fork holds for ever. Here there
/// are none, and a process that begins anew takes 50 ms under the address sanitizer.
func forked(_ body: () -> Void) -> pid_t {
  guard let address = unsafe dlsym(nil, "fork") else { return -1 }
  let process = unsafe unsafeBitCast(address, to: (@convention(c) () -> pid_t).self)()
  if process != 0 { return process }
  body()
  _exit(0)
}

/// What `waitpid` tells of a process once it has ended: 0 where all went well, a signal in the lowest 7 bits.
func exitStatus(_ process: pid_t) -> Int32 {
  var status: Int32 = -1
  // The status outlives the call.
  while unsafe waitpid(process, &status, 0) == -1 && errno == EINTR {}
  return status
}

/// Starts this program again, with its arguments and these variables of the environment, unless it has them: what is read
/// when a process starts.
func startAgain(with settings: [String: String]) {
  let environment = ProcessInfo.processInfo.environment
  if settings.allSatisfy({ environment[$0] == $1 }) { return }
  for (name, value) in settings { unsafe setenv(name, value, 1) }
  // The list ends with nil, and the strings live as long as the process.
  let words = unsafe CommandLine.arguments.map { unsafe strdup($0) } + [nil]
  unsafe execvp(CommandLine.arguments[0], words)
}
