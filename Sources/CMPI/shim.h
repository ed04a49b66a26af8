// The calls of MPI that DistributedTraining makes, as functions: in mpi.h, constants are macros and handles are pointers
// (Open MPI) or integers (MPICH), so that Swift would see two interfaces. Each returns MPI's error code.
#ifndef SWIFT_DENSE_CMPI_H
#define SWIFT_DENSE_CMPI_H

#if __has_include(<mpi.h>)
// Without the interface for C++, which mpi.h of Open MPI 4 would include.
#define OMPI_SKIP_MPICXX 1
#define MPICH_SKIP_MPICXX 1
#include <mpi.h>
#else
#error "MPI is missing: 'apt-get install libopenmpi-dev openmpi-bin' (or 'make setup MPI=1'), or build without the trait MPI"
#endif

// Handles as bytes, because Swift takes a pointer for unsafe and an integer for safe.
typedef struct { _Alignas(MPI_Comm) unsigned char bytes[sizeof(MPI_Comm)]; } dense_communicator;
typedef struct { _Alignas(MPI_Request) unsigned char bytes[sizeof(MPI_Request)]; } dense_request;
typedef struct { MPI_Status value; } dense_status;

static inline MPI_Comm dense_handle(dense_communicator communicator) {
  MPI_Comm handle;
  __builtin_memcpy(&handle, &communicator, sizeof handle);
  return handle;
}
static inline MPI_Request *dense_handles(dense_request *requests) { return (MPI_Request *)requests; }

// Bytes that a text of MPI may need, with its end.
static const int dense_longest_text = 1024;
_Static_assert(MPI_MAX_ERROR_STRING <= 1024 && MPI_MAX_PROCESSOR_NAME <= 1024, "a text of MPI is longer");

static inline int dense_is_initialized(int *flag) { return MPI_Initialized(flag); }

// Threads may exist; one of them, this one, calls MPI. From here on errors are returned.
static inline int dense_initialize(int *is_granted) {
  int granted = MPI_THREAD_SINGLE;
  int code = MPI_Init_thread(0, 0, MPI_THREAD_FUNNELED, &granted);
  *is_granted = granted >= MPI_THREAD_FUNNELED;
  return code ? code : MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
}

static inline int dense_finalize(void) { return MPI_Finalize(); }

static inline void dense_abort(dense_communicator communicator, int status) {
  MPI_Abort(dense_handle(communicator), status);
}

// Begins a copy of the communicator of all ranks, which exists when `request` is complete.
static inline int dense_duplicate_world(dense_communicator *copy, dense_request *request) {
  return MPI_Comm_idup(MPI_COMM_WORLD, (MPI_Comm *)copy, dense_handles(request));
}

static inline int dense_return_errors(dense_communicator communicator) {
  return MPI_Comm_set_errhandler(dense_handle(communicator), MPI_ERRORS_RETURN);
}

static inline int dense_world_rank(int *rank) { return MPI_Comm_rank(MPI_COMM_WORLD, rank); }
static inline int dense_world_size(int *size) { return MPI_Comm_size(MPI_COMM_WORLD, size); }

// Requests that are begun again and again, on the same memory.
static inline int dense_make_send(
    const void *memory, int bytes, int rank, int tag, dense_communicator communicator, dense_request *request) {
  return MPI_Send_init(memory, bytes, MPI_BYTE, rank, tag, dense_handle(communicator), dense_handles(request));
}
static inline int dense_make_receive(
    void *memory, int bytes, int rank, int tag, dense_communicator communicator, dense_request *request) {
  return MPI_Recv_init(memory, bytes, MPI_BYTE, rank, tag, dense_handle(communicator), dense_handles(request));
}
static inline int dense_begin(dense_request *request) { return MPI_Start(dense_handles(request)); }
static inline int dense_free(dense_request *request) { return MPI_Request_free(dense_handles(request)); }

_Static_assert(sizeof(dense_status) == sizeof(MPI_Status), "an array of one is not one of the other");

// Sets `are_complete` where all `count` requests are. Where one failed, the code is that of its failure.
static inline int dense_test_all(int count, dense_request *requests, dense_status *statuses, int *are_complete) {
  int code = MPI_Testall(count, dense_handles(requests), are_complete, (MPI_Status *)statuses);
  if (code == MPI_SUCCESS) return code;
  int kind;
  MPI_Error_class(code, &kind);
  if (kind != MPI_ERR_IN_STATUS) return code;
  for (int i = 0; i < count; i++) {
    int each = statuses[i].value.MPI_ERROR;
    if (each != MPI_SUCCESS && each != MPI_ERR_PENDING) return each;
  }
  return code;
}

// Leaves a complete request as it is.
static inline int dense_is_complete(dense_request *request, int *is_complete) {
  return MPI_Request_get_status(*dense_handles(request), is_complete, MPI_STATUS_IGNORE);
}
static inline int dense_received_bytes(const dense_status *status, int *bytes) {
  return MPI_Get_count(&status->value, MPI_BYTE, bytes);
}

// Texts end with a zero and have at most `dense_longest_text` bytes.
static inline int dense_error_text(int error, char *text) {
  int length;
  return MPI_Error_string(error, text, &length);
}
static inline int dense_processor_name(char *text) {
  int length;
  return MPI_Get_processor_name(text, &length);
}

#endif
