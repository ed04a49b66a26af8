// The kernels of an instruction set that arm64 does not have, wherever LinearAlgebra names them. And, as a file of LinearAlgebra,
// the kernels for all of its files: Embedded Swift finds members of what a file imports alone.

@_exported import VectorKernels
