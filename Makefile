# Two commands do all: `make train` and `make test`. Both install what is missing.
#
#   OPENBLAS=0           without OpenBLAS, on any target but examples and mutants, which need it
#   MPI=1                with DistributedTraining, for processes that train together: setup, build, train
#   ARGS="--epochs 5"    for the program that a target runs; ARGS="products" for one check of `make stress`
#   OFFLINE=1            `make train` does not try to fetch MNIST
#   SWIFT_FLAGS=...      for every build, such as "--jobs 1"
#   SECONDS=60           for each reader that `make fuzz` tries

OPENBLAS ?= 1
MPI ?= 0
ARGS ?=
SWIFT_FLAGS ?=
SECONDS ?= 60

# Flags that change the code have a scratch folder of their own: builds do not undo each other.
ifeq ($(OPENBLAS),0)
  SCRATCH := .build-notraits
  FLAGS := --disable-default-traits $(SWIFT_FLAGS)
else
  SCRATCH := .build
  FLAGS := $(SWIFT_FLAGS)
endif
ifneq ($(MPI),0)
  SCRATCH := $(SCRATCH)-mpi
  ifeq ($(OPENBLAS),0)
    FLAGS := --traits MPI $(SWIFT_FLAGS)
  else
    FLAGS := --traits default,MPI $(SWIFT_FLAGS)
  endif
endif
BUILD := swift build --scratch-path $(SCRATCH) $(FLAGS)
# XCTest has no tests here.
TEST := swift test --disable-xctest
# Suites that try what is in Swift beside OpenBLAS, whichever is the default.
SWIFT_TESTS := LinearAlgebraTests\.[A-Za-z]*(GEMM(Sweep|Bits)|Kernel|RandomProduct|ElementaryFunction|Ratio|EliminationRange|ExponentRange|Convergence)Tests

.PHONY: help setup build test distributed stress mutants fuzz train data benchmark compare record examples docs lint format clean

help:
	@echo "make train      train on MNIST: setup, release build, run (ARGS=\"--epochs 5\")"
	@echo "make test       the tests in debug, in release and without OpenBLAS; lint"
	@echo "make stress     every check at length, then a table of what was tried: some hours (ARGS=\"products fuzz\")"
	@echo "make mutants    makes the mistakes of .ci/mutants.list, one at a time: which of them do the tests miss?"
	@echo "make fuzz       damaged files for every reader, SECONDS=60 for each"
	@echo "make benchmark  OpenBLAS, the Swift kernels and plain loops on the same work (ARGS=\"gemm --double\")"
	@echo "make compare    NumPy, JAX, PyTorch, scikit-learn, ONNX Runtime and this package on the same work"
	@echo "make record     the presets fast and best over several seeds; PyTorch and JAX on the recipe of fast"
	@echo "make examples   short programs with the library, held to figures of scikit-learn, NumPy and PyTorch"
	@echo "make data       fetch the whole of MNIST into data/mnist"
	@echo "make docs       the documentation of the libraries, as pages for a browser"
	@echo "make setup      install the system packages that are missing"
	@echo "make build lint format clean"
	@echo "OPENBLAS=0      goes with each of them but examples and mutants: without OpenBLAS"
	@echo "MPI=1           goes with setup, build and train: with training by several processes, which mpirun starts"
	@echo "make distributed  tests of that, with each MPI that is installed: a minute after the build"

setup:
	@OPENBLAS=$(OPENBLAS) MPI=$(MPI) bash .ci/setup

build: setup
	$(BUILD) -c release

# With --data the choice is made.
train: setup
	$(if $(findstring --data,$(ARGS)),,@bash .ci/data --try)
	$(BUILD) -c release --product mnist
	$(SCRATCH)/release/mnist train $(ARGS)

data:
	@bash .ci/data

# A release build keeps the messages of traps, and only there can it be seen to. Its modules are those of `make build`: tests
# of internals, for which a module would be compiled once more, run in debug alone.
test: lint
	bash .ci/test-data
	bash .ci/test-compare
	$(TEST) --scratch-path $(SCRATCH) $(FLAGS)
	$(TEST) -c release --scratch-path $(SCRATCH) $(FLAGS) --disable-testable-imports
ifneq ($(OPENBLAS),0)
	$(TEST) --scratch-path .build-notraits --disable-default-traits $(SWIFT_FLAGS) --skip '$(SWIFT_TESTS)'
endif
	bash .ci/expressions $(SCRATCH)

# Builds on its own, for each MPI.
distributed:
	@$(MAKE) --no-print-directory setup MPI=1
	OPENBLAS=$(OPENBLAS) SWIFT_FLAGS="$(SWIFT_FLAGS)" bash .ci/distributed

stress: setup
	OPENBLAS=$(OPENBLAS) SWIFT_FLAGS="$(SWIFT_FLAGS)" bash .ci/stress $(ARGS)

mutants: setup
	SWIFT_FLAGS="$(SWIFT_FLAGS)" .ci/mutants $(ARGS)

# Instrumented, in a scratch folder of its own. The libraries need nothing that setup installs.
fuzz:
	SWIFT_FLAGS="$(SWIFT_FLAGS)" bash .ci/fuzz $(SECONDS)

benchmark: setup
	swift build -c release --package-path Benchmarks --scratch-path Benchmarks/$(SCRATCH) $(FLAGS)
	Benchmarks/$(SCRATCH)/release/benchmark $(ARGS)

# The Python environment comes first: without it there is nothing to build for.
compare: setup
	@python="$$(bash Benchmarks/Peers/environment)" && \
	swift build -c release --package-path Benchmarks --scratch-path Benchmarks/$(SCRATCH) $(FLAGS) && \
	PYTHONPATH=Benchmarks/Peers PYTHONDONTWRITEBYTECODE=1 "$$python" -m compare \
	  --benchmark Benchmarks/$(SCRATCH)/release/benchmark $(ARGS)

record: setup
	@bash .ci/data --try
	@python="$$(bash Benchmarks/Peers/environment)" && \
	$(BUILD) -c release --product mnist && \
	PYTHONPATH=Benchmarks/Peers PYTHONDONTWRITEBYTECODE=1 "$$python" -m record --mnist $(SCRATCH)/release/mnist $(ARGS)

# Each a package of its own, which depends on OpenBLAS.
examples: setup
	bash .ci/examples

docs: setup
	$(BUILD) --target MNISTData
	bash .ci/docs $(SCRATCH)

lint: setup
	$(BUILD) -c release --target VectorKernelsAVX2
	$(BUILD) -c release --target VectorKernelsAVX512
	bash .ci/lint $(SCRATCH)

format:
	find Package.swift .ci Sources Tests Benchmarks Examples -name '.build*' -prune -o -type f -name '*.swift' -print0 \
	  | xargs -0 swift format format --in-place

clean:
	rm -rf .build .build-* Benchmarks/.build Benchmarks/.build-*
