"""Takes secrets out of text that leaves the program: logs, crash reports, error output.

Values that are known are found in every form they usually take; what only looks like a
secret (an Authorization value, a signing secret, a URL's query or user info) goes too.
"""

from __future__ import annotations

import re
import threading
from typing import Final

from app.domain.secret import MASK, Secret

_SHORTEST: Final = 4  # a shorter value would blank out half of every text

_PATTERNS: Final = (
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,}"), rf"\1 {MASK}"),
    (re.compile(r"whsec_[A-Za-z0-9+/=_-]+"), MASK),
    (re.compile(r"(?i)(\b[a-z][a-z0-9+.-]*://)[^/\s@'\"]+@"), r"\1"),
    (
        re.compile(r"(?i)(\b(?:https?://|GET |POST |PUT |PATCH |DELETE )[^\s?'\"]*)\?[^\s'\")]*"),
        r"\1",
    ),
    (
        re.compile(
            r"(?i)((?:client_secret|access_token|password|api[_-]?key|token|secret)"
            r"[\"']?\s*[=:]\s*[\"']?)[^\s\"'&,;)}]{4,}"
        ),
        rf"\1{MASK}",
    ),
)


class Redactor:
    """Knows this session's secrets; usable from every thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forms: set[str] = set()
        self._pattern: re.Pattern[str] | None = None

    def learn(self, *secrets: Secret) -> None:
        """Take these out of every text, too, from now on."""
        values = [one.reveal() for one in secrets]
        new = [_forms_of(value) for value in values if len(value) >= _SHORTEST]
        with self._lock:
            forms = self._forms.union(*new)
            if forms == self._forms:
                return
            self._forms = forms
            longest_first = sorted(forms, key=len, reverse=True)
            self._pattern = re.compile("|".join(re.escape(one) for one in longest_first))

    def without_known(self, text: str) -> str:
        """The text without the secrets that are known, and as it is otherwise."""
        pattern = self._pattern
        return text if pattern is None else pattern.sub(MASK, text)

    def clean(self, text: str) -> str:
        """The text without what is known or looks like a secret."""
        text = self.without_known(text)
        for looks_secret, instead in _PATTERNS:
            text = looks_secret.sub(instead, text)
        return text


def _forms_of(value: str) -> set[str]:
    import json  # only who has a secret needs all these
    from urllib.parse import quote, quote_plus

    data = value.encode("utf-8", "surrogatepass")
    forms = {
        value,
        quote(value, safe=""),
        quote(value),
        quote_plus(value),
        json.dumps(value)[1:-1],
        json.dumps(value, ensure_ascii=False)[1:-1],
        repr(value)[1:-1],
        data.hex(),
        data.hex().upper(),
    }
    for encoded in (data, value.encode("utf-16-le", "surrogatepass")):
        forms |= _base64_forms(encoded)
    return {one for one in forms if len(one) >= _SHORTEST}


def _base64_forms(data: bytes) -> set[str]:
    """The value inside any base64 text: what is stable at each of the three alignments."""
    import base64

    forms = set()
    for before in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            text = encode(b"\0" * before + data).decode("ascii")
            start = -(-before * 8 // 6)  # the first character made of our bits alone
            end = (before + len(data)) * 8 // 6
            if end - start >= 8:
                forms.add(text[start:end])
    return forms
