// The C interfaces of OpenBLAS (cblas.h) and LAPACK (lapacke.h), and what to do where they are missing.
#ifndef SWIFT_DENSE_COPENBLAS_H
#define SWIFT_DENSE_COPENBLAS_H

#if __has_include(<cblas.h>) && __has_include(<lapacke.h>)
#include <cblas.h>
#include <lapacke.h>
// LAPACKE's integer is a macro, which Swift does not see.
typedef lapack_int lapack_index;
#else
#error "OpenBLAS or LAPACKE is missing: 'apt-get install libopenblas-dev liblapacke-dev' (or 'make setup'), or build without them: '--disable-default-traits' here, 'traits: []' in a package that depends on swift-dense"
#endif

#endif
