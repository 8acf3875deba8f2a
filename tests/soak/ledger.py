"""What the desks of a storm said they did, held against what there is: nothing lost or doubled.

Each desk renames and deletes only what it made, and switches signing only of what the
other made.  So each of these is a register that one desk writes, from up to two processes
at once: what is read must be what was written last, as far as time can tell.  The secret of
a credential is told by the name that it came with; the unfinished form is a register, too.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

DELETED: Final = None
Value = str | bool | None


# What is there or is not, by the name that it has; the others come and go with one of these.
WHOLE: Final = frozenset({"name", "credential"})
_MADE: Final = WHOLE | {"secret"}
_OF: Final = {"signing": "name", "secret": "credential"}


class Key(NamedTuple):
    """One setting of one listener or credential, or the draft of a desk."""

    setting: str  # name, signing; credential (its name), secret; draft
    id: str

    @property
    def whole(self) -> Key:
        """What it is a setting of."""
        return Key(_OF.get(self.setting, self.setting), self.id)


@dataclass(frozen=True, slots=True)
class Edit:
    """One that was tried: it has no end if nobody acknowledged it.

    `id` is empty for a new one that nobody acknowledged; `was` is what the name was before.
    """

    setting: str
    id: str
    value: Value
    was: Value = DELETED
    began_s: float = -math.inf
    ended_s: float = math.inf

    @property
    def key(self) -> Key:
        """Which register it writes."""
        return Key(self.setting, self.id)


@dataclass(frozen=True, slots=True)
class Report:
    """What one process left: what it saw as it opened, if it came so far, and its edits."""

    saw: Mapping[Key, Value] | None = None
    edits: Sequence[Edit] = ()
    repair: str = ""


@dataclass(frozen=True, slots=True)
class There:
    """What there is at the end, and the names that the platform gave to each, in order."""

    values: Mapping[Key, Value]
    given: Mapping[str, Sequence[str]]


def last_of(edits: Sequence[Edit]) -> set[Value]:
    """What may have been written last: no acknowledged edit began after its end."""
    newest_s = max((one.began_s for one in edits if one.ended_s < math.inf), default=-math.inf)
    return {one.value for one in edits if one.ended_s >= newest_s}


def _heard(edit: Edit, until_s: float) -> Edit:
    if edit.ended_s < until_s:
        return edit
    is_new = edit.setting in _MADE and edit.value is not DELETED and edit.was is DELETED
    return replace(edit, ended_s=math.inf, id="" if is_new else edit.id)


_BEFORE: Final[Mapping[str, Value]] = {"signing": True, "draft": DELETED}


@dataclass
class Ledger:
    """All that the desks did in a storm; `lost` and `doubled` say what is wrong, in words."""

    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    _written: list[dict[Key, list[Edit]]] = field(
        default_factory=lambda: [defaultdict(list), defaultdict(list)]
    )
    # Made at each desk, and nobody heard under what id: the other desk may see it, too.
    _loose: list[dict[str, Edit]] = field(default_factory=lambda: [{}, {}])

    def take(self, desk: int, reports: Iterable[Report], until_s: float = math.inf) -> None:
        """What the processes of one desk left, now that all of them are dead.

        What they said from `until_s` on nobody heard: the power was being cut.
        """
        reports = list(reports)
        edits = sorted(
            (_heard(one, until_s) for report in reports for one in report.edits),
            key=lambda one: one.began_s,
        )
        self.acknowledged += sum(
            one.ended_s < math.inf and one.setting != "secret" for one in edits
        )
        self._loose[desk].update(
            {str(one.value): one for one in edits if not one.id and one.setting in WHOLE}
        )
        just_now: dict[Key, set[Value]] = defaultdict(set)
        for one in edits:
            just_now[one.key].add(one.value)
        for report in reports:
            if report.repair:  # neither a kill nor a cut may damage a file
                self.lost.append(f"the local copy of desk {desk} was repaired: {report.repair}")
            if report.saw is not None:
                self._look(desk, report.saw, just_now)
        for one in edits:
            if one.id and self._is_known(desk, one, until_s):
                self._written[desk][one.key].append(one)

    def _is_known(self, desk: int, edit: Edit, until_s: float) -> bool:
        """What it writes may have been made by a process that died before it said so.

        If that was while the power was cut, it may be there later, and may not.
        """
        written = self._written[desk]
        if edit.key in written:
            return True
        if edit.setting in _BEFORE:
            written[edit.key].append(Edit(*edit.key, _BEFORE[edit.setting], ended_s=-math.inf))
        elif edit.began_s >= until_s:
            if edit.setting in WHOLE:
                self._loose[desk][str(edit.value)] = edit
            return False
        elif edit.was is not DELETED:
            self._claim(desk, edit.key, str(edit.was))
        return True

    def _claim(self, desk: int, key: Key, name: str) -> None:
        made = self._loose[desk].pop(name, None)
        if made is None:
            self.doubled.append(f"{key.id} {name!r} was made by nobody")
        # It is there, so that it was written, before anything else was done to it.
        keys = [key, Key("secret", key.id)] if key.setting == "credential" else [key]
        for one in keys:
            self._written[desk][one].append(Edit(*one, value=name, ended_s=-math.inf))

    def _look(
        self, desk: int, saw: Mapping[Key, Value], just_now: Mapping[Key, set[Value]]
    ) -> None:
        """A process saw this as it opened, while others of its desk may have gone on."""
        for key, edits in list(self._written[desk].items()):
            if key.setting == "secret" or (key.whole != key and key.whole not in saw):
                continue  # nobody sees one, or the other deleted it
            seen = saw.get(key, DELETED)
            allowed = last_of(edits)
            if seen not in allowed | just_now.get(key, set()):
                self.lost.append(f"{key} is {seen!r} at desk {desk}, not {allowed}: {edits}")
        for key, seen in saw.items():
            if (
                key.setting in WHOLE
                and seen in self._loose[desk]
                and key not in self._written[desk]
            ):
                self._claim(desk, key, str(seen))

    def judge(self, there: There, taken_back: Sequence[Iterable[str]]) -> None:
        """What the platform has in the end; `taken_back` are conflicts that each desk gave up.

        Only a deletion can be in conflict, with the other's switch of signing, or it with that;
        and that of a credential that is in use is refused.
        """
        for desk, written in enumerate(self._written):
            given_up = set(taken_back[desk])
            for key, edits in written.items():
                if key.whole != key and key.whole not in there.values:
                    continue
                if key.id in given_up:
                    if all(one.value is not DELETED for one in written[key.whole]):
                        self.lost.append(f"{key} was in conflict with its own desk: {edits}")
                    continue
                found, allowed = there.values.get(key, DELETED), last_of(edits)
                if found not in allowed:
                    self.lost.append(f"{key} is {found!r} there, not {allowed}: {edits}")
        self._judge_names(there)

    def _judge_names(self, there: There) -> None:
        """Every name is given once, by somebody who said so before."""
        tried = {*self._loose[0], *self._loose[1]} | {
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
            self.doubled.append("something was made twice")
