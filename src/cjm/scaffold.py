"""A map or a persona to start from.

What a new file says is true and valid; what it leaves out stands there as a hint in a comment. So `cjm lint` lists
what is still to be filled in, and nothing has to be deleted first.
"""

import json
import os
import pathlib
import re
import textwrap

from cjm import files
from cjm.errors import CjmError
from cjm.vocabulary.aliases import closest
from cjm.vocabulary.presets import DEFAULT, Preset, PresetStage, presets

_MAP = """\
# A customer journey map. Lines that begin with # are hints: remove the # and fill them in, or delete them.
{commands}

cjm: 1
title: {title}  # better still in the customer's words: I get my bike repaired
preset: {preset}

# Whose journey is it? One map tells the journey of one persona.
# persona:
#   name: Kim, who commutes by bike
#   goals: [Be at work on time]
#   behaviours: [Looks everything up on the phone]
#   frustrations: [Shops that are closed when Kim is free]

# scenario: The chain snaps on the way to work  # in which situation does it begin?
# goal: A bike that works by tonight            # what does the customer want?
# scope: {{start: The bike breaks down, end: The bike works again}}
# basis: hypothesis                             # hypothesis, mixed or research; a guess is a good start if it says so
# owner: Kim's colleague Lea                    # who keeps this map true?

{origin}
# Steps are examples: say what your customer does. Rename, add and remove stages and steps as you like.
stages:
"""

_FIRST_STEP = """\
        # thoughts: ["Is this for somebody like me?"]    # what does the customer think or ask, in their words?
        # touchpoints: [Recommendation @ word of mouth]  # where do you meet, and by which channel? [] if nowhere
        # emotion: curious                               # how does it feel? annoyed, unsure, relieved … or -2 to 2
        # pain_points: [Nobody knows what it costs]      # what goes wrong? [] if you looked and found nothing
"""

_NEXT_STEP = """\
        # thoughts:
        # touchpoints:
        # emotion:
        # pain_points:
"""

_PERSONA = """\
# A persona: one named customer who stands for a whole group. Lines that begin with # are hints.
{commands}
# Maps name this persona by its id: `persona: {id}`

cjm: 1
name: {name}  # better with what sets this person apart: Kim, who commutes by bike

# segment: Commuters without a car      # which group of customers is it?
# job: Nurse, early shift
# quote: I just want to be on time.     # a sentence that this person would say
# bio: Lives at the edge of town and cycles to work in every weather.

# goals: [Be at work on time]
# needs: [Somebody who can tell how long it takes]
# behaviours: [Looks everything up on the phone]
# frustrations: [Shops that are closed after work]
# expectations: [A repair within a day]
# channels: [website, phone]

# basis: hypothesis                     # hypothesis, mixed or research; a guess is a good start if it says so
# evidence: [interviews-2026]           # sources by id, as `cjm.yaml` lists them
"""


def map_text(preset: str, title: str, file: str = "FILE") -> str:
    """The text of a new map with the stages of a preset; `file` is what its hints call it.

    `CjmError` if there is no such preset.
    """
    chosen = _preset(preset)
    file = f'"{file}"' if " " in file else file
    commands = _table(
        [
            (f"cjm lint {file}", "lists what is still missing"),
            (f"cjm render {file}", "draws the map"),
            ("cjm schema", "lets your editor complete and explain the keys"),
        ]
    )
    origin = textwrap.fill(f"{chosen.title}; from {chosen.source}.", 100, initial_indent="# ", subsequent_indent="# ")
    head = _MAP.format(commands=commands, title=_plain(title), preset=chosen.id, origin=origin)
    return head + "\n".join(_stage(stage, first=number == 0) for number, stage in enumerate(chosen.stages))


def persona_text(name: str, file: str = "FILE", id: str = "ID") -> str:
    """The text of a new persona; `file` and `id` are what its hints call it."""
    file = f'"{file}"' if " " in file else file
    commands = _table([(f"cjm lint {file}", "lists what is still missing")])
    return _PERSONA.format(commands=commands, id=id, name=_plain(name))


