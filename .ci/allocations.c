// Counts the blocks that a process allocates and prints their number when it ends. `.ci/allocations` loads it before glibc.
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static atomic_long blocks;

void *malloc(size_t size) { return blocks++, __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return blocks++, __libc_calloc(count, size); }
void *realloc(void *block, size_t size) { return blocks++, __libc_realloc(block, size); }
void *memalign(size_t alignment, size_t size) { return blocks++, __libc_memalign(alignment, size); }
void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **block, size_t alignment, size_t size) {
  void *memory = memalign(alignment, size);
  if (!memory) return ENOMEM;
  *block = memory;
  return 0;
}

__attribute__((destructor)) static void report(void) { fprintf(stderr, "allocated %ld blocks\n", blocks); }
