"""Texts that have broken programs: quotes, statements, templates, scripts, odd characters.

Each is well-formed Unicode without NUL: what else JSON can carry is tested where bodies
are read.
"""

# ruff: noqa: RUF001 - characters that look like others are what this is about

from __future__ import annotations

from typing import Final

_SQL: Final = (
    "'", '"', "''", "`", "\\", "\\'", "--", ";--", "/*", "*/", "%", "_", "%%", "%s", "%(a)s", ":a",
    "?", "$1", "@p0", "'; DROP TABLE listeners; --", "'); DELETE FROM records; --", "1 OR 1=1",
    "' OR '1'='1", '" OR ""="', "x' UNION SELECT hash FROM tokens --", "1; ATTACH 'x' AS y",
    "'||(SELECT value FROM facts)||'", "admin'--", "') OR ('a'='a", "1' AND SLEEP(5)--",
    "'; SELECT pg_sleep(5); --", "'; COPY users TO 'x'; --", "E'\\\\x00'", "$$x$$",
    "x' COLLATE NOCASE --", "NULL", "null", "None", "nil", "undefined", "true", "false", "DEFAULT",
    "ROWID", "rowid", "*", "listeners", "main.sqlite_master", "pg_catalog.pg_class",
)  # fmt: skip
_CODE: Final = (
    "{{7*7}}", "${7*7}", "#{7*7}", "{0}", "{}", "{name}", "%d", "%n", "%x%x%x%x", "$(id)", "`id`",
    "|| id", "&& id", "; id", "../../etc/passwd", "..\\..\\boot.ini", "file:///etc/passwd",
    "C:\\con\\con", "/dev/null", "\\\\host\\share", "~root", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<b>bold</b>", "&lt;&amp;&#0;", "]]>", "<!--", "<?xml?>",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "javascript:alert(1)", "data:text/html,x",
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "__proto__", "constructor",
    "__class__.__mro__", "os.system('id')", "!!python/object:os.system", "!include x", "&a [*a]",
)  # fmt: skip
_NUMBERS: Final = (
    "0", "00", "1", "-0", "1.0", "1e400", "-1e400", "NaN", "nan", "Infinity", "-Infinity", "inf",
    "0x10", "0o17", "0b1", "1_000", "1,000", "1.000,00", "9223372036854775807",
    "9223372036854775808", "99999999999999999999999999999999", "٣", "１２３", "Ⅷ", "½", "1/0",
    "--1", "2026-02-30", "24:61:61", "1970-01-01T00:00:00Z",
)  # fmt: skip
_UNICODE: Final = (
    "é", "e\u0301", "Å", "A\u030a", "\u212b", "ﬃ", "ß", "ẞ", "İ", "ı", "ǅ", "ς", "Ω", "Ω",
    "ｆｕｌｌ", "𝒯𝑒𝓍𝓉", "田中さんにあげて下さい", "사회과학원", "Ṱ̺̺̕o͞ ̷i̲̬", "👩‍👩‍👧‍👦", "🇿🇦", "🦓",
    "👍🏽", "\U0001f9d1\u200d\U0001f4bb", "אבג", "السلام عليكم", "हिन्दी", "ภาษาไทย", "\u00a0",
    "\u2009", "\u3000",
    "\u200b", "\u200d", "\ufeff", "a\ufeffb", "\u00ad", "\u2060", "\u180e", "\u115f",
    "\u034f", "\u202e", "a\u202eb", "\u2066x\u2069", "\u061c", "\u2028", "\u2029", "\u0085",
    "\ufffd", "\ufffe", "\uffff", "\U0010ffff", "\ue000", "\U000f0000", "\u0378", "аpple",
    "Ꮪ", "ℵ", "﷽", "\u0301", "\u20dd", "x" + "\u0301" * 60,
)  # fmt: skip
_CONTROL: Final = tuple(chr(number) for number in (*range(1, 32), *range(127, 160)))
_WHITE: Final = (
    "", " ", "  ", "\t", "\n", "\r\n", "a b", " a", "a ", "a\tb", "a\nb", "a\rb", "a\x0bb",
    "a\x1bb", "\x1b[31mred\x1b[0m", "a\x08b",
)  # fmt: skip
_LONG: Final = ("x" * 199, "x" * 200, "x" * 201, "🦓" * 200, "é" * 200, "x" * 1000)

NAUGHTY: Final = tuple(
    dict.fromkeys((*_SQL, *_CODE, *_NUMBERS, *_UNICODE, *_CONTROL, *_WHITE, *_LONG))
)
