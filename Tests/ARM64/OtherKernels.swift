// The kernels of an instruction set that arm64 does not have, wherever LinearAlgebra names them.

@_exported import VectorKernels
