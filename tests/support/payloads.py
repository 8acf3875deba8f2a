"""Texts that a careless widget would interpret (security.md, T35); all of them show as they are.

What turns the direction of a text does not: it shows as a mark (T38, `tests/unit/domain`).
"""

from __future__ import annotations

from typing import Final

UI_PAYLOADS: Final = (
    "<b>bold</b>",
    "<h1>Title</h1>",
    "<i>x</i><br>y",
    '<img src="file:///etc/passwd">',
    '<img src="/etc/hostname">',
    "<img src='http://198.51.100.7/x.png'>",
    r'<img src="\\host\share\x.png">',
    r"\\host\share\file",
    '<a href="smb://host/share">click</a>',
    '<a href="file:///etc/passwd">open</a>',
    '<a href="javascript:alert(1)">x</a>',
    "<table>" * 50 + "<tr><td>deep" + "</table>" * 50,
    "<script>alert(1)</script>",
    "<style>*{color:red}</style>text",
    "<p style='font-size:400px'>huge</p>",
    "<font color=white>hidden</font>",
    "<!-- comment -->visible",
    "<qt>rich</qt>",
    "<!DOCTYPE html><html><body>x</body></html>",
    "&lt;not a tag&gt;",
    "&amp;&copy;&#60;b&#62;",
    "Tom & Jerry && Co",
    "&File",
    "100 %1 %n %s {name} {0}",
    "a < b > c",
    "<",
    "zero\u200bwidth",
    "tab\tand  two spaces",
    "emoji 🎉 and Ελληνικά, ไทย, עברית",
)
