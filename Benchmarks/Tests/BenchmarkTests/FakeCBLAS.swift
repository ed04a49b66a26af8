import Foundation

/// A CBLAS of plain loops, compiled for one test.
struct FakeCBLAS {
  let folder = FileManager.default.temporaryDirectory.appending(path: "cblas-\(UUID().uuidString)")
  let file: String
  var path: String { folder.appending(path: file).path }

  /// A C compiler in PATH; Swift brings one.
  static let compiler: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .flatMap { folder in ["clang", "cc"].map { URL(fileURLWithPath: "\(folder)/\($0)") } }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }

  /// - Parameters:
  ///   - name: how a function `f` is spelled, as the C preprocessor joins it: `scipy_##f##64_`.
  ///   - integer: the type of sizes in C.
  ///   - statement: what a product does at its end.
  ///   - file: its name, which a library that needs it knows it by.
  init(name: String = "f", integer: String = "int", statement: String = "", file: String = "libfake.so") throws {
    self.file = file
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try compile(Self.source, into: file, ["-DNAME(f)=\(name)", "-DINTEGER=\(integer)", "-DSTATEMENT=\(statement)"])
  }

  /// Without optimization: what the library calls, it calls by name.
  func compile(_ source: String, into library: String, _ arguments: [String] = []) throws {
    let file = folder.appending(path: library + ".c")
    try Data(source.utf8).write(to: file)
    let process = Process()
    process.executableURL = Self.compiler
    process.arguments =
      ["-shared", "-fPIC", "-O0", "-Wl,-soname,\(library)", "-o", folder.appending(path: library).path, file.path]
      + arguments
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw CocoaError(.executableLoad) }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Its cblas_sdot gives 1, where one of another library in the process would give 0; its products are right on one
  /// thread, and it is not told to use one unless somebody does.
  private static let source = """
    #include <stddef.h>
    static int threads = 2;
    void omp_set_num_threads(int count) { threads = count; }
    float cblas_sdot(int n, const float *x, int incx, const float *y, int incy) { return 1; }

    size_t NAME(cblas_isamax)(INTEGER n, const float *x, INTEGER inc) {
      size_t largest = 0;
      for (INTEGER i = 1; i < n; i++)
        if (x[i * inc] > x[largest]) largest = i;
      return largest;
    }

    #define GEMM(function, scalar) \\
      void NAME(function)(int order, int transA, int transB, INTEGER m, INTEGER n, INTEGER k, scalar alpha, \\
                          const scalar *a, INTEGER lda, const scalar *b, INTEGER ldb, scalar beta, scalar *c, \\
                          INTEGER ldc) { \\
        for (INTEGER i = 0; i < m; i++) \\
          for (INTEGER j = 0; j < n; j++) { \\
            scalar sum = 0; \\
            for (INTEGER p = 0; p < k; p++) \\
              sum += a[transA == 111 ? i * lda + p : p * lda + i] * b[transB == 111 ? p * ldb + j : j * ldb + p]; \\
            sum *= alpha * cblas_sdot(0, 0, 1, 0, 1) * (threads == 1); \\
            c[i * ldc + j] = beta == 0 ? sum : sum + beta * c[i * ldc + j]; \\
          } \\
        STATEMENT; \\
      }
    GEMM(cblas_sgemm, float)
    GEMM(cblas_dgemm, double)
    """
}
