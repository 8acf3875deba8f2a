"""Every sentence of the contract, held against the embedded platform."""

from __future__ import annotations

import pytest

from tests.contract.check import Check, Skipped
from tests.contract.run import ALL
from tests.contract.world import Server, World


@pytest.mark.parametrize("which", ["server", "server_on_postgres"])
@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_the_sentence_holds(one: Check, which: str, request: pytest.FixtureRequest) -> None:
    server: Server = request.getfixturevalue(which)
    try:
        one.run(World(server))
    except Skipped as reason:
        pytest.skip(str(reason))
