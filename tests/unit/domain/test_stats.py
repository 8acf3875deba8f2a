"""Sums, shares and the typical percentile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.stats import StatsBucket, Sum, total, typical_p95_ms

START = datetime(2026, 11, 23, tzinfo=UTC)


def bucket(delivered=0, failed=0, p95=None, hours=0):
    return StatsBucket(START + timedelta(hours=hours), delivered, failed, p95_ms=p95)


def test_a_share_needs_a_try():
    assert bucket().success is None
    assert Sum().success is None
    assert bucket(3, 1).success == 0.75
    assert total([bucket(3, 1), bucket(1, 3)]) == Sum(4, 4)


@pytest.mark.parametrize(
    ("buckets", "expected"),
    [
        ([], None),
        ([bucket(5, 0)], None),
        ([bucket(1, 0, 100)], 100),
        ([bucket(1, 0, 900), bucket(98, 0, 100), bucket(1, 0, 10)], 100),
        ([bucket(1, 0, 100), bucket(1, 0, 200)], 100),
        ([bucket(1, 0, 100), bucket(1, 2, 200)], 200),
    ],
)
def test_the_typical_percentile_is_the_one_that_half_of_all_tries_met(buckets, expected):
    assert typical_p95_ms(buckets) == expected
