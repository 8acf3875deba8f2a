"""Run by the frozen app before PyInstaller's own hooks: keeps what they will overwrite.

`app.frozen` gives it back to the programs that the app starts. Until then our Qt does not see it,
for a desktop may name the plugins of another Qt there, whose libraries ours cannot use.
"""

import os
import sys

for name in ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
    if name in os.environ:
        os.environ[name + "_ORIG"] = os.environ.pop(name)
if sys.platform == "win32":
    os.environ["PATH_ORIG"] = os.environ.get("PATH", "")
elif sys.platform == "darwin" and "DYLD_LIBRARY_PATH" in os.environ:
    os.environ["DYLD_LIBRARY_PATH_ORIG"] = os.environ["DYLD_LIBRARY_PATH"]
