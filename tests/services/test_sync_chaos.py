"""Two computers, a real platform and a bad network, in whatever order Hypothesis thinks of.

The long form is `python3 dev.py soak --only machine`.
"""

from __future__ import annotations

import pytest
from hypothesis import settings as hypothesis_settings

from tests.support.chaos_proxy import ChaosProxy
from tests.support.platform import running_platform
from tests.support.two_computers import HOW, run_two_computers


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    with running_platform(tmp_path_factory.mktemp("platform")) as platform:
        yield platform


@pytest.fixture(scope="module")
def proxy(platform):
    with ChaosProxy(platform.base_url) as proxy:
        yield proxy


def test_F12_F28_in_any_order_of_events_all_end_up_equal(platform, proxy, tmp_path):
    how = hypothesis_settings(HOW, max_examples=10, derandomize=True)
    run_two_computers(platform, proxy, tmp_path, how)
