"""What is logged before there is a log is neither printed nor lost."""

from __future__ import annotations

import logging

from app.early_log import EarlyLog


def test_a_warning_of_the_start_is_kept_for_the_log(capfd, caplog):
    caplog.set_level("DEBUG")
    early = EarlyLog()
    logging.getLogger("app.start").warning("preset %s not read", "/etc/x")
    logging.getLogger("app.start").info("of no matter")
    caplog.clear()
    early.hand_over()
    early.hand_over()
    assert caplog.messages == ["preset /etc/x not read"]
    assert early not in logging.getLogger().handlers
    assert capfd.readouterr() == ("", "")
