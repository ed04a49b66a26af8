import COpenBLAS
import LinearAlgebra
import Foundation

func median(_ x: [Double]) -> Double { x.sorted()[x.count / 2] }
func best(_ x: [Double]) -> Double { x.min()! }

@inline(never) func time(_ body: () -> Void) -> Double {
  var t = timespec(); clock_gettime(CLOCK_MONOTONIC, &t)
  body()
  var u = timespec(); clock_gettime(CLOCK_MONOTONIC, &u)
  return Double(u.tv_sec - t.tv_sec) + 1e-9 * Double(u.tv_nsec - t.tv_nsec)
}

func compare(_ name: String, _ n: Int, prepare: () -> Void, ours: () -> Void, theirs: () -> Void) {
  var a: [Double] = [], b: [Double] = []
  let start = Date()
  var rounds = 0
  while rounds < 7 || (Date().timeIntervalSince(start) < 0.15 && rounds < 3000) {
    prepare(); a.append(time(ours))
    prepare(); b.append(time(theirs))
    rounds += 1
  }
  print("\(name) n=\(n): ours \(String(format: "%.2f", best(a) * 1e6)) us, LAPACK \(String(format: "%.2f", best(b) * 1e6)) us, ratio \(String(format: "%.2f", best(b) / best(a)))  (median \(String(format: "%.2f", median(b) / median(a))))")
}

let threads = Int(CommandLine.arguments.dropFirst().first ?? "1") ?? 1
let sizes = CommandLine.arguments.dropFirst(2).compactMap { Int($0) }

func run(_ n: Int) {
  var g = SeededGenerator(seed: 1)
  let source = Matrix<Double>.uniform(rows: n, columns: n, in: -1..<1, using: &g).scalars()
  var spd = [Double](repeating: 0, count: n * n)
  for i in 0..<n { for j in 0..<n { spd[i * n + j] = (source[i * n + j] + source[j * n + i]) / 2 + (i == j ? Double(n) : 0) } }
  let work = MatrixBuffer<Double>(rows: n, columns: n), rhs = MatrixBuffer<Double>(rows: n, columns: n)
  let base = work.view.base, rb = rhs.view.base
  var pivots = [Int32](repeating: 0, count: n)
  let r = SwiftRoutines<Double>(threads: threads)
  let N = Int32(n)
  func load(_ x: [Double]) { for i in 0..<n * n { base[i] = x[i] } }
  func loadRHS() { for i in 0..<n * n { rb[i] = source[i] } }
  compare("getrf", n, prepare: { load(source) }, ours: { _ = r.factorLU(work.view, pivots: &pivots) }, theirs: { _ = LAPACKE_dgetrf_work(102, N, N, base, N, &pivots) })
  compare("potrf", n, prepare: { load(spd) }, ours: { _ = r.factorCholesky(work.view) }, theirs: { _ = LAPACKE_dpotrf_work(102, 0x55, N, base, N) })
  load(source); _ = r.factorLU(work.view, pivots: &pivots)
  for k in [1, 8, n] {
    let b = rhs.view.rows(0..<k)
    compare("getrs r=\(k)", n, prepare: loadRHS, ours: { _ = r.solveLU(work.view.reading, pivots: pivots, b, transposed: false) }, theirs: { _ = LAPACKE_dgetrs_work(102, 0x4E, N, Int32(k), base, N, pivots, rb, N) })
    compare("getrs T r=\(k)", n, prepare: loadRHS, ours: { _ = r.solveLU(work.view.reading, pivots: pivots, b, transposed: true) }, theirs: { _ = LAPACKE_dgetrs_work(102, 0x54, N, Int32(k), base, N, pivots, rb, N) })
  }
  let factored = work.view.reading.elements()
  var lwork = [Double](repeating: 0, count: 64 * n)
  compare("getri", n, prepare: { load(factored) }, ours: { _ = r.invertLU(work.view, pivots: pivots) }, theirs: { _ = LAPACKE_dgetri_work(102, N, base, N, pivots, &lwork, Int32(lwork.count)) })
  load(spd); _ = r.factorCholesky(work.view)
  let chol = work.view.reading.elements()
  compare("potri", n, prepare: { load(chol) }, ours: { _ = r.invertCholesky(work.view) }, theirs: { _ = LAPACKE_dpotri_work(102, 0x55, N, base, N) })
}

func small(_ n: Int) {
  var g = SeededGenerator(seed: 1)
  let count = 1000
  let a = (0..<count).map { _ in Matrix<Double>.uniform(rows: n, columns: n, in: -1..<1, using: &g) }
  let b = (0..<count).map { _ in Matrix<Double>.uniform(rows: n, columns: 1, in: -1..<1, using: &g) }
  var sum = 0.0
  let ours = ComputeConfiguration(backend: .swift, threads: 1), theirs = ComputeConfiguration(backend: .openBLAS, threads: 1)
  var flat = [Double](repeating: 0, count: n * n), x = [Double](repeating: 0, count: n), p = [Int32](repeating: 0, count: n)
  var t: [[Double]] = [[], [], []]
  for _ in 0..<20 {
    t[0].append(time { for i in 0..<count { sum += try! a[i].solve(b[i], configuration: ours)[0, 0] } })
    t[1].append(time { for i in 0..<count { sum += try! a[i].solve(b[i], configuration: theirs)[0, 0] } })
    t[2].append(time { for i in 0..<count {
      a[i].withUnsafeBufferPointer { s in for k in 0..<n * n { flat[k] = s[k] } }
      b[i].withUnsafeBufferPointer { s in for k in 0..<n { x[k] = s[k] } }
      _ = LAPACKE_dgetrf_work(102, Int32(n), Int32(n), &flat, Int32(n), &p)
      _ = LAPACKE_dgetrs_work(102, 0x54, Int32(n), 1, &flat, Int32(n), p, &x, Int32(n))
      sum += x[0]
    } })
  }
  print("solve \(n)x\(n): swift \(best(t[0]) / Double(count) * 1e9) ns, openblas \(best(t[1]) / Double(count) * 1e9) ns, LAPACKE \(best(t[2]) / Double(count) * 1e9) ns", sum.isNaN)
}
setenv("OPENBLAS_NUM_THREADS", String(threads), 1)
for n in sizes { run(n) }
for n in [4, 8, 16, 32] { small(n) }
