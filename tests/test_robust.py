"""Whatever the machine and other people do: an answer, an exit code, and no damage.

These tests start `python -m cjm` as people do, because what they are about lies outside of a process: folders, links,
pipes, signals, a full disk.
"""

import datetime
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hostile_cases import BROKEN, FOLDERS, HEAVY, MAP, STUCK

from cjm import api, fixing
from cjm.errors import CjmError
from cjm.loading import Part, load, plan

if sys.platform == "win32":
    pytest.skip("links, pipes and signals of POSIX", allow_module_level=True)

DOOR = [sys.executable, "-m", "cjm"]
NEVER = ("--fail-on", "never", "--today", "2026-12-01")
VERBS: dict[str, tuple[str, ...]] = {
    "validate": ("validate", "--fail-on", "never"),
    "lint": ("lint", *NEVER),
    "lint --fix": ("lint", "--fix", *NEVER),
    "render": ("render", "--today", "2026-12-01"),
}
UNREADABLE = os.fsencode("caf") + b"\xe9"
"""A name as Latin-1 writes it, which is no UTF-8."""
SPOILT = MAP.replace("emotion: calm", "emotoin: calm")
"""A map that `--fix` corrects."""


def cjm(
    *arguments: str, cwd: Path, door: Sequence[str] = DOOR, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """What a call of cjm leaves behind; never a traceback, never an apology for cjm itself."""
    done = subprocess.run(
        [*door, *arguments], cwd=cwd, capture_output=True, timeout=60, check=False, encoding="utf-8",
        errors="surrogateescape", env=environment(), stdin=subprocess.DEVNULL, preexec_fn=before,
    )  # fmt: skip
    assert is_clean(done.stderr), done.stderr
    return done


def environment() -> dict[str, str]:
    steering = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "CJM_OUTPUT_FORMAT")
    return {name: value for name, value in os.environ.items() if name not in (*steering, "COLUMNS", "CJM_DEBUG")}


def is_clean(err: str) -> bool:
    return not any(word in err for word in ("Traceback", "internal error", "Exception ignored", 'File "'))


def put(path: Path, text: str = MAP) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def content(folder: Path) -> dict[str, bytes | None]:
    """All that is in a folder, by name."""
    return {str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes() for path in folder.rglob("*")}


def found(done: subprocess.CompletedProcess[str]) -> dict[str, set[str]]:
    """The rules of the findings by file, from JSON."""
    rules: dict[str, set[str]] = {}
    for one in json.loads(done.stdout)["findings"]:
        rules.setdefault(one["path"], set()).add(one["rule"])
    return rules


# ---------- folders and permissions ----------


@pytest.fixture
def locked() -> Iterator[tuple[Path, Callable[..., subprocess.CompletedProcess[str]]]]:
    """A folder with a closed folder, a folder that is read-only and a closed map in it, and who may not open them."""
    other = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    try:
        if other and shutil.which("setpriv") is None:
            pytest.skip("nobody can be locked out: root may open everything, and there is no setpriv")
        if subprocess.run([*other, *DOOR, "--version"], cwd=folder, capture_output=True, check=False).returncode:
            pytest.skip("other users may not read this checkout, so that nobody can be locked out")
        put(folder / "map.cjm.yaml")
        put(folder / "closed" / "map.cjm.yaml")
        put(folder / "fixed" / "map.cjm.yaml", SPOILT)
        put(folder / "secret.cjm.yaml").chmod(0o000)
        (folder / "closed").chmod(0o000)
        for path in (folder / "fixed" / "map.cjm.yaml", folder / "fixed"):
            path.chmod(0o555)
        folder.chmod(0o555)
        yield folder, lambda *arguments: cjm(*arguments, cwd=folder, door=(*other, *DOOR))
    finally:
        for path in (folder, folder / "closed", folder / "fixed"):
            if path.exists():
                path.chmod(0o755)
        shutil.rmtree(folder)


