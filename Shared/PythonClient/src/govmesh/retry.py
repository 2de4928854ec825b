"""When the client calls again by itself."""

from __future__ import annotations

import random

from .errors import Code, Origin, RPCError, Verdict
from .methods import CallClass

FIRST_WAIT = 0.010
LONGEST_WAIT = 0.250


def retry_wait(
    error: RPCError,
    call_class: CallClass,
    *,
    attempt: int,
    remaining: float,
    budget: RetryBudget,
    now: float,
) -> float | None:
    """Seconds to wait before the next attempt; `None` when the failure stands.

    A failure of the handler itself stands: repeating that is the application's decision.
    """
    if error.origin is Origin.HANDLER or not _may_repeat(error, call_class):
        return None
    grown = min(FIRST_WAIT * 2 ** min(attempt, 5), LONGEST_WAIT)
    wait = max(random.uniform(grown / 2, grown), error.retry_after, budget.reserve(now))
    if wait < remaining:
        return wait
    budget.give_back()
    return None


def _may_repeat(error: RPCError, call_class: CallClass) -> bool:
    if error.code not in (Code.UNAVAILABLE, Code.RESOURCE_EXHAUSTED):
        return False
    match error.verdict:
        case Verdict.SAFE_NOT_STARTED:
            return True
        case Verdict.DO_NOT_RETRY:
            return False
        case _:
            return error.code is Code.UNAVAILABLE and call_class is not CallClass.UNSAFE


class RetryBudget:
    """Paces the repeats of a whole client: a full session at once, then so many each second.

    One call alone never meets it; a thousand that fail together wait longer instead of becoming a
    storm.
    """

    def __init__(self, most: float = 256.0, per_second: float = 128.0) -> None:
        self._most = most
        self._per_second = per_second
        self._left = most
        self._filled = 0.0

    def reserve(self, now: float) -> float:
        """Takes one repeat; says how many seconds from now it may happen."""
        elapsed = max(now - self._filled, 0.0)
        self._left = min(self._most, self._left + elapsed * self._per_second) - 1
        self._filled = now
        return max(-self._left / self._per_second, 0.0)

    def give_back(self) -> None:
        self._left += 1
