// What Linux offers to a process that watches others, and Swift's Glibc module does not.
#ifndef SWIFT_DENSE_CMPI_LINUX_H
#define SWIFT_DENSE_CMPI_LINUX_H

#include <limits.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// A file in memory without a name, closed by exec; -1 where the system gives none.
static inline int dense_memory_file(void) {
  return (int)syscall(SYS_memfd_create, "swift-dense", 1u);
}

// The most bytes that a file of this process may have.
static inline long dense_longest_file(void) {
  struct rlimit limit;
  return getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur < LONG_MAX ? (long)limit.rlim_cur : LONG_MAX;
}

// Gives the memory of a part of such a file back to the system.
static inline void dense_release_part(int file, long offset, long bytes) {
  // FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE
  syscall(SYS_fallocate, file, 3, offset, bytes);
}

// A descriptor that becomes readable when a process ends; -1 where the system gives none.
static inline int dense_process_descriptor(int process) {
#ifdef SYS_pidfd_open
  return (int)syscall(SYS_pidfd_open, process, 0u);
#else
  return -1;
#endif
}

// The CPUs that the calling thread may run on, a bit each. The result is the bytes of them, or -1 where the system does not
// say.
static inline long dense_allowed_cpus(void *mask, unsigned long bytes) {
  return syscall(SYS_sched_getaffinity, 0, bytes, mask);
}

// Has `function` called when the process ends by `exit` or the return of `main`, with its status.
static inline int dense_at_exit(void (*function)(int status, void *unused)) {
#ifdef __GLIBC__
  extern int on_exit(void (*)(int, void *), void *);
  return on_exit(function, 0);
#else
  return -1;
#endif
}

#endif