CLOSED = [
    (("validate",), 2, "the folder "),
    (("validate", "closed"), 2, "cannot be read: Permission denied"),
    (("validate", "closed/*"), 2, "nothing matches"),
    (("validate", "--config", "closed/cjm.yaml", "map.cjm.yaml"), 2, "Permission denied"),
    (("lint", "-o", "closed/findings.txt", "map.cjm.yaml"), 2, "Permission denied"),
    (("lint", "-o", "fixed/findings.txt", "map.cjm.yaml"), 2, "`fixed/findings.txt` cannot be written"),
    (("lint", "--report", "json=fixed/findings.json", "map.cjm.yaml"), 2, "`fixed/findings.json` cannot be written"),
    (("lint", "--fix", "fixed/map.cjm.yaml"), 2, "`fixed/map.cjm.yaml` cannot be written"),
    (("render", "map.cjm.yaml"), 2, "`map.html` cannot be written: Permission denied"),
    (("render", "map.cjm.yaml", "-o", "closed/map.html"), 2, "Permission denied"),
    (("render", "map.cjm.yaml", "-o", "closed/site/"), 2, "Permission denied"),
    (("render", "map.cjm.yaml", "--theme", "closed/theme.yaml", "-o", "-"), 2, "Permission denied"),
    (("render", "map.cjm.yaml", "--templates", "closed/own", "-o", "-"), 2, "there is no folder `closed/own`"),
    (("new", "fixed/new.cjm.yaml"), 2, "Permission denied"),
    (("new", "closed/new.cjm.yaml"), 2, "Permission denied"),
    (("new", "closed/deeper/new.cjm.yaml"), 2, "closed/deeper"),
    (("rules", "-o", "fixed/rules.txt"), 2, "`fixed/rules.txt` cannot be written"),
]


def test_what_may_not_be_opened_or_written_is_said(
    locked: tuple[Path, Callable[..., subprocess.CompletedProcess[str]]],
) -> None:
    folder, call = locked
    for arguments, code, said in CLOSED:
        done = call(*arguments)
        assert (done.returncode, done.stdout) == (code, ""), (arguments, done)
        assert said in done.stderr, arguments
        assert done.stderr.startswith("cjm: error: "), arguments
    for path in ("secret.cjm.yaml", "closed/map.cjm.yaml"):  # a file that was named and is not read is a finding
        for verb in VERBS.values():
            done = call(*verb, path)
            text = done.stderr if verb[0] == "render" else done.stdout
            assert "error[unreadable]: this file cannot be read: permission denied" in text, (verb, path)
            assert done.returncode == (1 if verb[0] == "render" else 0)
    assert (folder / "fixed" / "map.cjm.yaml").read_text(encoding="utf-8") == SPOILT
    assert not list(folder.rglob(".cjm-*"))


def test_cjm_may_be_started_in_a_folder_that_is_closed_or_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    put(tmp_path / "map.cjm.yaml")
    started = f'cd "{gone}" && rmdir "{gone}" && "{sys.executable}" -m cjm '
    for verb, code in (("validate", 2), ("lint", 2), ("render", 2), ("new x.cjm.yaml", 2), ("new", 0), ("rules", 0)):
        gone.mkdir(exist_ok=True)
        done = subprocess.run(["sh", "-c", started + verb], capture_output=True, text=True, check=False)
        assert is_clean(done.stderr), done.stderr
        assert done.returncode == code, (verb, done.stderr)


# ---------- names ----------


