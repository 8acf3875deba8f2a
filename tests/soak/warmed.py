"""Imported last by whatever processes of a storm are forked from: what is there now stays.

So no fork looks through it for what could go, and copies every page of it by that.
"""

import gc

gc.collect()
gc.freeze()
