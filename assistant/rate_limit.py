"""So many requests an address and a span of time, counted in bounded memory."""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network

from limits import parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from assistant.problems import RequestRefusedError
from assistant.texts_fr import api as texts

OFF = "off"
# Addresses counted at once: about 10 MB at most.
MAX_ADDRESSES = 50_000
# What one subscriber usually gets of IPv6.
_IPV6_PREFIX_BITS = 64
_OTHER_NAME_MAX_CHARS = 64


class RateLimiter:
    """Counts requests by client address; safe to use from many threads."""

    def __init__(
        self, rate: str, *, clock: Callable[[], float] = time.monotonic, max_addresses: int = MAX_ADDRESSES
    ) -> None:
        """Start with nothing counted.

        Args:
            rate: "60/minute", "10/second", "1000/hour"; "off" lets everything pass.
            clock: seconds, never backwards.
            max_addresses: how many are counted at once; beyond, the oldest counts are forgotten.

        Raises:
            ValueError: if the rate cannot be read.
        """
        self._rate = None if rate == OFF else parse(rate)
        self._clock = clock
        self._limiter = FixedWindowRateLimiter(_WindowCounts(clock, max_keys=max_addresses))

    def count(self, address: str | None) -> None:
        """Count one request of an address; None: it is unknown, as behind a local socket.

        Raises:
            RequestRefusedError: 429 with `Retry-After`, if it is one too many.
        """
        if self._rate is None:
            return
        client = client_key(address)
        if self._limiter.hit(self._rate, client):
            return
        ends_at = self._limiter.get_window_stats(self._rate, client).reset_time
        seconds = max(1, math.ceil(ends_at - self._clock()))
        detail = texts.TOO_MANY.format(seconds=seconds)
        raise RequestRefusedError(detail, status=429, headers={"Retry-After": str(seconds)})


def client_key(address: str | None) -> str:
    """Return under what an address is counted: IPv6 by network, since one subscriber has a whole one."""
    if address is None:
        return ""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:_OTHER_NAME_MAX_CHARS]
    if not isinstance(ip, IPv6Address):
        return str(ip)
    if ip.ipv4_mapped is not None:
        return str(ip.ipv4_mapped)
    return str(ip_network((ip, _IPV6_PREFIX_BITS), strict=False))


class _WindowCounts(Storage):
    """Counts by key, each for one window; beyond the bound the oldest windows are forgotten.

    The storage that `limits` brings has no bound, reads its own clock, and starts a thread at each request.
    """

    # Reached by no address: it is passed as an object.
    STORAGE_SCHEME = None

    def __init__(self, clock: Callable[[], float], *, max_keys: int) -> None:
        super().__init__()
        self._max_keys = max_keys
        self._clock = clock
        self._lock = threading.Lock()
        # (end of the window, count) by key; all windows are as long, so the first ends first.
        self._windows: OrderedDict[str, tuple[float, int]] = OrderedDict()

    @property
    def base_exceptions(self) -> type[Exception]:
        """No error of a backend can occur."""
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to a key's count, in a new window of `expiry` seconds if it has none."""
        with self._lock:
            now = self._clock()
            self._forget_ended(now)
            if key not in self._windows and len(self._windows) >= self._max_keys:
                self._windows.popitem(last=False)
            ends_at, count = self._windows.get(key, (now + expiry, 0))
            self._windows[key] = (ends_at, count + amount)
            return count + amount

    def get(self, key: str) -> int:
        """Return a key's count."""
        ends_at, count = self._windows.get(key, (0.0, 0))
        return count if ends_at > self._clock() else 0

    def get_expiry(self, key: str) -> float:
        """Return when a key's window ends."""
        return self._windows.get(key, (self._clock(), 0))[0]

    def check(self) -> bool:
        """Memory is always there."""
        return True

    def reset(self) -> int:
        """Forget every count; return how many there were."""
        with self._lock:
            count = len(self._windows)
            self._windows.clear()
            return count

    def clear(self, key: str) -> None:
        """Forget a key's count."""
        with self._lock:
            self._windows.pop(key, None)

    def _forget_ended(self, now: float) -> None:
        while self._windows and next(iter(self._windows.values()))[0] <= now:
            self._windows.popitem(last=False)