def test_a_name_may_hold_any_bytes(tmp_path: Path) -> None:
    names = [UNREADABLE, b"two\nlines", b"-dash", b"a[1]*?{b}", b"\x1b[31mred", b" ", b"l" * 240, "鞋".encode()]
    for name in names:
        try:
            (tmp_path / os.fsdecode(name + b".cjm.yaml")).write_text(SPOILT, encoding="utf-8")
        except OSError:
            assert name == UNREADABLE, name  # macOS takes names in UTF-8 only
    files = len(list(tmp_path.iterdir()))
    assert files >= len(names) - 1
    for title, verb in VERBS.items():
        done = cjm(*verb, cwd=tmp_path)
        assert "\x1b" not in done.stderr + (done.stdout if title != "render" else "")
        assert done.returncode == 0, (title, done.stderr)
    assert len(list((tmp_path / "cjm-site").iterdir())) == files + 1, "a page for each map, and the index"
    assert all("emotion: calm" in path.read_text(encoding="utf-8") for path in tmp_path.glob("*.cjm.yaml"))
    listed = cjm("validate", "--output-format", "json", cwd=tmp_path).stdout
    assert json.loads(listed)["summary"]["files"] == files


def test_a_program_is_told_paths_as_they_are_on_the_disk(tmp_path: Path) -> None:
    name = os.fsdecode(UNREADABLE)
    put(tmp_path / f"{name}.cjm.yaml")
    done = cjm("render", cwd=tmp_path)
    assert (tmp_path / done.stdout.removesuffix("\n")).is_file(), done.stdout
    done = cjm("new", f"new-{name}", cwd=tmp_path)
    assert (tmp_path / done.stdout.removesuffix("\n")).is_file(), done.stdout
    assert done.stderr == "`cjm lint new-caf\\udce9.cjm.yaml` lists what is still missing\n"


def test_a_name_that_begins_with_a_dash_is_told_from_an_option(tmp_path: Path) -> None:
    put(tmp_path / "-dash.cjm.yaml")
    assert cjm("validate", "--", "-dash.cjm.yaml", cwd=tmp_path).returncode == 0
    assert cjm("validate", "./-dash.cjm.yaml", cwd=tmp_path).returncode == 0
    assert cjm("validate", "-dash.cjm.yaml", cwd=tmp_path).returncode == 2


