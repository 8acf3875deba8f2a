"""The commands, as a process of their own, on the keyring in the file that a test names."""

import sys

from app.__main__ import main
from app.adapters import keyring_backends
from tests.support.file_keyring import FileKeyring

if __name__ == "__main__":
    kind = f"{FileKeyring.__module__}.{FileKeyring.__name__}"
    keyring_backends.ALLOWED = {sys.platform: (kind,)}  # type: ignore[misc]
    sys.exit(main(sys.argv[1:]))
