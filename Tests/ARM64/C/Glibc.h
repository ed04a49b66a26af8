// What LinearAlgebra and _TestSupport use of the C library: Embedded Swift has no module of that name.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
