"""What speaks HTTP brings along no more than it needs."""

import subprocess
import sys

IMPORTED = """
import sys
import app.adapters.rest_api, app.adapters.direct_sender, app.adapters.endpoint_probe
from app.adapters.plain_requests import requests
answer = requests.Response()
answer._content = "Sizwe in Ḽimpopo".encode()
print(answer.apparent_encoding, *sys.modules)
"""


def test_nothing_is_imported_that_guesses_an_encoding():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORTED],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    guessed, *modules = done.stdout.split()
    assert guessed == "utf-8"
    assert "requests" in modules
    assert not [name for name in modules if name.startswith(("charset_normalizer", "chardet"))]
