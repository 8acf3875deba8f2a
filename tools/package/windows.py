"""The installer for Windows: NSIS makes it of our script and the frozen app.

Per user and without administrator rights. `PICKSMART_WEBHOOKS_SIGN` names the command that signs;
every `@FILE@` in it becomes the file. It signs the app before it is packed, then what removes it
and the installer.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from app import DISPLAY_NAME, DISTRIBUTION, __version__
from tools.package.icons import ico
from tools.package.sizes import size_mb
from tools.package.source import ROOT, read_source, steady_environment

SCRIPTS: Final = ROOT / "resources" / "packaging" / "windows"
SIGN: Final = "PICKSMART_WEBHOOKS_SIGN"


def build_installer(folder: Path, dist: Path, work: Path, *, makensis: str = "makensis") -> Path:
    """Make `…-setup.exe` of a frozen app; its file.

    Args:
        folder: The frozen app.
        dist: Where the installer goes.
        work: For the icon.
        makensis: NSIS's compiler; it runs on every system.
    """
    signing = os.environ.get(SIGN, "")
    program = folder / f"{DISTRIBUTION}.exe"
    if signing and program.is_file():
        subprocess.run(signing_command(signing, program), check=True)
    icon = work / "app.ico"
    icon.write_bytes(ico())
    defines = {
        "NAME": DISTRIBUTION,
        "DISPLAY_NAME": DISPLAY_NAME,
        "VERSION": __version__,
        "VERSION_NUMBERS": version_numbers(__version__),
        "ICON": str(icon.resolve()),
    }
    if signing:
        defines["SIGN"] = signing.replace("@FILE@", "%1")

    def compiled(script: str, target: Path, **more: str) -> Path:
        words = compile_command(SCRIPTS / script, target, defines | more, makensis)
        subprocess.run(words, env=steady_environment(read_source()), check=True)
        return target

    return compiled(
        "installer.nsi",
        dist / f"{DISTRIBUTION}-{__version__}-setup.exe",
        SOURCE=str(folder.resolve()),
        SIZE_KB=str(round(size_mb(folder) * 1000)),
        UNINSTALLER=str(compiled("uninstaller.nsi", work / "uninstall.exe").resolve()),
    )


def compile_command(
    script: Path, target: Path, defines: Mapping[str, str], makensis: str = "makensis"
) -> list[str]:
    """How NSIS is called: every warning is an error, and every name comes from the project."""
    words = [f"-D{name}={value}" for name, value in defines.items()]
    words.append(f"-DTARGET={target.resolve()}")
    return [makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, str(script)]


def signing_command(signing: str, file: Path) -> list[str]:
    """The words of the command that signs one file."""
    words = shlex.split(signing, posix=os.name == "posix")
    return [word.replace("@FILE@", str(file)) for word in words]


def version_numbers(version: str) -> str:
    """A version as the four numbers that Windows files have."""
    numbers = re.findall(r"\d+", re.split(r"(?:a|b|rc|\.dev)\d", version, maxsplit=1)[0])
    return ".".join([*numbers, "0", "0", "0", "0"][:4])
