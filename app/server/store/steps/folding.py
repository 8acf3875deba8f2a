"""`folded(text)` for PostgreSQL: what `str.casefold` makes of a text, in SQL.

PostgreSQL's own `lower` depends on the database's locale and folds no "ß"; a search
must find the same on both databases.  Text of ASCII letters only, which is most of
it, takes the short way.
"""

from __future__ import annotations

import json
from typing import Final

_LETTERS_END: Final = 0x20000  # no letter with two cases stands behind the second plane
_FUNCTION: Final = """
CREATE FUNCTION folded(words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $folded$
BEGIN
    IF octet_length(words) = char_length(words) THEN
        RETURN lower(words COLLATE "C");
    END IF;
    RETURN (
        SELECT string_agg(
            coalesce(:folds ->> letter, lower(letter COLLATE "C")), '' ORDER BY place)
        FROM regexp_split_to_table(words, '') WITH ORDINALITY AS split(letter, place)
    );
END
$folded$
"""


def statement() -> str:
    """The statement that makes the function, by the tables of this Python's Unicode."""
    folds = {}
    for code in range(128, _LETTERS_END):
        letter = chr(code)
        if letter.casefold() != letter:
            folds[letter] = letter.casefold()
    table = json.dumps(folds, ensure_ascii=False, separators=(",", ":"))
    return _FUNCTION.replace(":folds", f"$folds${table}$folds$::jsonb")
