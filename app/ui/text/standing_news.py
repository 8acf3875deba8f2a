"""What is said when the platform says something else of an account, or of what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.workspace import Environment
from app.ui.widgets.environment import environment_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.ui.standing import StandingNews

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class StandingWords:
    """A title and a sentence or two."""

    title: str
    text: str


def of(news: StandingNews) -> StandingWords | None:
    """What a person has to know; None where nothing changes for them."""
    if news.is_other_kind:
        return _of_kind(news)
    parts = [
        _listed(translate("standing", "You may no longer {things}."), news.lost),
        _listed(translate("standing", "You may {things} from now on."), news.gained),
    ]
    text = " ".join(part for part in parts if part)
    if text:
        return StandingWords(translate("standing", "Your permissions changed"), text)
    if news.me_before is None:
        return None
    if news.me_before.plan != news.me.plan:
        return StandingWords(translate("standing", "The plan changed"), _same_rights())
    if news.me_before.channels != news.me.channels:
        title = translate("standing", "Your Distribution Channels changed")
        return StandingWords(title, _same_rights())
    return None


def _of_kind(news: StandingNews) -> StandingWords:
    title = translate("standing", "“{name}” is {environment} now").format(
        name=news.now.name, environment=environment_name(news.now.environment)
    )
    if news.now.environment is Environment.PRODUCTION:
        text = translate(
            "standing",
            "It was {environment} until now. Changes reach real receivers, and are asked about "
            "before they are made.",
        )
    else:
        text = translate("standing", "It was {environment} until now.")
    said = [text.format(environment=environment_name(news.before.environment))]
    said.append(_listed(translate("standing", "You may no longer {things}."), news.lost))
    return StandingWords(title, " ".join(part for part in said if part))


def _same_rights() -> str:
    return translate("standing", "The pages show what there is now. What you may do is the same.")


def _listed(sentence: str, permissions: Iterable[str]) -> str:
    meant = set(permissions)
    said = [words for name, words in things().items() if name in meant]
    return sentence.format(things=", ".join(said)) if said else ""


def things() -> dict[str, str]:
    """What each permission of the contract lets one do."""
    return {
        "listeners:read": translate("standing", "see listeners"),
        "listeners:write": translate("standing", "change and test listeners"),
        "credentials:write": translate("standing", "change credentials"),
        "deliveries:read": translate("standing", "see deliveries"),
        "deliveries:replay": translate("standing", "replay deliveries"),
        "records:write": translate("standing", "change records"),
        "audit:read": translate("standing", "see who changed what"),
    }
