"""What a build of the app is: its version, the commit it was made of, and the libraries in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """One piece of other people's work in the app.

    Attributes:
        name: As its makers call it.
        version: Of the one that is used.
        licence: Its short name or SPDX expression; "" where its makers give none.
        texts: The files that hold its licence, beside the index of licences.
    """

    name: str
    version: str
    licence: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Build:
    """What runs.

    Attributes:
        version: Of the app.
        commit: What it was made of; "" when it runs from a source tree.
        committed_on: The commit's day, YYYY-MM-DD; "" likewise.
        is_changed: Whether the source was changed after that commit.
        libraries: By name, without regard to case.
    """

    version: str
    commit: str = ""
    committed_on: str = ""
    is_changed: bool = False
    libraries: tuple[Library, ...] = ()

    @property
    def source(self) -> str:
        """The commit in short; "" for a source tree."""
        if not self.commit:
            return ""
        changed = ", with changes" if self.is_changed else ""
        return f"{self.commit[:12]} of {self.committed_on}{changed}"
