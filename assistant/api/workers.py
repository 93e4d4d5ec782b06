"""The threads in which the service works, apart from the loop that takes requests."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

# Questions worked on at the same time; the others wait their turn.
ANSWER_THREADS = 20

Result = TypeVar("Result")


class Workers:
    """Runs blocking work without holding up the loop."""

    def __init__(self, threads: int = ANSWER_THREADS) -> None:
        """Allow so many threads at once."""
        self._limiter = CapacityLimiter(threads)

    async def run(self, work: Callable[[], Result]) -> Result:
        """Return what `work` returns, or raise what it raises; it is never abandoned half-way."""
        return await to_thread.run_sync(work, limiter=self._limiter)
