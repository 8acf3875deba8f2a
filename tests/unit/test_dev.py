"""`dev.py` on machines that are not like this one.

Fake interpreters and a fake apt are small shell scripts, because what is judged is how programs
that lie, fail or are not there are dealt with. Virtual environments and installs are real.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dev

posix_only = pytest.mark.skipif(os.name == "nt", reason="the fakes are shell scripts")


def script(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["#!/bin/sh", *lines]) + "\n", "utf-8")
    path.chmod(0o755)
    return path


def fake_python(path: Path, version: str, *, has_pip: bool = True, suits: bool = True) -> str:
    """An interpreter that gives this answer when it is tried."""
    numbers = version.replace(".", ", ")
    answer = f"[{str(suits).lower()}, [{numbers}], {str(has_pip).lower()}]"
    return str(script(path, f"echo '{answer}'"))


# --- which Python --------------------------------------------------------------------------------


@posix_only
@pytest.mark.parametrize(
    ("there", "chosen"),
    [
        ("3.11 3.12 3.13 3.14", "3.13"),
        ("3.14 3.12 3.11", "3.12"),
        ("3.15 3.11 3.14", "3.14"),
        ("3.8 3.11 3.10", "3.11"),
    ],
)
def test_the_best_python_is_chosen(tmp_path, there, chosen):
    paths = [fake_python(tmp_path / version, version) for version in there.split()]
    assert dev.best_python(paths).path == str(tmp_path / chosen)


@posix_only
def test_a_python_that_can_be_used_as_it_is_comes_before_one_that_lacks_ensurepip(tmp_path):
    bare = fake_python(tmp_path / "bare", "3.13", has_pip=False)
    whole = fake_python(tmp_path / "whole", "3.11")
    assert dev.best_python([bare, whole]).path == whole
    assert dev.best_python([bare]).path == bare


@posix_only
@pytest.mark.parametrize(
    "lines",
    [
        ["echo 'pyenv: python3.13: command not found' >&2", "exit 127"],
        ["echo 'Python was not found; get it from the store'"],
        ["echo '[true, [3]'"],
        ["echo '[false, [3, 13], true]'"],
        ["kill -SEGV $$"],
        ["exit 0"],
    ],
    ids=["shim", "store", "cut off", "32 bit or free-threaded", "crash", "silent"],
)
def test_what_only_looks_like_a_python_is_passed_over(tmp_path, lines):
    liar = str(script(tmp_path / "liar", *lines))
    real = fake_python(tmp_path / "real", "3.11")
    assert dev.best_python([liar, str(tmp_path / "gone"), real]).path == real


@posix_only
def test_a_python_that_warns_before_it_answers_is_taken(tmp_path):
    path = script(
        tmp_path / "python", "echo 'warning: odd locale' >&2", "echo '[true,[3,12],true]'"
    )
    assert dev.probe(str(path)) == dev.Python(str(path), (3, 12), has_pip=True)


def test_a_real_python_is_recognised():
    found = dev.probe(sys.executable)
    assert found is not None
    assert found.version == sys.version_info[:2]


@posix_only
def test_pythons_are_looked_for_on_path_and_among_pyenvs_versions(tmp_path, monkeypatch):
    on_path = fake_python(tmp_path / "bin" / "python3.12", "3.12")
    of_pyenv = fake_python(tmp_path / "pyenv" / "versions" / "3.13.0" / "bin" / "python3", "3.13")
    script(tmp_path / "bin" / "python3.12-config", "exit 1")
    ours = fake_python(tmp_path / "tree" / ".venv" / "bin" / "python", "3.13")
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path / "bin"), str(Path(ours).parent)]))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setattr(dev, "ROOT", tmp_path / "tree")
    found = list(dev.candidates())
    assert found[1:] == [on_path, of_pyenv]
    assert os.path.realpath(found[0]) == os.path.realpath(sys._base_executable)


def test_no_python_at_all_is_said_in_one_line():
    with pytest.raises(dev.Failed, match=r"^Python 3\.11 or newer .* is needed"):
        dev.best_python([])


# --- system packages -----------------------------------------------------------------------------


@pytest.fixture
def apt(tmp_path, monkeypatch):
    """An apt-get that keeps a diary; `answer` is what else it does."""

    def make(*answer: str) -> Path:
        diary = tmp_path / "apt.diary"
        script(tmp_path / "apt" / "apt-get", f'echo "$@" >> "{diary}"', *answer)
        monkeypatch.setenv("PATH", f"{tmp_path / 'apt'}{os.pathsep}/usr/bin{os.pathsep}/bin")
        return diary

    return make


@posix_only
def test_root_installs_exactly_what_is_missing(apt, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    diary = apt()
    dev.install_system_packages("libgl1 libegl1", "Qt lacks libraries.")
    assert diary.read_text().splitlines() == [
        "update",
        "install --yes --no-install-recommends libgl1 libegl1",
    ]


@posix_only
def test_anyone_else_is_told_the_one_command(apt, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    diary = apt()
    with pytest.raises(dev.Failed) as caught:
        dev.install_system_packages("libgl1", "Qt lacks libraries.")
    command = "sudo apt-get install --yes --no-install-recommends libgl1"
    assert str(caught.value) == f"Qt lacks libraries. Run: {command}"
    assert not diary.exists()


@posix_only
def test_a_failing_apt_is_quoted(apt, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    apt("echo Reading package lists", "echo 'E: Unable to locate package libgl1'", "exit 100")
    with pytest.raises(dev.Failed, match=r"failed: E: Unable to locate package libgl1$"):
        dev.install_system_packages("libgl1", "Qt lacks libraries.")


def test_without_apt_the_packages_are_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(dev.Failed, match=r"Install what Debian calls: libgl1 libegl1$"):
        dev.install_system_packages("libgl1 libegl1", "Qt lacks libraries.")


@posix_only
def test_a_python_without_ensurepip_gets_its_own_venv_package(apt, monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    apt()
    bare = dev.Python("/usr/bin/python3.11", (3, 11), has_pip=False)
    with pytest.raises(dev.Failed, match=r"no ensurepip\. Run: sudo apt-get .* python3\.11-venv$"):
        dev.make_venv(tmp_path / ".venv", bare)


# --- .venv ---------------------------------------------------------------------------------------


class Tree:
    """A project of tiny packages, whose wheels lie in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.wheels = root / "wheels"
        self.wheels.mkdir(parents=True)
        (root / "requirements").mkdir()

    def lock(self, name: str, *packages: str) -> None:
        """Write a lock of packages such as `pear==1`, and make their wheels."""
        lines = [f"{package} --hash=sha256:{self._wheel(package)}" for package in packages]
        (self.root / "requirements" / f"{name}.txt").write_text("\n".join(lines), "utf-8")

    def _wheel(self, package: str) -> str:
        name, _, version = package.partition("==")
        info = f"{name}-{version}.dist-info"
        about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        kind = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        files = {f"{name}.py": "", f"{info}/METADATA": about, f"{info}/WHEEL": kind}
        record = "".join(f"{path},{self._digest(text)}\n" for path, text in files.items())
        path = self.wheels / f"{name}-{version}-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as wheel:
            for file, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
                wheel.writestr(zipfile.ZipInfo(file), text)
        return hashlib.sha256(path.read_bytes()).hexdigest()

    @staticmethod
    def _digest(text: str) -> str:
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        return f"sha256={digest.decode()},{len(text)}"

    def has(self, *modules: str) -> list[bool]:
        """Which of these .venv can import."""
        python = dev.venv_python(self.root / ".venv")
        code = "import importlib.util as u, sys; print(*map(u.find_spec, sys.argv[1:]), sep='|')"
        command = [python, "-c", code, *modules]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return [spec != "None" for spec in said.strip().split("|")]


