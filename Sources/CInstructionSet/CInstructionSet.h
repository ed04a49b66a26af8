// What a target was compiled for, what this CPU has, and what Swift cannot ask the processor for.
//
// Header only: every target that imports it gets the constants of its own compiler flags.
#ifndef SWIFT_DENSE_CINSTRUCTIONSET_H
#define SWIFT_DENSE_CINSTRUCTIONSET_H

#ifdef __linux__
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <pthread.h>
#include <sched.h>
#endif

// 1 where the importing target has a fused multiply-add instruction. Without one, Swift's `addingProduct` calls libm
// for every lane.
#if defined(__FMA__) || defined(__aarch64__)
#define CINSTRUCTIONSET_FMA 1
#else
#define CINSTRUCTIONSET_FMA 0
#endif

#if defined(__x86_64__)
#include <cpuid.h>

// The register states that the operating system saves (XCR0); 0 where it does not say.
static inline unsigned long long cinstructionset_saved_states(void) {
  unsigned eax, ebx, ecx, edx;
  if (!__get_cpuid(1, &eax, &ebx, &ecx, &edx) || !(ecx & bit_OSXSAVE)) return 0;
  unsigned low, high;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return ((unsigned long long)high << 32) | low;
}

// Whether CPU and operating system run AVX2 with FMA.
static inline int cinstructionset_has_avx2(void) {
  unsigned eax, ebx, ecx, edx;
  if ((cinstructionset_saved_states() & 0x6) != 0x6) return 0;
  if (!__get_cpuid(1, &eax, &ebx, &ecx, &edx) || !(ecx & bit_FMA)) return 0;
  return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) && (ebx & bit_AVX2);
}

// Whether they run AVX-512 F, VL, DQ and BW.
static inline int cinstructionset_has_avx512(void) {
  const unsigned needed = bit_AVX512F | bit_AVX512VL | bit_AVX512DQ | bit_AVX512BW;
  unsigned eax, ebx, ecx, edx;
  if (!cinstructionset_has_avx2() || (cinstructionset_saved_states() & 0xe6) != 0xe6) return 0;
  return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) && (ebx & needed) == needed;
}

// Tells the core that this is a spinning wait.
static inline void cinstructionset_pause(void) { __builtin_ia32_pause(); }
#else
static inline int cinstructionset_has_avx2(void) { return 0; }
static inline int cinstructionset_has_avx512(void) { return 0; }
static inline void cinstructionset_pause(void) { __asm__ volatile("yield"); }
#endif

// Prefetches the cache line at an address, which need not exist.
static inline void cinstructionset_prefetch(const void *address) { __builtin_prefetch(address); }

// The same into the second cache only. Of many lines at once for the first cache, a core drops those that it has no buffers
// for.
static inline void cinstructionset_prefetch_many(const void *address) { __builtin_prefetch(address, 0, 2); }

// The number of CPUs that this process may run on (its affinity); 0 where the system does not say.
static inline int cinstructionset_allowed_cpus(void) {
#ifdef __linux__
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 0;
#else
  return 0;
#endif
}

// Bytes of the calling thread's stack that are left; 0 where the system does not say, and on a stack that it did not make.
//
// It is asked once a thread: for the first thread of a process it reads /proc/self/maps.
static inline unsigned long cinstructionset_stack_left(void) {
#ifdef __linux__
  static _Thread_local char *end;
  static _Thread_local size_t size;
  pthread_attr_t attributes;
  void *start;
  if (!end && pthread_getattr_np(pthread_self(), &attributes) == 0) {
    if (pthread_attr_getstack(&attributes, &start, &size) == 0) end = (char *)start;
    pthread_attr_destroy(&attributes);
  }
  unsigned long left = (unsigned long)((char *)__builtin_frame_address(0) - end);
  return left < size ? left : 0;
#else
  return 0;
#endif
}

// y := the square roots of the 16 elements at x, which may be y. Swift calls libm's for each, because of errno.
#define CINSTRUCTIONSET_SQUARE_ROOTS(name, scalar)                       \
  static inline void name(const scalar *x, scalar *y) {                  \
    typedef scalar lanes __attribute__((ext_vector_type(16), aligned(1))); \
    lanes roots = __builtin_elementwise_sqrt(*(const lanes *)x);         \
    *(lanes *)y = roots;                                                 \
  }
CINSTRUCTIONSET_SQUARE_ROOTS(cinstructionset_square_roots_float, float)
CINSTRUCTIONSET_SQUARE_ROOTS(cinstructionset_square_roots_double, double)

#endif
