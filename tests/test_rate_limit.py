from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.problems import RequestRefusedError
from assistant.rate_limit import RateLimiter, client_key


def passes(limiter: RateLimiter, address: str | None) -> bool:
    try:
        limiter.count(address)
    except RequestRefusedError:
        return False
    return True


@pytest.mark.parametrize(
    ("rate", "amount", "seconds"), [("60/minute", 60, 60), ("10/second", 10, 1), ("1000/hour", 1000, 3600)]
)
def test_rate_is_so_many_in_so_long(rate: str, amount: int, seconds: int) -> None:
    now = 0.0
    limiter = RateLimiter(rate, clock=lambda: now)
    assert all(passes(limiter, "192.0.2.1") for _ in range(amount))
    now = seconds - 0.5
    with pytest.raises(RequestRefusedError) as refused:
        limiter.count("192.0.2.1")
    assert (refused.value.status, refused.value.headers) == (429, {"Retry-After": "1"})
    now = float(seconds)
    assert passes(limiter, "192.0.2.1")


def test_unreadable_rate_is_a_caller_s_mistake() -> None:
    with pytest.raises(ValueError, match="beaucoup"):
        RateLimiter("beaucoup")


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("testclient", "testclient"),
        ("x" * 10_000, "x" * 64),
        (None, ""),
    ],
)
def test_address_is_counted_under_its_subscriber(address: str | None, key: str) -> None:
    assert client_key(address) == key


def test_counts_stay_within_their_bound() -> None:
    limiter = RateLimiter("1/minute", clock=lambda: 0.0, max_addresses=3)
    assert all(passes(limiter, f"192.0.2.{number}") for number in range(4))
    # The oldest was forgotten to make room, the others were not.
    assert not passes(limiter, "192.0.2.3")
    assert passes(limiter, "192.0.2.0")


def test_ended_windows_make_room_before_others_are_forgotten() -> None:
    now = 0.0
    limiter = RateLimiter("1/minute", clock=lambda: now, max_addresses=2)
    assert passes(limiter, "192.0.2.1")
    now = 30.0
    assert passes(limiter, "192.0.2.2")
    now = 61.0
    assert passes(limiter, "192.0.2.3")
    assert not passes(limiter, "192.0.2.2")


def test_threads_together_get_no_more_than_the_rate() -> None:
    limiter = RateLimiter("50/minute", clock=lambda: 0.0)
    with ThreadPoolExecutor(8) as threads:
        passed = list(threads.map(lambda _: passes(limiter, "192.0.2.1"), range(400)))
    assert sum(passed) == 50
