"""Where the files of `resources/` are: in the source tree, in a wheel, in a frozen app."""

from __future__ import annotations

import sys
from pathlib import Path


def resources_dir() -> Path:
    """The folder that holds icons, catalog, seed and the OpenAPI document."""
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's bootloader
    if bundle is not None:
        return Path(bundle) / "resources"
    installed = package / "_resources"  # where the wheel puts them
    return installed if installed.is_dir() else package.parent / "resources"
