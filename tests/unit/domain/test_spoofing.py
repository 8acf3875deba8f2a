"""T38: no name and no host shows itself as another."""

from __future__ import annotations

import pytest

from app.domain.host import show_host
from app.domain.printable import marked


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Paid\u202efdp.exe", "Paid⟨U+202E⟩fdp.exe"),
        ("\u202aleft\u202c", "⟨U+202A⟩left⟨U+202C⟩"),
        ("\u2066one\u2069\u2067two\u2069", "⟨U+2066⟩one⟨U+2069⟩⟨U+2067⟩two⟨U+2069⟩"),
        ("\u202d\u202b\u2068", "⟨U+202D⟩⟨U+202B⟩⟨U+2068⟩"),
        ("שלום", "שלום"),
        ("Ελένη \u200e(2)", "Ελένη \u200e(2)"),
        ("Plain", "Plain"),
        ("", ""),
    ],
)
def test_T38_what_turns_a_name_is_seen(name: str, shown: str) -> None:
    assert marked(name) == shown


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("xn--pple-43d.com", "xn--pple-43d.com"),  # one Cyrillic letter among Latin ones
        ("xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),  # Cyrillic letters that look Latin, wholly
        ("xn--bcher-kva.example", "bücher.example"),
        ("xn--e1afmkfd.xn--p1ai", "пример.рф"),
        ("apple.com", "apple.com"),
    ],
)
def test_T38_a_host_in_its_own_script_only_where_it_cannot_pose(host: str, shown: str) -> None:
    assert show_host(host) == shown
