"""Which states there are, in the order in which one leads to the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from tests.e2e.screenshots import (
    changes,
    components,
    conditions,
    connections,
    credentials,
    deliveries,
    health,
    listener_form,
    listeners,
    mailbox,
    offline,
    opening,
    receiver,
    refused,
    returning,
    sandbox_records,
    trials,
    troubles,
)
from tests.e2e.screenshots.camera import Camera

Step = Callable[[Camera], None]
FIRST: Final[Step] = opening.start
STEPS: Final[Mapping[str, Step]] = {
    step.__name__: step
    for step in (
        components.components,
        opening.preferences,
        opening.help_dialog,
        opening.notice,
        opening.palette,
        listeners.listeners,
        listener_form.form,
        listener_form.preview,
        listener_form.checks,
        listener_form.signing,
        listener_form.deleted_meanwhile,
        trials.test_results,
        troubles.form_in_trouble,
        troubles.test_in_trouble,
        deliveries.deliveries,
        health.health,
        credentials.credentials,
        changes.changes,
        sandbox_records.records,
        conditions.read_slowly,
        conditions.failed,
        conditions.looking_only,
        troubles.part_failed,
        troubles.read_slowly_then_not,
        troubles.read_only,
        troubles.platform_gone,
        troubles.new_platform,
        refused.refusals,
        returning.starting,
        listeners.unfinished,
        listeners.conflict,
        receiver.receiver,
        mailbox.mailbox,
        opening.about,
        offline.offline,
        opening.locked,
        connections.managed,
    )
}
