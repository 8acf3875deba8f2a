"""What the desks of a storm said they did, held against what there is: nothing lost or doubled.

Each desk renames and deletes only what it made, and switches signing only of what the
other made.  So each of these is a register that one desk writes, from up to two processes
at once: what is read must be what was written last, as far as time can tell.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

DELETED: Final = None
Value = str | bool | None


class Key(NamedTuple):
    """One setting of one listener."""

    setting: str  # name (its deletion, too) or signing
    listener_id: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One that was tried: it has no end if nobody acknowledged it.

    `listener_id` is empty for a new one that nobody acknowledged; `was` is what the name
    was before.
    """

    setting: str
    listener_id: str
    value: Value
    was: Value = DELETED
    began_s: float = -math.inf
    ended_s: float = math.inf

    @property
    def key(self) -> Key:
        """Which register it writes."""
        return Key(self.setting, self.listener_id)


@dataclass(frozen=True, slots=True)
class Report:
    """What one process left: what it saw as it opened, if it came so far, and its edits."""

    saw: Mapping[str, tuple[str | None, bool]] | None = None
    edits: Sequence[Edit] = ()
    repair: str = ""


@dataclass(frozen=True, slots=True)
class There:
    """Listeners as the platform has them at the end, and the names that it gave to each."""

    names: Mapping[str, str]
    signing: Mapping[str, bool]
    given: Mapping[str, Sequence[str]]


def last_of(edits: Sequence[Edit]) -> set[Value]:
    """What may have been written last: no acknowledged edit began after its end."""
    newest_s = max((one.began_s for one in edits if one.ended_s < math.inf), default=-math.inf)
    return {one.value for one in edits if one.ended_s >= newest_s}


def _heard(edit: Edit, until_s: float) -> Edit:
    if edit.ended_s < until_s:
        return edit
    is_new = edit.setting == "name" and edit.value is not DELETED and edit.was is DELETED
    return replace(edit, ended_s=math.inf, listener_id="" if is_new else edit.listener_id)


@dataclass
class Ledger:
    """All that the desks did in a storm; `lost` and `doubled` say what is wrong, in words."""

    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    _written: list[dict[Key, list[Edit]]] = field(
        default_factory=lambda: [defaultdict(list), defaultdict(list)]
    )
    _loose: dict[str, Edit] = field(default_factory=dict)  # made, and nobody heard under what id

    def take(self, desk: int, reports: Iterable[Report], until_s: float = math.inf) -> None:
        """What the processes of one desk left, now that all of them are dead.

        What they said from `until_s` on nobody heard: the power was being cut.
        """
        reports = list(reports)
        edits = sorted(
            (_heard(one, until_s) for report in reports for one in report.edits),
            key=lambda one: one.began_s,
        )
        self.acknowledged += sum(one.ended_s < math.inf for one in edits)
        self._loose.update({str(one.value): one for one in edits if not one.listener_id})
        just_now: dict[Key, set[Value]] = defaultdict(set)
        for one in edits:
            just_now[one.key].add(one.value)
        for report in reports:
            if report.repair:  # neither a kill nor a cut may damage a file
                self.lost.append(f"the local copy of desk {desk} was repaired: {report.repair}")
            if report.saw is not None:
                self._look(desk, report.saw, just_now)
        for one in edits:
            if one.listener_id and self._is_known(desk, one, until_s):
                self._written[desk][one.key].append(one)

    def _is_known(self, desk: int, edit: Edit, until_s: float) -> bool:
        """What it writes may have been made by a process that died before it said so.

        If that was while the power was cut, it may be there later, and may not.
        """
        written = self._written[desk]
        if edit.key in written:
            return True
        if edit.setting == "signing":
            written[edit.key].append(Edit("signing", edit.listener_id, value=True))
        elif edit.began_s >= until_s:
            self._loose[str(edit.value)] = edit
            return False
        elif edit.was is not DELETED:
            self._claim(desk, edit.listener_id, str(edit.was))
        return True

    def _claim(self, desk: int, listener_id: str, name: str) -> None:
        made = self._loose.pop(name, None)
        if made is None:
            self.doubled.append(f"{listener_id} {name!r} was made by nobody")
        # It is there, so that it was written, whenever that was.
        self._written[desk][Key("name", listener_id)].append(Edit("name", listener_id, name))

    def _look(
        self,
        desk: int,
        saw: Mapping[str, tuple[str | None, bool]],
        just_now: Mapping[Key, set[Value]],
    ) -> None:
        """A process saw this as it opened, while others of its desk may have gone on."""
        for key, edits in list(self._written[desk].items()):
            if key.setting == "signing" and key.listener_id not in saw:
                continue  # the other deleted it
            name, signing = saw.get(key.listener_id, (DELETED, True))
            seen = name if key.setting == "name" else signing
            if seen not in last_of(edits) | just_now.get(key, set()):
                allowed = last_of(edits)
                self.lost.append(f"{key} is {seen!r} at desk {desk}, not {allowed}: {edits}")
        for listener_id, (name, _signing) in saw.items():
            key = Key("name", listener_id)
            if name in self._loose and key not in self._written[desk]:
                self._claim(desk, listener_id, name)

    def judge(self, there: There, taken_back: Sequence[Iterable[str]]) -> None:
        """What the platform has in the end; `taken_back` are conflicts that each desk gave up.

        Only a deletion can be in conflict, with the other's switch of signing, or it with that.
        """
        for desk, written in enumerate(self._written):
            given_up = set(taken_back[desk])
            for key, edits in written.items():
                if key.setting == "signing" and key.listener_id not in there.names:
                    continue
                if key.listener_id in given_up:
                    if all(one.value is not DELETED for one in edits):
                        self.lost.append(f"{key} was in conflict with its own desk")
                    continue
                kept = there.names if key.setting == "name" else there.signing
                found = kept.get(key.listener_id, DELETED)
                if found not in last_of(edits):
                    self.lost.append(f"{key} is {found!r} there, not {last_of(edits)}")
        self._judge_names(there)

    def _judge_names(self, there: There) -> None:
        """Every name is given once, by somebody who said so before."""
        tried = {*self._loose} | {
            edit.value for written in self._written for edits in written.values() for edit in edits
        }
        counted = Counter(name for names in there.given.values() for name in names)
        for name, times in counted.items():
            if times > 1:
                told = [names for names in there.given.values() if name in names]
                self.doubled.append(f"{name!r} was given {times} times: {told}")
            if name not in tried:
                self.doubled.append(f"{name!r} was given by nobody")
        made = {name for names in there.given.values() for name in names[:1]}
        if len(made) != len(there.given):
            self.doubled.append("a listener was made twice")
