"""`python -m tests.e2e.screenshots [OUT [STEP ...]]`: takes the pictures.

Each state is kept in light and dark at 100 %, and in light at 150 % text; `--all` adds the smallest
window, 125 % text, and a wide window at 150 %.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication

from app import bootstrap, start
from app.domain.preferences import Language
from tests.e2e.screenshots.camera import Camera
from tests.e2e.screenshots.looks import ALL, USUAL, Look
from tests.e2e.screenshots.walk import FIRST, STEPS
from tests.e2e.witness import Witness
from tests.support.pseudo_locale import PseudoLocale
from tests.support.receivers import HttpReceiver

PSEUDO = "pseudo"


def run(out: Path, steps: Sequence[str], language: str, looks: Sequence[Look]) -> int:
    """Take the pictures; returns the exit code: 1 when a text is cut off or a
    state never comes to rest."""
    qt = start.make_qt_application(sys.argv[:1])
    if language == PSEUDO:
        start.use_language = _speak_pseudo
    with (
        tempfile.TemporaryDirectory(prefix="picksmart-pictures-") as folder,
        HttpReceiver() as http,
    ):
        profile = Path(folder)
        _keep_language(profile, "en" if language == PSEUDO else language)
        app = bootstrap.build_app(qt, profile=profile)
        app.theme.apply("light")
        app.window.show()
        app.session.start()
        camera = Camera(app, Witness(profile), http, out, looks)
        try:
            FIRST(camera)
            for name in steps:
                STEPS[name](camera)
        finally:
            app.window.hide()
            app.close()
    sys.stdout.write(f"Pictures are in {out}.\n")
    return 1 if camera.has_faults else 0


def _keep_language(profile: Path, language: str) -> None:
    settings = profile / "config" / "settings.json"
    settings.parent.mkdir()
    kept = {"format": 1, "settings": {"preferences": {"language": language}}}
    settings.write_text(json.dumps(kept), "utf-8")


def _speak_pseudo(application: QCoreApplication, _wanted: Language) -> None:
    application.installTranslator(PseudoLocale(application))


def main(arguments: Sequence[str]) -> int:
    """Read the command line, and do it."""
    parser = argparse.ArgumentParser(prog="screenshots", description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=Path("screenshots"))
    parser.add_argument("steps", nargs="*", help=f"all, without any: {', '.join(STEPS)}")
    parser.add_argument("--language", choices=["en", "af", PSEUDO], default="en")
    parser.add_argument("--all", action="store_true", help="in every look")
    asked = parser.parse_intermixed_args(arguments)
    steps = asked.steps or list(STEPS)
    if unknown := [one for one in steps if one not in STEPS]:
        parser.error(f"no such step: {', '.join(unknown)}")
    return run(asked.out, steps, asked.language, ALL if asked.all else USUAL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
