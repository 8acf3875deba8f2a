"""From codes to sentences: the only place where words for a person are chosen.

Everything goes through `translate`, so that it can be translated; foreign text
(host names, names of records, the platform's own details) is only ever filled in
after translation, and shown as plain text.
"""
