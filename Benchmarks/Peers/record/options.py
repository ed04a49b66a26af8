"""What `make record ARGS="..."` takes."""

import argparse
from dataclasses import dataclass


@dataclass
class Options:
    mnist: str
    fast_seeds: int
    best_seeds: int
    peer_seeds: int
    timeout: float = 600


def parse(arguments: list[str] | None = None) -> Options:
    parser = argparse.ArgumentParser(
        prog="make record", description="The presets over several seeds; PyTorch and JAX on the recipe of fast, in turn."
    )
    parser.add_argument("--mnist", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--fast-seeds", type=int, help="runs of fast (default: 30)")
    parser.add_argument("--best-seeds", type=int, help="runs of best (default: 5); 0 for none")
    parser.add_argument("--peer-seeds", type=int, help="of the runs of fast, those with PyTorch and JAX (default: 5)")
    parser.add_argument("--quick", action="store_true", help="3 runs of fast, 1 of best, 1 of the others")
    parser.add_argument("--timeout", type=float, default=600, help="seconds to wait for one training of others (default: 600)")
    values = parser.parse_args(arguments)
    defaults = (3, 1, 1) if values.quick else (30, 5, 5)
    given = (values.fast_seeds, values.best_seeds, values.peer_seeds)
    fast, best, peers = (own if own is not None else default for own, default in zip(given, defaults))
    if not 1 <= fast <= 1000:
        parser.error(f"--fast-seeds {fast}: it may be 1 to 1000")
    if not 0 <= best <= 1000:
        parser.error(f"--best-seeds {best}: it may be 0 to 1000")
    if values.peer_seeds is None:
        peers = min(peers, fast)
    if not 0 <= peers <= fast:
        parser.error(f"--peer-seeds {peers}: it may be 0 to the {fast} of --fast-seeds")
    if not values.timeout > 0:
        parser.error(f"--timeout {values.timeout:g}: it must be above 0")
    return Options(values.mnist, fast, best, peers, values.timeout)
