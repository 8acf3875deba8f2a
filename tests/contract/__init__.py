"""The platform contract as checks that run against any server that claims to speak it.

    python -m tests.contract http://127.0.0.1:8080 --token-file FILE

Nothing here knows how our own platform is built: a check calls the API, and for what is
sent out it listens on loopback.  Each check stands for one sentence of the contract.
"""
