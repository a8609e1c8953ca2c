"""Findings that a team has accepted for now, so that `cjm lint` speaks of what came after them alone.

A baseline is a JSON file with a line for each accepted finding: rule, file, address by ids, and a hash of the message.
It names no lines, so findings are known again wherever their step has moved to. What makes a finding a new one is
another file, another id above it (a step without an `id` has one made of its name) or more of the same at one place
than before.

A message alone cannot tell whether a finding is new: many name days and numbers that change without anybody's doing,
and a later cjm may word them better. So entries are matched by their messages first, which tells the new one of three
findings at one place; what is left over is matched by rule and place. Digits do not count in the hash, so that a
baseline that is written anew on another day stays as it was. Nor do positions in lists without ids (`thoughts[2]`)
count in an address: whoever adds a thought at the top moves all others.

Findings of `cjm validate` are never accepted: a file that is no map has to be repaired.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from cjm.errors import CjmError
from cjm.files import replace as replace_file
from cjm.finding import Accepted, Category, Finding, Run
from cjm.linting import OWN, all_rules
from cjm.linting.policy import project_policy
from cjm.loading import Part, shown
from cjm.loading.references import locate
from cjm.model import LintOptions
from cjm.portfolio import Portfolio

VERSION = 1
"""Raised when the file changes so that an older cjm could not read it."""

_POSITION = re.compile(r"\[[0-9]+\]")
_DIGITS = re.compile(r"\d+")
_MAKES = "`cjm lint --update-baseline` writes it"


def paths(start: Path, parts: Sequence[Part], options: LintOptions) -> list[Path]:
    """The baselines of a run: the one that the command line names, or those that the projects name.

    Raises `CjmError` where a project names a file outside of itself, and for other files than JSON.
    """
    if options.baseline is not None:
        found = [Path(os.path.normpath(start / options.baseline))]
    else:
        found = list(dict.fromkeys(path for part in parts if (path := _of_project(part)) is not None))
    for path in found:
        if path.suffix != ".json":
            help = "it is a file of its own, such as cjm-baseline.json"
            raise CjmError(f"a baseline ends in .json, and `{shown(path, start)}` does not", help)
    return found


def _of_project(part: Part) -> Path | None:
    name = part.project.lint.baseline if part.project else None
    if name is None:
        return None
    assert part.root is not None
    assert part.project_file is not None
    assert part.project_source is not None
    folder = (part.start / part.project_file).parent
    if locate(name, folder, part.root) == "outside-project":
        place = part.project_source.place(("lint", "baseline"))
        where = f"{part.project_file}:{place.line}:{place.column}"
        raise CjmError(f"{where}: the baseline `{name}` lies outside the project", "name a file of the project")
    return Path(os.path.normpath(folder / name))


def without_accepted(run: Run, start: Path, parts: Sequence[Part], options: LintOptions) -> Run:
    """A run with its new findings alone, and what its baselines hold beyond what was found.

    Raises `CjmError` where a baseline cannot be read.
    """
    if options.no_ignores or not (named := paths(start, parts, options)):
        return run
    new, left = _compared(run, [entry for path in named for entry in _read(path, start)])
    stale = tuple(sorted(filter(_judge(run, start, parts, options), left)))
    return replace(run, findings=new, accepted=len(run.findings) - len(new), stale=stale)


@dataclass(frozen=True)
class Update:
    """What came of writing a baseline."""

    run: Run
    """What is left to say: what cannot be accepted."""
    file: str
    """The baseline, relative to where cjm was started."""
    size: int
    """How many findings it holds now."""
    added: int
    removed: int


def update(run: Run, start: Path, parts: Sequence[Part], options: LintOptions) -> Update:
    """Accept all that lint found, and drop what is not found any more; the file is written whole or not at all.

    Entries for files that were not looked at and for rules that did not run stay. Raises `CjmError` where no baseline
    is named, or more than one, and where the file cannot be written or is something else.
    """
    named = paths(start, parts, options)
    if len(named) != 1:
        what = "there are several baselines" if named else "no baseline is named"
        raise CjmError(what, "name one with `--baseline FILE.json`, or as `lint: {baseline: FILE.json}` in cjm.yaml")
    path = named[0]
    file = shown(path, start)
    old = _read(path, start) if path.exists() else []
    new, left = _compared(run, old)
    judged = _judge(run, start, parts, options)
    kept = [entry for entry in left if not judged(entry)]
    found = [found for found in run.findings if _acceptable(found)]
    entries = [*map(_accepted, found), *kept]
    refused = tuple(found for found in new if not _acceptable(found))
    try:
        replace_file(path.resolve(), _written(entries, path.parent, start).encode())
    except OSError as problem:
        raise CjmError(f"`{file}` cannot be written: {problem.strerror or problem}") from problem
    left_to_say = replace(run, findings=refused, accepted=len(found))
    return Update(left_to_say, file, len(entries), len(new) - len(refused), len(left) - len(kept))


def _acceptable(found: Finding) -> bool:
    """Whether a finding is lint's own: what `cjm validate` finds has to be repaired."""
    return found.category is not Category.FORMAT or found.rule in OWN