LONG = "x" * 300


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", LONG + ".cjm.yaml"),
        ("lint", LONG + ".cjm.yaml"),
        ("lint", "map.cjm.yaml", "-o", LONG),
        ("lint", "map.cjm.yaml", "--config", LONG),
        ("render", LONG + ".cjm.yaml"),
        ("render", "map.cjm.yaml", "-o", LONG + ".html"),
        ("render", "map.cjm.yaml", "--theme", LONG),
        ("render", "map.cjm.yaml", "--templates", LONG),
        ("new", LONG + ".cjm.yaml"),
        ("validate", "a\0b"),
    ],
    ids=lambda arguments: " ".join(arguments).replace(LONG, "long").replace("\0", "zero"),
)
def test_a_name_that_no_file_can_have_is_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    put(tmp_path / "map.cjm.yaml")
    if "\0" in "".join(arguments):  # no shell can hand it over; a program can
        with pytest.raises(CjmError):
            api.validate(api.Request(arguments[1:], tmp_path))
        return
    done = cjm(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("cjm: error: ")
    assert [path.name for path in tmp_path.iterdir()] == ["map.cjm.yaml"]


# ---------- links, pipes, devices ----------


def test_each_link_pipe_and_device_that_is_no_map_is_a_finding(tmp_path: Path) -> None:
    put(tmp_path / "map.cjm.yaml", SPOILT)
    put(tmp_path / "named-like-a-map.cjm.yaml" / "inner.cjm.yaml")
    put(tmp_path.parent / "outside.cjm.yaml")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to("..")
    odd = {"nowhere": "nothing", "itself": "itself.cjm.yaml", "zero": "/dev/zero", "passwd": "/etc/passwd"}
    for name, target in {**odd, "outside": "../outside.cjm.yaml"}.items():
        (tmp_path / f"{name}.cjm.yaml").symlink_to(target)
    os.mkfifo(tmp_path / "pipe.cjm.yaml")
    rules = {
        "nowhere.cjm.yaml": {"unreadable"},
        "itself.cjm.yaml": {"unreadable"},
        "zero.cjm.yaml": {"outside-project"},
        "passwd.cjm.yaml": {"outside-project"},
        "outside.cjm.yaml": {"outside-project"},
        "pipe.cjm.yaml": {"unreadable"},
    }
    for title in ("validate", "lint", "lint --fix"):
        done = cjm(*VERBS[title], "--output-format", "json", cwd=tmp_path)
        assert done.returncode == 0
        assert {file: said for file, said in found(done).items() if file in rules} == rules, title
    done = cjm("render", cwd=tmp_path)
    assert done.returncode == 1
    pages = {"cjm-site/index.html", "cjm-site/map.html", "cjm-site/inner.html"}
    assert set(done.stdout.split()) == pages, "what is sound is rendered"
    for path in ("/dev/zero", "/dev/null", "pipe.cjm.yaml", "zero.cjm.yaml"):
        done = cjm("validate", path, cwd=tmp_path)
        assert (done.returncode, "error[unreadable]" in done.stdout) == (1, True), path


@pytest.mark.parametrize("odd", ["pipe", "/dev/zero"])
@pytest.mark.parametrize("place", ["--config", "--theme", ".gitignore", "cjm.yaml", "template", "-o"])
def test_nothing_waits_for_a_pipe_or_for_the_end_of_a_device(tmp_path: Path, odd: str, place: str) -> None:
    put(tmp_path / "map.cjm.yaml")
    os.mkfifo(tmp_path / "pipe")
    if place.startswith("-"):
        done = cjm("render", "map.cjm.yaml", place, odd, cwd=tmp_path)
        assert done.returncode == 2
        assert "ordinary file" in done.stderr
        return
    name = "own/map/head.html.j2" if place == "template" else place
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).symlink_to(tmp_path / odd)
    if place == "template":
        done = cjm("render", "map.cjm.yaml", "--templates", "own", cwd=tmp_path)
        assert (done.returncode, "leads out of" in done.stderr) == (2, True)
    else:
        assert cjm("validate", cwd=tmp_path).returncode == 0


# ---------- what others do meanwhile ----------


def test_a_file_that_vanishes_after_the_search_is_a_finding(tmp_path: Path) -> None:
    put(tmp_path / "a.cjm.yaml")
    gone = put(tmp_path / "b.cjm.yaml")
    parts = plan(api.Request((), tmp_path))
    gone.unlink()
    documents = {document.file: document for document in load(parts[0]).asked}
    assert [fault.rule for fault in documents["b.cjm.yaml"].faults] == ["unreadable"]
    assert "no such file" in documents["b.cjm.yaml"].faults[0].message
    assert documents["a.cjm.yaml"].sound


def test_many_files_that_vanish_are_findings_of_all_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(80):
        put(tmp_path / f"{number}.cjm.yaml")

    def planned(request: api.Request) -> list[Part]:
        parts = plan(request)
        for path in tmp_path.iterdir():
            path.unlink()
        return parts

    monkeypatch.setattr(api, "plan", planned)
    run = api.validate(api.Request((), tmp_path))
    assert [found.rule for found in run.findings] == ["unreadable"] * 80
    assert run.unread == run.files


@pytest.mark.parametrize("after", ["", SPOILT + "# somebody wrote this meanwhile\n"], ids=["gone", "changed"])
def test_a_correction_never_takes_back_what_somebody_wrote_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    path, other = put(tmp_path / "a.cjm.yaml", SPOILT), put(tmp_path / "b.cjm.yaml", SPOILT)
    apply = fixing.apply

    def slow(*arguments: Any) -> Any:
        if after:
            path.write_text(after, encoding="utf-8")
        else:
            path.unlink(missing_ok=True)
        return apply(*arguments)

    monkeypatch.setattr(fixing, "apply", slow)
    with pytest.raises(CjmError, match=r"while cjm looked|any more"):
        api.fix(api.Request((), tmp_path), api.LintOptions(), TODAY)
    assert (path.read_text(encoding="utf-8") if path.exists() else "") == after
    assert other.read_text(encoding="utf-8") == SPOILT, "all files or none"


