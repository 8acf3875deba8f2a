"""What the package for Debian says, and what stands where: each part of it by itself.

The whole package is built, installed, upgraded and purged in `tests/e2e/test_deb.py`.
"""

from __future__ import annotations

import ctypes
import gzip
import os
import shutil
import stat
import subprocess
import tarfile

import pytest

from app import DISTRIBUTION, __version__
from tools.package import debian, linux_tree
from tools.package.archive import steady_tar
from tools.package.build_paths import forget_build_paths, without_foreign_paths
from tools.package.elf import Needs, elf_files, judge, needs_of
from tools.package.linux_tree import filled, lay_out
from tools.package.source import Source

SOURCE = Source("a" * 40, 1_795_600_000)
TOLD = """
/x/_internal/libQt6Gui.so.6:     file format elf64-x86-64
Dynamic Section:
  NEEDED               libQt6Core.so.6
  NEEDED               libGL.so.1
  NEEDED               libc.so.6
  RUNPATH              $ORIGIN
Version References:
  required from libc.so.6:
    0x09691a75 0x00 05 GLIBC_2.2.5
    0x069691b4 0x00 04 GLIBC_2.34
    0x069691b9 0x00 03 GLIBC_2.9
"""

debian_only = pytest.mark.skipif(bool(debian.can_build()), reason=debian.can_build())


@pytest.fixture
def bundle(tmp_path):
    """A frozen app in small: one program, one file that is none."""
    folder = tmp_path / "frozen"
    (folder / "_internal" / "resources").mkdir(parents=True)
    shutil.copyfile("/bin/true", folder / DISTRIBUTION)
    (folder / "_internal" / "resources" / "build.json").write_text("{}", "utf-8")
    (folder / DISTRIBUTION).chmod(0o700)
    (folder / "_internal" / "resources" / "build.json").chmod(0o600)
    return folder


# --- what it needs -------------------------------------------------------------------------------


def test_what_the_bundle_brings_along_is_not_asked_of_the_system():
    needs = judge(TOLD, ["libQt6Core.so.6", "libQt6Gui.so.6"])
    assert needs == Needs(frozenset({"libGL.so.1", "libc.so.6"}), "2.34")


def test_without_the_c_library_something_was_read_wrong():
    with pytest.raises(RuntimeError, match="C library"):
        judge("  NEEDED   libGL.so.1\n", [])


def test_an_empty_folder_is_no_bundle(tmp_path):
    with pytest.raises(RuntimeError, match="no program"):
        needs_of(tmp_path)


@debian_only
def test_depends_is_what_the_headers_say_and_the_data_that_none_of_them_names(bundle):
    needs = needs_of(bundle)
    assert "libc.so.6" in needs.libraries
    assert debian.packages_of(["libc.so.6", "libm.so.6"]) == {"libc6"}
    line = debian.depends(needs, debian.packages_of(needs.libraries))
    assert line == f"libc6 (>= {needs.glibc}), ca-certificates, fontconfig-config, xkb-data"


@debian_only
def test_a_library_that_no_package_has_stops_the_build():
    with pytest.raises(RuntimeError, match=r"no package here has libnowhere\.so\.9"):
        debian.packages_of(["libc.so.6", "libnowhere.so.9"])


# --- what it says --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "debians"),
    [
        ("1.2.3", "1.2.3"),
        ("1.0.0rc1", "1.0.0~rc1"),
        ("1.0.0b2", "1.0.0~b2"),
        ("1.0.0.dev4", "1.0.0~dev4"),
    ],
)
def test_versions_are_ordered_as_debian_orders_them(version, debians):
    assert debian.debian_version(version) == debians


@debian_only
def test_debian_agrees_that_a_candidate_comes_first():
    older, newer = debian.debian_version("1.0.0rc1"), debian.debian_version("1.0.0")
    assert subprocess.run(["dpkg", "--compare-versions", older, "lt", newer]).returncode == 0


def test_a_place_that_nobody_fills_is_noticed():
    assert filled("v @VERSION@ of @DATE@", SOURCE) == f"v {__version__} of 2026-11-25"
    with pytest.raises(RuntimeError, match="@HOMEPAGE@"):
        filled("@HOMEPAGE@", SOURCE)


# --- what stands where ---------------------------------------------------------------------------


