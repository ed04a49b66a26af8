// LAPACKE for the comparison with its raw calls; the root package has a gate of its own.
#ifndef SWIFT_DENSE_CLAPACKE_H
#define SWIFT_DENSE_CLAPACKE_H
#include <lapacke.h>
typedef lapack_int lapack_index;
#endif
