"""The frozen app, made once for all that look at it: some minutes, so only `soak` tests ask.

`PICKSMART_WEBHOOKS_FROZEN` names one that is there already, as a release has just built it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def frozen_app(tmp_path_factory):
    """A folder whose name is not made for programs."""
    from tools import build

    place = tmp_path_factory.mktemp("frozen")
    target = place / "Programme für alle"
    given = os.environ.get("PICKSMART_WEBHOOKS_FROZEN")
    if given:
        return Path(shutil.copytree(given, target, symlinks=True))
    return build.freeze(place / "dist", place / "work").rename(target)