def test_only_the_program_can_be_run_whatever_the_umask_was(bundle, tmp_path):
    prefix = tmp_path / "usr"
    lay_out(bundle, prefix, SOURCE)
    home = prefix / "lib" / DISTRIBUTION
    assert stat.S_IMODE((home / DISTRIBUTION).stat().st_mode) == 0o755
    assert stat.S_IMODE((home / "_internal/resources/build.json").stat().st_mode) == 0o644
    assert (prefix / "bin" / DISTRIBUTION).resolve() == home / DISTRIBUTION
    assert list(elf_files(prefix)) == [home / DISTRIBUTION]
    manual = gzip.decompress((prefix / "share/man/man1" / f"{DISTRIBUTION}.1.gz").read_bytes())
    assert f"picksmart\\-webhooks {__version__}" in manual.decode()
    icons = {path.parts[-3] for path in (prefix / "share/icons").rglob(f"{DISTRIBUTION}.*")}
    assert icons == {f"{px}x{px}" for px in linux_tree.LINUX_PX} | {"scalable"}


def test_an_archive_is_the_same_whoever_packs_it(bundle, tmp_path):
    (bundle / "again").symlink_to(DISTRIBUTION)
    made = []
    for name, mode, when in (("one", 0o600, 1), ("two", 0o664, 2_000_000_000)):
        folder = tmp_path / name / "tree"
        shutil.copytree(bundle, folder, symlinks=True)
        (folder / "_internal/resources/build.json").chmod(mode)
        os.utime(folder / "_internal", (when, when))
        made.append(steady_tar(folder, tmp_path / f"{name}.tar.xz", SOURCE.epoch_s, level=0))
    assert made[0].read_bytes() == made[1].read_bytes()
    with tarfile.open(made[0]) as archive:
        entries = {entry.name: entry for entry in archive}
    assert entries[f"tree/{DISTRIBUTION}"].mode == 0o755
    assert entries["tree/again"].linkname == DISTRIBUTION
    assert {(one.uid, one.uname, one.mtime) for one in entries.values()} == {
        (0, "root", SOURCE.epoch_s)
    }


@debian_only
def test_the_package_is_the_same_twice_and_debian_reads_it(bundle, tmp_path):
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        deb = debian.build_deb(bundle, tmp_path / name, tmp_path / f"w-{name}", SOURCE, level=0)
        made.append(deb)
    assert made[0].read_bytes() == made[1].read_bytes()
    fields = subprocess.run(
        ["dpkg-deb", "--show", "--showformat=${Package} ${Version} ${Installed-Size}", made[0]],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert fields[:2] == [DISTRIBUTION, debian.debian_version(__version__)]
    assert int(fields[2]) > 40
    listed = subprocess.run(["dpkg-deb", "-c", made[0]], capture_output=True, text=True).stdout
    assert all(" root/root " in line for line in listed.splitlines())


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils")
def test_the_desktop_takes_our_entry():
    file = linux_tree.MATERIAL / f"{DISTRIBUTION}.desktop"
    done = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream")
def test_software_centres_take_our_description(tmp_path):
    text = (linux_tree.MATERIAL / f"{DISTRIBUTION}.metainfo.xml").read_text("utf-8")
    file = tmp_path / "io.github.picksmart_webhooks.metainfo.xml"
    file.write_text(filled(text, SOURCE), "utf-8")
    done = subprocess.run(
        ["appstreamcli", "validate", "--no-net", file], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


# --- what the loader searches --------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("gcc"), reason="a library is compiled")
@pytest.mark.parametrize("tag", ["--enable-new-dtags", "--disable-new-dtags"])
@pytest.mark.parametrize(
    ("searched", "stays"),
    [
        ("/home/builder/python/lib", False),
        ("$ORIGIN/../lib", True),
        ("$ORIGIN:/home/builder/lib", False),
        ("relative/lib", False),
    ],
)
def test_T42_the_build_machine_s_folders_are_not_searched(tmp_path, tag, searched, stays):
    source, library = tmp_path / "x.c", tmp_path / "libx.so"
    source.write_text("int answer(void) { return 42; }\n", "utf-8")
    link = f"-Wl,{tag},-rpath,{searched}"
    subprocess.run(["gcc", "-shared", "-fPIC", link, "-o", library, source], check=True)
    before = library.read_bytes()
    changed = forget_build_paths(tmp_path)
    told = subprocess.run(["readelf", "-d", library], capture_output=True, text=True).stdout
    assert (searched in told) is stays
    assert changed == ([] if stays else [library])
    assert len(library.read_bytes()) == len(before)
    assert "NEEDED" in told or "libc" not in told
    assert ctypes.CDLL(str(library)).answer() == 42


def test_what_is_no_library_of_ours_is_left_alone():
    for data in (b"", b"MZ" + bytes(100), b"\x7fELF\x01\x01" + bytes(100)):
        assert without_foreign_paths(data) == data
