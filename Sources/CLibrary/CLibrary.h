// What Swift calls of the C library, whose own module is Glibc, Darwin or Musl.
#ifndef SWIFT_DENSE_CLIBRARY_H
#define SWIFT_DENSE_CLIBRARY_H

#include <math.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#endif
