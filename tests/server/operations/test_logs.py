"""The log of `serve`: private, one line per record, and it grows to a limit."""

from __future__ import annotations

import io
import logging
import stat
import sys

import pytest

from app.cli.platform import run
from app.server.logs import LogSettings, OneLineFormatter, start_logging, stop_logging
from tests.server.operations.test_output import HOSTILE

log = logging.getLogger("app.server.under_test")


@pytest.fixture
def logging_to():
    """Starts a log; ended, with the level put back, after the test."""
    level = logging.getLogger().level
    uvicorn_level = logging.getLogger("uvicorn.error").level
    handlers = []

    def start(*arguments, **more):
        handlers.append(start_logging(*arguments, **more))

    yield start
    for one in handlers:
        stop_logging(one)
    logging.getLogger().setLevel(level)
    logging.getLogger("uvicorn.error").setLevel(uvicorn_level)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_T14_the_log_and_what_it_rotates_to_are_private_and_few(tmp_path, logging_to):
    logging_to(LogSettings(tmp_path / "log"), max_bytes=2000)
    for number in range(300):
        log.info("record %d", number)
    files = sorted(file.name for file in tmp_path.iterdir())
    assert files == ["log", *(f"log.{number}" for number in range(1, 6))]
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}
    assert all(file.stat().st_size <= 2000 for file in tmp_path.iterdir())
    assert "record 299" in (tmp_path / "log").read_text()


def test_T37_half_a_character_is_printable():
    record = logging.makeLogRecord({"msg": "a name: %s", "args": ("\ud800",)})
    assert OneLineFormatter().format(record).endswith(r"a name: \ud800")


@pytest.mark.parametrize("text", [one for one in HOSTILE if one != "\ud800"], ids=ascii)
def test_T37_a_record_is_one_printable_line(tmp_path, logging_to, text):
    logging_to(LogSettings(tmp_path / "log"))
    log.info("a name: %s", text)
    try:
        raise ValueError(text)
    except ValueError:
        log.exception("it failed")
    lines = (tmp_path / "log").read_text("utf-8").split("\n")
    assert len(lines) == 3
    assert all(line.isprintable() for line in lines)
    assert "ValueError" in lines[1]


def test_without_a_file_it_goes_to_standard_error(monkeypatch, logging_to):
    error = io.StringIO()
    monkeypatch.setattr(sys, "stderr", error)
    logging_to(LogSettings(level="warning"))
    log.info("unsaid")
    log.warning("said")
    assert error.getvalue().endswith("WARNING app.server.under_test said\n")
    assert "unsaid" not in error.getvalue()


def test_a_full_disk_disturbs_nobody(tmp_path, logging_to, monkeypatch):
    logging_to(LogSettings(tmp_path / "log"))
    (handler,) = (
        one
        for one in logging.getLogger().handlers
        if hasattr(one, "baseFilename") and one.baseFilename == str(tmp_path / "log")
    )

    def full(_text):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(handler.stream, "write", full, raising=False)
    log.info("unwritten")


@pytest.mark.parametrize("kind", ["in a missing folder", "a folder", "a link"])
def test_a_log_that_cannot_be_made_is_one_line_and_nothing_starts(tmp_path, capsys, kind):
    place = tmp_path / "log"
    match kind:
        case "in a missing folder":
            place = tmp_path / "missing" / "log"
        case "a folder":
            place.mkdir()
        case "a link":
            place.symlink_to(tmp_path / "target")
    words = ["serve", "--data", str(tmp_path / "data"), "--log-file", str(place)]
    assert run(words) == 1
    out, error = capsys.readouterr()
    assert (out, error.count("\n")) == ("", 1)
    assert error.startswith("error: the log file cannot be used")
    assert not (tmp_path / "data").exists()
    assert not (tmp_path / "target").exists()
