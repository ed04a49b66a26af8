import LinearAlgebra
import Testing
import _TestSupport

@Suite struct ReadmeExampleTests {
  @Test func theMatricesOfTheReadmeAreWhatThisFileCompiles() throws {
    let example = try ReadmeExample("matrices")
    #expect(!example.compiled.isEmpty)
    #expect(example.documented == example.compiled)
  }

  @Test func theMatricesOfTheReadmeAreRight() {
    // example: matrices
    let a = Matrix<Float>(rows: [[1, 2], [3, 4]])
    let x = Matrix<Float>(column: [5, 6])
    let y = a * x  // the matrix product, 2x1
    let gram = a.t * a  // the transpose is read in place: nothing is copied
    let b = a .* a + 0.5  // element by element
    let firstRow = b[0..<1, ...]  // a slice is a value

    // c := 2 a gram, then c := a a + c by the Swift kernels on one thread; neither call allocates.
    var c = Matrix<Float>.zeros(rows: 2, columns: 2)
    multiply(a, gram, into: &c, alpha: 2)
    multiply(a, a, into: &c, beta: 1, configuration: ComputeConfiguration(backend: .swift, threads: 1))

    print(ComputeConfiguration.current)  // the backend, its version, threads, instruction set and build
    // end of example
    #expect(y == Matrix(column: [17, 39]))
    #expect(gram == Matrix(rows: [[10, 14], [14, 20]]))
    #expect(firstRow == Matrix(row: [1.5, 4.5]))
    #expect(c == Matrix(rows: [[83, 118], [187, 266]]))
  }
}