def _accepted(found: Finding) -> Accepted:
    message = sha256(_DIGITS.sub("0", found.message).encode("utf-8", "backslashreplace")).hexdigest()[:8]
    return Accepted(found.file, _POSITION.sub("[]", found.address), found.rule, message)


def _compared(run: Run, entries: Iterable[Accepted]) -> tuple[tuple[Finding, ...], list[Accepted]]:
    """The findings that no entry stands for, and the entries that stand for none."""
    left = Counter(entries)
    rest: set[int] = set()
    for index, found in enumerate(run.findings):
        entry = _accepted(found)
        if not _acceptable(found) or not left[entry]:
            rest.add(index)
        else:
            left[entry] -= 1
    by_place: dict[Accepted, list[Accepted]] = {}
    for entry in sorted(left.elements()):
        by_place.setdefault(replace(entry, message=""), []).append(entry)
    new = []
    for index in sorted(rest):
        found = run.findings[index]
        same = by_place.get(replace(_accepted(found), message=""))
        if same and _acceptable(found):
            same.pop()
        else:
            new.append(found)
    return tuple(new), [entry for same in by_place.values() for entry in same]


def _judge(run: Run, start: Path, parts: Sequence[Part], options: LintOptions) -> Callable[[Accepted], bool]:
    """Says of an entry that was not found whether this run could have found it, so that it is stale.

    It could not where the file was not looked at or did not load, and where the rule did not run; rules that ask git
    find less where not all of the history is there, and rules across maps where there is no project to look at whole.
    """
    by_file = {part.name(target): part for part in parts for target in part.targets}
    by_file |= {part.project_file: part for part in parts if part.is_whole and part.project_file is not None}
    flawed = {found.file for found in run.findings if not _acceptable(found)}

    def could_be_found(entry: Accepted) -> bool:
        part = by_file.get(entry.file)
        if part is None:
            return not (start / entry.file).exists()
        rule = all_rules().get(entry.rule)
        if entry.file in flawed or rule is None:
            return entry.file not in flawed
        partial = rule.history or (rule.looks_at is Portfolio and part.root is None)
        return not partial and project_policy(part, options).runs(rule)

    return could_be_found


# ---------- the file ----------


def _written(entries: Iterable[Accepted], folder: Path, start: Path) -> str:
    """A line for each entry, in order, so that two branches can be put together line by line."""
    named = sorted(replace(entry, file=shown(start / entry.file, folder)) for entry in entries)
    lines = (
        json.dumps(
            {"file": one.file, "address": one.address, "rule": one.rule, "message": one.message}, ensure_ascii=False
        )
        for one in named
    )
    accepted = ",".join(f"\n    {line}" for line in lines) + ("\n  " if named else "")
    return f'{{\n  "tool": "cjm",\n  "version": {VERSION},\n  "accepted": [{accepted}]\n}}\n'


def _read(path: Path, start: Path) -> list[Accepted]:
    """The entries of a baseline, with files named from where cjm was started. Raises `CjmError`."""
    file = shown(path, start)
    data = _data(path, file)
    if not isinstance(data, dict) or data.get("tool") != "cjm" or "accepted" not in data:
        raise CjmError(f"`{file}` is no baseline of cjm", f"name another file; {_MAKES}")
    if data.get("version") != VERSION:
        known = f"this cjm knows version {VERSION}"
        raise CjmError(f"`{file}` is a baseline of version {data.get('version')}, and {known}", "install a newer cjm")
    entries = []
    for number, one in enumerate(data["accepted"] if isinstance(data["accepted"], list) else [None], 1):
        texts = [one.get(key) if isinstance(one, dict) else None for key in ("file", "address", "rule", "message")]
        if not all(isinstance(text, str) and "\0" not in text for text in texts):
            raise CjmError(f"`{file}`: entry {number} lacks its file, address, rule or message", _mend(file))
        name, address, rule, message = map(str, texts)
        entries.append(Accepted(shown(path.parent / name, start), address, rule, message))
    return entries


def _data(path: Path, file: str) -> Any:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise CjmError(f"there is no baseline `{file}`", "add `--update-baseline` to write it") from None
    except UnicodeDecodeError:
        raise CjmError(f"`{file}` is no baseline of cjm: it is not UTF-8", f"name another file; {_MAKES}") from None
    except OSError as problem:
        raise CjmError(f"the baseline `{file}` cannot be read: {problem.strerror}") from None
    marks = re.search(r"^(<<<<<<<|=======|>>>>>>>)", text, re.MULTILINE)
    if marks:
        line = text.count("\n", 0, marks.start()) + 1
        raise CjmError(f"{file}:{line}:1: git left marks of a merge here", "keep the entries of both sides")
    try:
        return json.loads(text)
    except json.JSONDecodeError as problem:
        where = f"{file}:{problem.lineno}:{problem.colno}"
        raise CjmError(f"{where}: this is not JSON", _mend(file)) from None
    except RecursionError:
        raise CjmError(f"`{file}` is no baseline of cjm", f"name another file; {_MAKES}") from None


def _mend(file: str) -> str:
    return f"mend it, or delete {file} and accept all findings anew: {_MAKES}"
