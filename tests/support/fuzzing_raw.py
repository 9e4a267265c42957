"""Mutated camera files through the worker path: each costs one photo and one message at most."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from retouch.model.errors import WorkerLost
from retouch.tasks.decoders import DecodeJob, What, start_decoder
from retouch.tasks.workers import Pool
from support.fuzzing import mutated_file

_OURS = "retouch itself failed"


def decode_mutated(sources: list[Path], work: Path, count: int, seed: int, patience: float = 20.0) -> Counter[str]:
    """Decode ``count`` mutated copies of ``sources`` in workers; return how often it ended how.

    ``decoded``, ``refused``, ``crashed``, ``hung``, ``memory``; ``bug`` where an error came out that nobody had thought
    of, and ``lost`` where no message, or not just one, named the file. Inputs that crashed, hung, filled the memory or
    showed a bug are kept in ``work``.
    """
    ended: Counter[str] = Counter()
    waiting: set[Path] = set()
    with Pool(start_decoder, 2, patience, work / "workers.log") as pool:
        for outcome in pool.run(_jobs(sources, work, count, seed, waiting)):
            path = outcome.job.path
            how = "decoded" if outcome.error is None else _how(outcome.error)
            if path not in waiting or (outcome.error is not None and outcome.error.path != path):
                how = "lost"
            waiting.discard(path)
            ended[how] += 1
            if how in {"decoded", "refused"}:
                path.unlink()
    ended["lost"] += len(waiting)
    return ended


def _jobs(sources: list[Path], work: Path, count: int, seed: int, waiting: set[Path]) -> Iterator[DecodeJob]:
    chance = random.Random(seed)
    contents = {path: path.read_bytes() for path in sources}
    for number in range(count):
        source = chance.choice(sources)
        path = work / f"{number}{source.suffix}"
        path.write_bytes(mutated_file(contents[source], chance))
        waiting.add(path)
        what = chance.choice([What.PREVIEW, What.BASE, What.THUMBNAIL])
        yield DecodeJob(what, path, 400 if what is What.BASE else 2048)


def _how(error: Exception) -> str:
    if not isinstance(error, WorkerLost):
        return "memory" if "memory" in str(error) else "refused"
    for sign, how in (("crashed", "crashed"), ("longer", "hung"), ("memory", "memory"), (_OURS, "bug")):
        if sign in error.what:
            return how
    return "lost"
