"""What is logged before there is a log: its file is opened after the first look at the list."""

from __future__ import annotations

import logging


class EarlyLog(logging.Handler):
    """Keeps the warnings of a start, so that none is printed and none is lost."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._kept: list[logging.LogRecord] = []
        logging.getLogger().addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self._kept.append(record)

    def hand_over(self) -> None:
        """Let whoever logs by now have them; safe to repeat."""
        logging.getLogger().removeHandler(self)
        kept, self._kept = self._kept, []
        for record in kept:
            logging.getLogger(record.name).handle(record)
