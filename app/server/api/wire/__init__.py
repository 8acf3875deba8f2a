"""The shapes that go over the wire: the only place of the platform with field names.

`base` reads a body into a model and names what it refuses; the other modules hold
the models, one for each contract section.
"""