@pytest.fixture
def tree(tmp_path, monkeypatch):
    made = Tree(tmp_path / "a project")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", (made.wheels).as_uri())
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setattr(dev, "candidates", lambda: [sys.executable])
    made.lock("app", "pear==1")
    made.lock("dev", "pear==1", "plum==1")
    return made


@pytest.fixture
def no_index(monkeypatch, tmp_path):
    """From when it is called, any install fails: what is there must do."""
    return lambda: monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "nothing"))


def test_packages_are_installed_once_and_made_anew_when_the_lock_changes(tree, no_index):
    python = dev.ensure_venv(tree.root, "dev")
    assert tree.has("pear", "plum") == [True, True]

    tree.lock("dev", "pear==1", "fig==1")
    assert dev.ensure_venv(tree.root, "dev") == python
    assert tree.has("pear", "plum", "fig") == [True, False, True]

    no_index()
    assert dev.ensure_venv(tree.root, "dev") == python
    assert dev.ensure_venv(tree.root, "app") == python  # the developer's holds the app's


def test_the_developers_packages_are_added_to_the_apps(tree):
    dev.ensure_venv(tree.root, "app")
    assert tree.has("pear", "plum") == [True, False]
    marker = tree.root / ".venv" / "kept"
    marker.touch()
    dev.ensure_venv(tree.root, "dev")
    assert tree.has("pear", "plum") == [True, True]
    assert marker.exists()


def test_an_interrupted_set_up_is_repaired(tree, no_index, monkeypatch):
    links = os.environ["PIP_FIND_LINKS"]
    no_index()
    with pytest.raises(
        dev.Failed, match=r"^The packages could not be installed\. pip says: Could not find"
    ):
        dev.ensure_venv(tree.root, "app")

    half = tree.root / ".venv" / "half-made"
    half.touch()
    monkeypatch.setenv("PIP_FIND_LINKS", links)
    dev.ensure_venv(tree.root, "app")
    assert tree.has("pear") == [True]
    assert not half.exists()


