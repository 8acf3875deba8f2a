"""What a bundle says of itself: `build.json`, everyone's licences, the bill of materials.

Called by build.spec once it is known what goes in, so that it is in every form that is made of it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from app import __version__
from app.adapters.build_info import BUILD_FILE, LICENCES
from app.domain.build import Build, Library
from app.domain.plain import to_plain
from tools.package.component import Component
from tools.package.components import all_components
from tools.package.sbom import bill_of_materials
from tools.package.source import Source, read_source

SBOM_FILE: Final = "sbom.cdx.json"

Entry = tuple[str, str, str]  # PyInstaller's: where it goes, where it is, what kind it is


def stamped(
    pure: Iterable[Entry], binaries: Iterable[Entry], datas: Iterable[Entry], work: Path
) -> list[Entry]:
    """Write what a bundle of these entries says of itself; the entries to add to it."""
    libraries = [Path(where) for name, where, kind in binaries if kind == "BINARY" and where]
    names = [name for name, _where, _kind in pure]
    names += [name.replace("\\", "/").partition("/")[0] for name, *_ in (*binaries, *datas)]
    modules = {name.partition(".")[0] for name in names}
    folder = work / "stamp"
    shutil.rmtree(folder, ignore_errors=True)
    write_stamp(folder, read_source(), all_components(modules, libraries))
    return [
        (f"resources/{path.relative_to(folder).as_posix()}", str(path), "DATA")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def write_stamp(folder: Path, source: Source, components: Sequence[Component]) -> Build:
    """Fill a folder with what the app shows of its build."""
    # Crates are for the bill alone: a person would look in vain for the rest among 140 of them.
    shown = [one for one in components if not one.purl.startswith("pkg:cargo/")]
    libraries = [_with_texts(one, folder / LICENCES) for one in shown]
    build = Build(
        __version__,
        source.commit,
        source.day if source.commit else "",
        source.is_changed,
        tuple(libraries),
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / BUILD_FILE).write_text(json.dumps(to_plain(build), indent=1) + "\n", "utf-8")
    bill = bill_of_materials(__version__, source, components)
    (folder / SBOM_FILE).write_text(bill, "utf-8")
    return build


def _with_texts(one: Component, folder: Path) -> Library:
    """Copy a component's texts into a folder of its own."""
    kept = []
    for at, text in enumerate(one.texts):
        place = folder / one.name / text.name
        if place.exists():
            place = place.with_name(f"{at}-{text.name}")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(text, place)
        kept.append(place.relative_to(folder).as_posix())
    return Library(one.name, one.version, one.licence, tuple(kept))
