"""The same work for many values, shared between the processors of this machine."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

# For fewer values, starting processes costs more than they save.
LEAST = 2000
_BATCH = 250
# So many batches for each processor may wait for whoever asked: to hold all would take the memory of a site.
_AHEAD = 4

_A = TypeVar("_A")
_B = TypeVar("_B")

# What a forked process works on: it has it from its parent, so that neither has to be written down for it.
_held: tuple[Callable[[Sequence[Any]], Any], Sequence[Any]] = (bool, ())


def processors() -> int:
    """Return how many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def in_batches(function: Callable[[Sequence[_A]], _B], values: Sequence[_A]) -> Iterator[_B]:
    """Yield what a function makes of the values, batch by batch in their order.

    Where there are many values, several processes make it; what each makes is copied, and what the function
    changes elsewhere is lost. Few are one batch.
    """
    if len(values) < LEAST or processors() == 1 or sys.platform != "linux":
        # Elsewhere a process cannot be copied, or not safely.
        yield function(values)
        return
    # Imported here, because few reviews are so large.
    from multiprocessing import get_context

    with warnings.catch_warnings():
        # numpy has threads, which Python 3.12 and later warn of; the copies use none of them.
        warnings.simplefilter("ignore", DeprecationWarning)
        pool = get_context("fork").Pool(processors(), _hold, (function, values))
    ahead = _AHEAD * processors()
    made: deque[Any] = deque()
    with pool:
        for first in range(0, len(values), _BATCH):
            made.append(pool.apply_async(_batch, (first,)))
            if len(made) > ahead:
                yield made.popleft().get()
        while made:
            yield made.popleft().get()


def apart(function: Callable[[], _B]) -> _B:
    """Return what the function returns, worked out in a process of its own where one can be copied.

    All memory of that process is free afterwards. What the function raises is raised here; what it changes
    elsewhere is lost.
    """
    if sys.platform != "linux":
        return function()
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        with ProcessPoolExecutor(1, get_context("fork"), _hold_alone, (function,)) as pool:
            return pool.submit(_alone).result()  # type: ignore[return-value]  # what the function returned


def _hold_alone(function: Callable[[], Any]) -> None:
    global _held  # the process does nothing else
    _held = (lambda _: function(), ())


def _alone() -> object:
    function, _ = _held
    return function(())


def _hold(function: Callable[[Sequence[Any]], Any], values: Sequence[Any]) -> None:
    global _held  # a process of the pool does nothing else
    _held = (function, values)
    # Ctrl-C is the parent's: it ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _batch(first: int) -> object:
    function, values = _held
    return function(values[first : first + _BATCH])
