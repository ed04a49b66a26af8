/// Writes `chunks`, concatenated, as the new contents of `path`: all of it, or nothing.
///
/// A temporary file in the same folder is written, flushed to the disk and renamed to `path`; on any failure it is
/// removed and the previous contents of `path` are unchanged. The new file's mode is that of any new file (the umask).
/// A symbolic link at `path` is replaced, not followed.
///
/// - Throws: `.unwritable`; also where `path` is a folder or a device, which a rename would replace.
package func writeAtomically(_ chunks: [[UInt8]], to path: String) throws(TensorFileError) {
  try writeAtomically([(path, chunks)])
}

/// Writes several files in this way; none gets its name before all are complete and on the disk.
package func writeAtomically(_ files: [(path: String, chunks: [[UInt8]])]) throws(TensorFileError) {
  var outputs = [TemporaryFile]()
  for (path, chunks) in files {
    switch FileStatus(at: path) {
    case .folder, .other:
      throw TensorFileError(.unwritable, file: path, "is \(FileStatus(at: path).noun), expected a file to write")
    case .file, .missing: break
    }
    let output = try TemporaryFile(for: path)
    for chunk in chunks { try output.write(chunk) }
    try output.flush()
    outputs.append(output)
  }
  for output in outputs { try output.publish() }
  for output in outputs { output.flushFolder() }
}
