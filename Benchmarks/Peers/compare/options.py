"""What `make compare ARGS="..."` takes."""

import argparse

from compare.load import cpus

OTHERS = ("openblas", "numpy", "jax", "torch", "sklearn", "onnx", "scipy", "openblas-new", "mkl", "aocl", "blis")


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make compare", description="The same work on this package and on NumPy, JAX, PyTorch, MKL and others."
    )
    parser.add_argument("--benchmark", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, help="timed turns of each participant (default: 7)")
    parser.add_argument("--quick", action="store_true", help="3 rounds")
    parser.add_argument(
        "--without", type=names, default=[], action="extend", metavar="NAME,...", help=f"leave out: {', '.join(OTHERS)}"
    )
    parser.add_argument("--only", choices=("epoch", "predict", "decompositions", "products"), help="one kind of work")
    parser.add_argument(
        "--sizes", type=sizes, default=(64, 256, 1024), metavar="N,...",
        help="orders of the matrices to decompose (default: 64,256,1024)",
    )
    parser.add_argument("--threads", type=int, help="threads of a decomposition besides one (default: every available CPU)")
    parser.add_argument("--timeout", type=float, default=120, help="seconds to wait for one answer (default: 120)")
    options = parser.parse_args(arguments)
    if options.rounds is None:
        options.rounds = 3 if options.quick else 7
    if not 1 <= options.rounds <= 1000:
        parser.error(f"--rounds {options.rounds}: it may be 1 to 1000")
    most = options.threads if options.threads is not None else min(cpus(), 256)
    if not 1 <= most <= 256:
        parser.error(f"--threads {most}: it may be 1 to 256")
    if not options.timeout > 0:
        parser.error(f"--timeout {options.timeout:g}: it must be above 0")
    options.threads = tuple(sorted({1, most}))
    return options


def sizes(text: str) -> tuple[int, ...]:
    try:
        orders = tuple(int(order) for order in text.split(","))
    except ValueError:
        orders = (0,)
    if not all(1 <= order <= 10_000 for order in orders):
        raise argparse.ArgumentTypeError(f"'{text}' are no orders of 1 to 10000")
    return orders


def names(text: str) -> list[str]:
    chosen = text.split(",")
    for name in chosen:
        if name not in OTHERS:
            raise argparse.ArgumentTypeError(f"'{name}' is none of {', '.join(OTHERS)}")
    return chosen
