"""What `make record ARGS="..."` takes."""

import argparse


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make record", description="The presets over several seeds; PyTorch and JAX on the recipe of fast, in turn."
    )
    parser.add_argument("--mnist", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--fast-seeds", type=int, help="runs of fast (default: 30)")
    parser.add_argument("--best-seeds", type=int, help="runs of best (default: 5); 0 for none")
    parser.add_argument("--peer-seeds", type=int, help="of the runs of fast, those with PyTorch and JAX (default: 5)")
    parser.add_argument("--quick", action="store_true", help="3 runs of fast, 1 of best, 1 of the others")
    parser.add_argument("--timeout", type=float, default=600, help="seconds to wait for one training of others (default: 600)")
    options = parser.parse_args(arguments)
    fast, best, peers = (3, 1, 1) if options.quick else (30, 5, 5)
    if options.fast_seeds is None:
        options.fast_seeds = fast
    if options.best_seeds is None:
        options.best_seeds = best
    if options.peer_seeds is None:
        options.peer_seeds = min(peers, options.fast_seeds)
    if not 1 <= options.fast_seeds <= 1000:
        parser.error(f"--fast-seeds {options.fast_seeds}: it may be 1 to 1000")
    if not 0 <= options.best_seeds <= 1000:
        parser.error(f"--best-seeds {options.best_seeds}: it may be 0 to 1000")
    if not 0 <= options.peer_seeds <= options.fast_seeds:
        parser.error(f"--peer-seeds {options.peer_seeds}: it may be 0 to the {options.fast_seeds} of --fast-seeds")
    if not options.timeout > 0:
        parser.error(f"--timeout {options.timeout:g}: it must be above 0")
    return options