# ---------- streams ----------


def shell(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A call from a shell; `cjm` in the command is this cjm."""
    return subprocess.run(
        ["sh", "-c", f'cjm() {{ "{sys.executable}" -m cjm "$@"; }}\n{command}'],
        cwd=cwd, capture_output=True, text=True, timeout=60, check=False, env=environment(),
    )  # fmt: skip


SPEAKING = ("lint bad.cjm.yaml", "lint --diff bad.cjm.yaml", "render map.cjm.yaml -o -", "new", "--help", "--version")


@pytest.mark.parametrize("call", SPEAKING)
def test_readers_may_go_away_and_streams_be_closed_or_full(tmp_path: Path, call: str) -> None:
    put(tmp_path / "map.cjm.yaml")
    put(tmp_path / "bad.cjm.yaml", SPOILT)
    code = shell(f"cjm {call}", tmp_path).returncode
    done = shell(f"(cjm {call}; echo $? >&2) | true", tmp_path)
    assert is_clean(done.stderr)
    assert done.stderr.splitlines()[-1] == str(code), "that nobody reads changes nothing"
    done = shell(f"cjm {call} >&-", tmp_path)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, "cjm: error: standard output is closed")
    for closed in ("2>&-", "2>/dev/full"):
        done = shell(f"cjm {call} {closed}", tmp_path)
        assert (done.returncode, done.stderr) == (code, "")
    done = shell(f"cjm {call} >&- 2>&- <&-", tmp_path)
    assert (done.returncode, done.stdout + done.stderr) == (2, "")
    if Path("/dev/full").exists():
        done = shell(f"cjm {call} >/dev/full", tmp_path)
        assert done.returncode == 2
        assert is_clean(done.stderr)
        assert done.stderr.startswith("cjm: error: ")
        assert len(done.stderr.splitlines()) == 1


def test_the_first_line_of_many_can_be_had(tmp_path: Path) -> None:
    for number in range(60):
        put(tmp_path / f"{number:02}.cjm.yaml", SPOILT)
    done = shell("cjm validate --output-format concise | head -1", tmp_path)
    assert done.stdout.startswith("00.cjm.yaml:7:9: error[unknown-key]")
    assert is_clean(done.stderr)


def test_without_end_on_standard_input_is_too_large(tmp_path: Path) -> None:
    done = shell("cjm validate - </dev/zero", tmp_path)
    assert (done.returncode, "error[too-large]" in done.stdout) == (1, True)
    done = shell("cjm validate - <&-", tmp_path)
    assert (done.returncode, done.stderr) == (2, "cjm: error: there is no standard input to read a map from\n")


# ---------- being stopped ----------


def long_work(folder: Path, *arguments: str) -> tuple[subprocess.Popen[bytes], int]:
    """A call that is at work: it has shown progress in its terminal, so it is past its start. Its own session."""
    steps = "".join(f"      - name: I take step {n}\n        emotoin: calm\n" for n in range(60))
    for number in range(600):
        put(folder / f"{number:03}.cjm.yaml", f"cjm: 1\ntitle: T\nstages:\n  - name: A\n    steps:\n{steps}")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*DOOR, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=theirs, stdin=subprocess.DEVNULL,
        start_new_session=True, env=environment() | {"TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while b" of 600 files" not in shown:
        shown += os.read(ours, 1000)
    return process, ours


def rest_of(ours: int) -> str:
    """What else stands in the terminal once all have left it."""
    text = b""
    try:
        while piece := os.read(ours, 1000):
            text += piece
    except OSError:  # Linux says so when the last one is gone
        pass
    os.close(ours)
    return text.decode()


@pytest.mark.parametrize(
    ("number", "code", "arguments"),
    [
        (signal.SIGINT, 130, ("lint", "-o", "findings.txt")),
        (signal.SIGTERM, 143, ("lint", "-o", "findings.txt")),
        (signal.SIGKILL, -9, ("validate", "-o", "findings.txt")),
        (signal.SIGINT, 130, ("lint", "--fix")),
        (signal.SIGINT, 130, ("render", "-o", "site")),
    ],
    ids=["Ctrl-C", "told to end", "killed", "Ctrl-C while fixing", "Ctrl-C while rendering"],
)
def test_a_run_that_is_stopped_leaves_everything_as_it_was(
    tmp_path: Path, number: int, code: int, arguments: tuple[str, ...]
) -> None:
    put(tmp_path / "findings.txt", "from yesterday")
    process, terminal = long_work(tmp_path, *arguments)
    before = content(tmp_path)
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal does: all of them get it
    else:
        process.send_signal(number)
    assert process.wait(timeout=20) == code
    shown = rest_of(terminal)  # ends only when no process of the run is left
    assert is_clean(shown)
    assert shown.replace("\r", "").strip() == "" or number == signal.SIGKILL or " of 600 files" in shown
    assert content(tmp_path) == before


def test_an_end_of_a_process_that_shares_the_work_is_told(tmp_path: Path) -> None:
    process, terminal = long_work(tmp_path, "validate")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    pids = [int(pid) for pid in children.read_text().split()] if children.exists() else []
    if not pids:
        process.kill()
        process.wait()
        rest_of(terminal)
        pytest.skip("the work is not shared out here")
    os.kill(pids[0], signal.SIGKILL)
    assert process.wait(timeout=20) == 2
    shown = rest_of(terminal)
    assert is_clean(shown)
    assert "ended from outside, perhaps for want of memory" in shown


# ---------- a full disk ----------


def small(size: int) -> Callable[[], None]:
    """Before a call: no file may become larger. What follows is what follows when the disk is full."""
    import resource

    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", "--output-format", "sarif", "-o", "old.txt"),
        ("lint", "--output-format", "json", "-o", "old.txt"),
        ("lint", "--report", "sarif=old.txt"),
        ("lint", "--baseline", "old.json", "--update-baseline"),
        ("lint", "--fix"),
        ("render", "a.cjm.yaml", "-o", "old.html", "--force"),
        ("render", "a.cjm.yaml", "-o", "new.html"),
        ("render", "-o", "site"),
        ("render", "--to", "markdown", "-o", "site"),
        ("new", "new.cjm.yaml"),
        ("rules", "-o", "old.txt"),
    ],
    ids=" ".join,
)
def test_on_a_full_disk_the_old_files_stay_and_nothing_else_does(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    padding = "# " + "x" * 700 + "\n"
    for name in ("a", "b"):
        put(tmp_path / f"{name}.cjm.yaml", MAP if {"render", "--baseline"} & {*arguments} else SPOILT)
        with (tmp_path / f"{name}.cjm.yaml").open("a") as file:
            file.write(padding)
    put(tmp_path / "old.txt", "old")
    put(tmp_path / "old.html", "old")
    put(tmp_path / "site" / "a.html", '<meta name="generator" content="cjm">old')
    put(tmp_path / "site" / "index.md", "<!-- cjm -->\nold")
    cjm("lint", "--select", "missing-goal", "--baseline", "old.json", "--update-baseline", cwd=tmp_path)
    assert (tmp_path / "old.json").is_file()
    before = content(tmp_path)
    done = cjm(*arguments, cwd=tmp_path, before=small(500))
    assert done.returncode == 2, done
    assert done.stderr.startswith("cjm: error: ")
    assert len(done.stderr.splitlines()) == 1
    assert content(tmp_path) == before


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can make a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=72k", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("disks cannot be made here")
    try:
        for name in ("a", "b", "c"):
            put(disk / f"{name}.cjm.yaml")
        put(disk / "site" / "index.html", '<meta name="generator" content="cjm">old')
        before = content(disk)
        done = cjm("render", "-o", "site", cwd=disk)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "cjm: error: `site` cannot be written: No space left on device\n"
        assert content(disk) == before
    finally:
        subprocess.run(["umount", disk], check=True)


# ---------- very many files ----------


def test_ten_thousand_files(tmp_path: Path) -> None:
    for number in range(10_000):
        put(tmp_path / f"{number % 10}" / f"{number:05}.cjm.yaml", "cjm: 1\ntitle: T\nstages: [{name: A}]\n")
    wrong = [f"{number % 10}/{number:05}.cjm.yaml" for number in range(9_999, 0, -1_111)]
    for file in wrong:
        put(tmp_path / file, "cjm: 1\ntitle: T\n")
    program = (
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(done.returncode)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *DOOR, "validate", "--output-format", "concise"],
        cwd=tmp_path, capture_output=True, text=True, check=False, env=environment(),
    )  # fmt: skip
    assert done.returncode == 1
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == sorted(wrong)
    summary, memory = done.stderr.splitlines()
    assert summary == f"{len(wrong)} errors in 10000 files"
    assert int(memory) < 300_000, "kilobytes (on macOS bytes, of which this says nothing)"


# ---------- a hostile corpus ----------

TODAY = datetime.date(2026, 12, 1)


@pytest.mark.parametrize("name", BROKEN)
def test_a_hostile_map_gives_findings(tmp_path: Path, name: str) -> None:
    (tmp_path / "map.cjm.yaml").write_bytes(BROKEN[name])
    request = api.Request((), tmp_path)
    said = {found.rule for found in api.validate(request).findings}
    assert said
    assert said <= {found.rule for found in api.lint(request, api.LintOptions(), TODAY).findings}
    assert api.render(request, today=TODAY, output="-").text is None
    api.fix(request, api.LintOptions(), TODAY, unsafe=True, write=False)


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_map_is_borne(tmp_path: Path, name: str) -> None:
    (tmp_path / "map.cjm.yaml").write_bytes(HEAVY[name])
    request = api.Request((), tmp_path)
    if api.validate(request).findings:
        return
    assert api.lint(request, api.LintOptions(), TODAY).findings
    for to in ("html", "markdown", "outline"):
        assert api.render(request, today=TODAY, to=to, output="-").text


@pytest.mark.parametrize("name", FOLDERS)
def test_a_hostile_folder_gives_findings_or_an_error(tmp_path: Path, name: str) -> None:
    make, arguments = FOLDERS[name]
    make(tmp_path)
    done = cjm("render", *arguments, "--today", "2026-12-01", cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert done.stderr


@pytest.mark.parametrize("name", STUCK)
def test_patterns_cannot_keep_cjm_busy(tmp_path: Path, name: str) -> None:
    STUCK[name](tmp_path)
    assert cjm("validate", cwd=tmp_path).returncode == 2, "too many stars, or nothing matches"


def test_all_hostile_maps_at_once_through_every_verb(tmp_path: Path) -> None:
    for name, data in BROKEN.items():
        (tmp_path / f"{name}.cjm.yaml").write_bytes(data)
    put(tmp_path / "sound.cjm.yaml")
    broken = {f"{name}.cjm.yaml" for name in BROKEN}
    for title in ("validate", "lint", "lint --fix"):
        done = cjm(*VERBS[title], "--output-format", "json", cwd=tmp_path)
        assert done.returncode == 0
        errors = {one["path"] for one in json.loads(done.stdout)["findings"] if one["severity"] == "error"}
        assert errors >= broken - {"near-severities.cjm.yaml"}, title
    done = cjm("render", cwd=tmp_path)
    assert done.returncode == 1
    assert "cjm-site/sound.html" in done.stdout.split()