def create(path: pathlib.Path, preset: str | None = None, title: str | None = None) -> pathlib.Path:
    """Write a new map, or a persona if the file's name says so, and return its path.

    Adds the ending `.cjm.yaml` where there is none, makes the folders above it, and never overwrites. The title (a
    persona's name) is made of the file's name if none is given. `CjmError` says why nothing was written.
    """
    path, persona = _target(path)
    stem = path.name.rsplit(".", 2)[0]
    title = title if title and title.strip() else _title(stem)
    if persona and preset is not None:
        help = f"leave the preset out, or name a map: {stem}.cjm.yaml"
        raise CjmError("a persona has no stages, so it has no preset", help)
    if persona:
        text = persona_text(title, path.as_posix(), stem)
    else:
        text = map_text(preset or DEFAULT, title, path.as_posix())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise CjmError(f"cannot make the folder {path.parent.as_posix()}", "is there a file of that name?") from None
    try:
        files.create(path, text.encode("utf-8", "backslashreplace"))  # a file's name need not be text
    except FileExistsError:
        raise CjmError(f"{path.as_posix()} is there already", "cjm new never overwrites; choose another name") from None
    except OSError as problem:
        raise CjmError(f"cannot write {path.as_posix()}: {problem.strerror}") from None
    return path


def _preset(name: str) -> Preset:
    known = presets()
    if name in known:
        return known[name]
    near = closest(name, known)
    guess = f"did you mean {' or '.join(f'`{other}`' for other in near)}? " if near else ""
    raise CjmError(f"there is no preset `{name}`", f"{guess}there are: {', '.join(known)}")


def _table(rows: list[tuple[str, str]]) -> str:
    """Commands and what they do, as lines of a comment."""
    width = max(len(command) for command, _ in rows)
    return "\n".join(f"#   {command:{width}}  {meaning}" for command, meaning in rows)


def _stage(stage: PresetStage, first: bool) -> str:
    """The lines of a stage; the first one explains its keys."""
    kept = "  # what kind of stage it is, whatever you call it" if first else ""
    role = f"    role: {stage.role}{kept}\n" if stage.role else ""
    return (
        f"  # {stage.hint}.\n"
        f"  - name: {_plain(stage.name)}\n"
        f"{role}"
        f"    steps:\n"
        f"      - name: {_plain(stage.step)}\n"
        f"{_FIRST_STEP if first else _NEXT_STEP}"
    )


def _target(path: pathlib.Path) -> tuple[pathlib.Path, bool]:
    """The path with its full ending, and whether it is a persona."""
    name = path.name
    if not name or name == ".." or os.path.isdir(path):  # noqa: PTH112  # Path.is_dir raises for names that are too long
        raise CjmError(f"{path.as_posix()} is a folder", "name the file in it, for example my-journey.cjm.yaml")
    if name.lower() in ("cjm.yaml", "cjm.yml"):
        raise CjmError(f"{name} is the name of the project file", "name the map, for example my-journey.cjm.yaml")
    parts = re.fullmatch(r"(.*?)(?:\.(cjm|persona))?(?:\.(yaml|yml))?", name, re.DOTALL)
    assert parts is not None  # all of it is optional
    bare, kind, yaml = parts.groups()
    if not bare:
        raise CjmError(f"{name} has no name before its ending", "for example my-journey.cjm.yaml")
    if not kind and (other := re.search(r"\.[A-Za-z]{1,5}$", bare)):
        raise CjmError(
            f"{name} would not be read as a map: it ends in {other[0]}",
            f"maps end in .cjm.yaml and personas in .persona.yaml, so {bare.removesuffix(other[0])}.cjm.yaml would do",
        )
    return path.with_name(f"{bare}.{kind or 'cjm'}.{yaml or 'yaml'}"), kind == "persona"


def _title(stem: str) -> str:
    """A file's name as a title: `bike-repair` is `Bike repair`."""
    words = " ".join(re.split(r"[\s_-]+", stem)).strip() or stem
    return words[:1].upper() + words[1:]


def _plain(text: str) -> str:
    """A text as YAML, in quotes only if it needs them."""
    words = re.fullmatch(r"[^\W\d_][\w ,.()/'’-]*[\w.)!]", text)
    if words and text.lower() not in ("true", "false", "null", "yes", "no", "on", "off"):
        return text
    return json.dumps(text, ensure_ascii=not text.isprintable())
