import ArgumentParser
import Foundation
import TensorFiles

/// Whether a run writes checkpoints, and resumes from one.
struct CheckpointOptions: ParsableArguments {
  @Option("steps", "Write checkpoint.safetensors into the run's folder every so many steps.")
  var checkpointEvery: Int?

  @Option(
    defaultAsFlag: Place.own,
    help: ArgumentHelp(
      "Continue from a checkpoint, in its folder, or start anew if there is none. The default is that of --output, else "
        + "of runs/latest.", valueName: "path"),
    completion: .network)
  var resume: Place?

  @Flag(help: "Resume a checkpoint of another backend or instruction set, too: the model will have other bits.")
  var anyMachine = false

  enum Place: ExpressibleByArgument, CustomStringConvertible {
    case own
    case path(String)

    init?(argument: String) { self = .path(argument) }

    var description: String { if case .path(let path) = self { path } else { "the run's own" } }
  }

  /// Whether `--resume` says which folder is the run's.
  var namesFolder: Bool { if case .path = resume { true } else { false } }

  /// Why the options are invalid; nil if they are valid.
  var problem: String? {
    if let checkpointEvery, checkpointEvery < 1 {
      return "--checkpoint-every \(checkpointEvery): at least 1 is needed"
    }
    if case .path(let path) = resume {
      if path.isEmpty { return "--resume \"\": a file or a folder is needed" }
      let status = FileStatus(at: path)
      let isFile = status.regularSize != nil || (status == .missing && path.hasSuffix(".safetensors"))
      if isFile && URL(filePath: path).lastPathComponent != RunFolder.checkpointName {
        return
          "--resume \(printable(path)): a run is resumed in its checkpoint's folder, where it writes "
          + "\(RunFolder.checkpointName): copy the file to that name, and name the folder"
      }
    }
    return anyMachine && resume == nil ? "--any-machine without --resume: there is no checkpoint to accept" : nil
  }

  /// The starting point of a run and the place of its files.
  struct Places {
    let file: String?
    /// The folder of the run: that of `--output`, else of the checkpoint; nil for a new one.
    let folder: String?

    /// Whether the run continues in the folder of its checkpoint, whose results are its own.
    var hasOwnResults: Bool {
      guard let file, let folder, FileStatus(at: file) != .missing else { return false }
      func place(_ url: URL) -> URL { url.resolvingSymlinksInPath().standardizedFileURL }
      return place(URL(filePath: file).deletingLastPathComponent()).path == place(URL(filePath: folder)).path
    }
  }

  func places(output: String?) -> Places {
    switch resume {
    case nil: return Places(file: nil, folder: output)
    case .own:
      if let output { return Places(file: RunFolder.join(output, RunFolder.checkpointName), folder: output) }
      // Resolved now: `latest` may point to another run before this one ends. A run there without a checkpoint keeps
      // its folder for itself.
      let latest = "runs/" + URL(filePath: "runs/latest").resolvingSymlinksInPath().lastPathComponent
      let file = RunFolder.join(latest, RunFolder.checkpointName)
      return Places(file: file, folder: FileStatus(at: file) == .missing ? nil : latest)
    case .path(let path):
      if URL(filePath: path).lastPathComponent != RunFolder.checkpointName {
        return Places(file: RunFolder.join(path, RunFolder.checkpointName), folder: output ?? path)
      }
      let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
      return Places(file: path, folder: output ?? (folder.isEmpty ? "/" : folder))
    }
  }
}
