"""JSON of the contract ↔ domain values: the only place that knows its field names.

Unknown members and enum values are tolerated, because platforms grow; a member of the
wrong type is a `ProtocolError`, because a guess would be worse.
"""