def test_a_package_index_that_does_not_answer_is_named_as_the_reason(tree, monkeypatch):
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", "https://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "1")
    with pytest.raises(dev.Failed, match=r"pip says: .*[Cc]onnection") as failed:
        dev.ensure_venv(tree.root, "app")
    assert not re.search(r"[<>]|0x|Error\(|\)'", str(failed.value))  # words, no objects


def test_a_package_that_does_not_match_its_hash_is_refused(tree):
    lock = tree.root / "requirements" / "app.txt"
    lock.write_text(f"pear==1 --hash=sha256:{'0' * 64}", "utf-8")
    with pytest.raises(dev.Failed, match="DO NOT MATCH THE HASHES"):
        dev.ensure_venv(tree.root, "app")
    assert tree.has("pear") == [False]


@posix_only
def test_an_environment_whose_python_is_gone_or_that_was_moved_is_not_trusted(tree, tmp_path):
    venv = tree.root / ".venv"
    lock = tree.root / "requirements" / "app.txt"
    fake_python(venv / "bin" / "python", "3.12")
    stamp = venv / "installed.txt"
    stamp.write_text(dev.stamp_of(venv, lock), "utf-8")
    assert dev.ensure_venv(tree.root, "app") == str(venv / "bin" / "python")

    stamp.write_text(dev.stamp_of(tmp_path / "elsewhere", lock), "utf-8")
    dev.ensure_venv(tree.root, "app")
    assert tree.has("pear") == [True]  # only a real Python can tell: it was made again


# --- Qt and the display --------------------------------------------------------------------------


@posix_only
def test_qt_that_lacks_libraries_gets_them_and_is_tried_again(apt, monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    libraries = tmp_path / "libGL.so.1"
    diary = apt(f'touch "{libraries}"')
    said = "ImportError: libGL.so.1: cannot open shared object file"
    python = script(tmp_path / "python", f'[ -e "{libraries}" ] || {{ echo "{said}"; exit 1; }}')
    dev.ensure_qt(str(python))
    assert diary.read_text().splitlines()[-1].endswith(f" {dev.QT_LIBRARIES}")


@posix_only
def test_qt_that_does_not_start_with_its_libraries_either_is_quoted(apt, monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    apt()
    python = script(tmp_path / "python", "echo Traceback", "echo 'ImportError: no cigar'", "exit 1")
    with pytest.raises(dev.Failed, match=r"^Qt does not start\. It says: ImportError: no cigar$"):
        dev.ensure_qt(str(python))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "minimal:x"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True),
    ],
)
def test_a_display_is_one_that_a_person_can_see(environment, expected):
    assert dev.has_display(environment) is expected


@posix_only
@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
@pytest.mark.parametrize(
    ("qt_says", "asked_apt"),
    [
        ("qt.qpa.xcb: could not connect to display :99", False),
        ("xcb-cursor0 or libxcb-cursor0 is needed to load the Qt xcb platform plugin.", True),
    ],
    ids=["dead display", "missing libraries"],
)
def test_a_dead_display_is_told_from_missing_libraries(
    apt, monkeypatch, tmp_path, qt_says, asked_apt
):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    diary = apt()
    python = script(tmp_path / "python", f'echo "{qt_says}"', "exit 134")
    assert dev.opens_display(str(python)) is False
    assert diary.exists() is asked_apt


# --- what a person sees --------------------------------------------------------------------------


def spoken(root: Path, *arguments: str, python: str = sys.executable) -> tuple[int, str, str]:
    """Run a copy of dev.py in another folder: exit code, output, errors."""
    copy = root / "dev.py"
    copy.write_bytes(Path(dev.__file__).read_bytes())
    done = subprocess.run(
        [python, str(copy), *arguments], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def test_an_unknown_command_names_the_known_ones(tmp_path):
    code, out, errors = spoken(tmp_path, "rnu")
    assert (code, out) == (1, "")
    assert errors == f"dev.py: There is no command 'rnu'. There are: {', '.join(dev.COMMANDS)}\n"


def test_a_broken_checkout_is_one_line_and_no_traceback(tmp_path):
    code, _, errors = spoken(tmp_path, "run")
    assert code == 1
    assert errors.count("\n") == 1
    assert "app.txt" in errors


def test_help_names_every_command(tmp_path):
    code, out, errors = spoken(tmp_path, "--help")
    assert (code, errors) == (0, "")
    assert all(f"python3 dev.py {name} " in out for name in dev.COMMANDS)
    assert spoken(tmp_path)[:2] == (2, out)


OLD_PYTHONS = sorted(Path.home().glob(".pyenv/versions/3.[89].*/bin/python3"))


@pytest.mark.skipif(not OLD_PYTHONS, reason="no Python older than ours is here")
def test_a_python_too_old_for_the_app_can_still_start_dev_py(tmp_path):
    for old in OLD_PYTHONS:
        assert spoken(tmp_path, "--help", python=str(old))[0] == 0
        assert dev.probe(str(old)) is None
