"""What somebody might hand to cjm who means it no good: files and folders, by what is wrong with them.

The tests run all of them; `benchmarks/hostile.py` measures them.
"""

import os
import random
from collections.abc import Callable
from pathlib import Path

MAP = """\
cjm: 1
title: I buy shoes
stages:
  - name: Pay
    steps:
      - name: I pay by card
        emotion: calm
      - name: I get the receipt
        emotion: pleased
"""
"""The yardstick: ten lines, with the comment that the benchmark adds, and nothing wrong with them."""

_CHANCE = random.Random(1)


def _step(line: str) -> bytes:
    """A map with a further line in its first step."""
    return MAP.replace("        emotion: calm\n", f"        emotion: calm\n        {line}\n").encode()


def _title(text: str) -> bytes:
    return MAP.replace("I buy shoes", text).encode()


def _laughs(levels: int) -> str:
    rows = ["x-0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    rows += [f"x-{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(rows) + "\n"


def _merges(levels: int) -> str:
    rows = ["x-0: &m0 {a: 1}"]
    rows += [f"x-{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}]}}" for n in range(1, levels)]
    return "\n".join(rows) + "\n"


BROKEN: dict[str, bytes] = {
    # bytes
    "empty": b"",
    "nothing-but-a-mark": b"\xef\xbb\xbf",
    "zeros": bytes(10_000),
    "random": _CHANCE.randbytes(20_000),
    "random-text": "".join(map(chr, (_CHANCE.randrange(1, 0xD800) for _ in range(20_000)))).encode(),
    "latin-1": MAP.replace("shoes", "sch\xf6ne Schuhe").encode("latin-1"),
    "utf-16-without-mark": MAP.encode("utf-16-le"),
    "utf-16-cut": b"\xff\xfe" + MAP.encode("utf-16-le")[:-1],
    "utf-16-halves": b"\xff\xfe" + b"\x00\xd8" * 500,
    "utf-32": MAP.encode("utf-32"),
    "overlong": MAP.encode().replace(b"shoes", b"\xc0\xaf\xe0\x80\xaf"),
    "surrogates": MAP.encode().replace(b"shoes", b"\xed\xa0\x80\xed\xb0\x80"),
    "beyond-unicode": MAP.encode().replace(b"shoes", b"\xf4\x90\x80\x80"),
    "controls": MAP.replace("shoes", "sho\x07es\x1b[31m").encode(),
    "zero-inside": MAP.replace("shoes", "sho\0es").encode(),
    "gzip": b"\x1f\x8b\x08\x00" + _CHANCE.randbytes(2_000),
    "too-large": b"# " + b"x" * (4 * 1024 * 1024),
    # bombs
    "laughs": (MAP + _laughs(9)).encode(),
    "laughs-many": (MAP + _laughs(60)).encode(),
    "merges": (MAP + _merges(30)).encode(),
    "merges-many": (MAP + _merges(200)).encode(),
    "itself": (MAP + "x-a: &a [*a]\n").encode(),
    "deep-lists": (MAP + "x-a: " + "[" * 50_000).encode(),
    "deep-lists-closed": (MAP + "x-a: " + "[" * 50_000 + "]" * 50_000 + "\n").encode(),
    "deep-keys": (MAP + "x-a: " + "{a: " * 20_000).encode(),
    "deep-dashes": (MAP + "x-a:\n  " + "- " * 20_000 + "a\n").encode(),
    "deep-blocks": (MAP + "".join(" " * n + "x-a:\n" for n in range(1_500))).encode(),
    "question-marks": (MAP + "? " * 20_000).encode(),
    "unclosed-quote": (MAP + 'x-a: "' + "a\n  " * 200_000).encode(),
    "unclosed-list": (MAP + "x-a: [" + "a, " * 200_000).encode(),
    "same-key": ("cjm: 1\n" * 50_000).encode(),
    "unknown-keys": (MAP + "".join(f"key{n}: 1\n" for n in range(4_000))).encode(),
    "near-keys": (MAP + "".join(f"stagse{n}: 1\n" for n in range(1_000))).encode(),
    "long-key": (MAP + "k" * 1_000 + ": 1\n").encode(),
    "very-long-key": (MAP + "k" * 1_000_000 + ": 1\n").encode(),
    "documents": (MAP + "---\na: 1\n" * 50_000).encode(),
    "commands": b"%TAG ! tag:x,2000:\n" * 20_000,
    "tags": _step('"x-a": !!python/object/apply:os.system ["true"]'),
    "list-of-numbers": b"- 1\n" * 200_000,
    "long-number": _step("duration: " + "9" * 100_000),
    "long-version": MAP.replace("cjm: 1", "cjm: " + "1" * 100_000).encode(),
    "wrong-emotions": MAP.replace("emotion: calm", "emotion: [" + "[], " * 2_000 + "]").encode(),
    "wrong-steps": ("cjm: 1\ntitle: T\nstages:\n  - name: A\n    steps: [" + "1, " * 2_000 + "]\n").encode(),
    "wrong-next": _step("next: [" + ", ".join(f"nowhere{n}" for n in range(1_000)) + "]"),
    "near-severities": _step("pain_points: [" + "{text: a, severity: hihg}, " * 500 + "]"),
    "same-ids": _step("pain_points: [" + "{id: a, text: b}, " * 1_000 + "]"),
    "bad-dates": MAP.replace("cjm: 1", "cjm: 1\nlast_reviewed: " + "2026-13-45" * 10_000).encode(),
    "addresses": _step("links: [" + "{url: 'javascript:" + "a" * 100_000 + "'}]"),
}
"""Maps with something wrong, each of which gives a finding."""

HEAVY: dict[str, bytes] = {
    "long-title": _title("a" * 3_900_000),
    "long-words": _title("word " * 100_000),
    "long-line-of-emoji": _title("👩‍👩‍👧‍👦" * 20_000),
    "brackets": _step("actions: ['" + "[" * 20_000 + "']"),
    "links": _step("actions: ['" + "[a](" * 10_000 + "']"),
    "stars": _step("actions: ['" + "**a *b " * 5_000 + "']"),
    "ticks": _step("actions: ['" + "`" * 20_001 + "']"),
    "angles": _step("actions: ['" + "<a " * 10_000 + "']"),
    "backslashes": _step("actions: ['" + "\\" * 20_001 + "']"),
    "digits": _step("actions: ['" + "1" * 50_000 + " %']"),
    "spaces": _step("actions: ['a" + " " * 100_000 + "b']"),
    "at-signs": _step("touchpoints: ['" + "a @ " * 10_000 + "b']"),
    "ignores": (MAP + "# cjm: ignore[a" + ", a" * 4_000 + "] why\n").encode(),
    "comments": (MAP + "# c\n" * 100_000).encode(),
    "lines": (MAP + "\n" * 500_000).encode(),
    "own-keys": (MAP + "x-a: {" + ", ".join(f"k{n}: 1" for n in range(20_000)) + "}\n").encode(),
}
"""Maps that are right or nearly so: what is said of them does not matter, that it is soon does."""


def _series(data: bytes) -> Callable[[Path], None]:
    def made(folder: Path) -> None:
        (folder / "map.cjm.yaml").write_bytes(_step("metrics: {nps: {value: 3, series: s.csv}}"))
        (folder / "s.csv").write_bytes(data)

    return made


def _project(text: str) -> Callable[[Path], None]:
    def made(folder: Path) -> None:
        (folder / "map.cjm.yaml").write_text(MAP, encoding="utf-8")
        (folder / "cjm.yaml").write_text(text, encoding="utf-8")

    return made


def _themed(text: str) -> Callable[[Path], None]:
    def made(folder: Path) -> None:
        _project("cjm: 1\nname: Shoes\n")(folder)
        (folder / "theme.yaml").write_text(text, encoding="utf-8")

    return made


def _templates(text: str) -> Callable[[Path], None]:
    def made(folder: Path) -> None:
        _project("cjm: 1\nname: Shoes\nrender: {templates: own}\n")(folder)
        (folder / "own" / "map").mkdir(parents=True)
        (folder / "own" / "map" / "head.html.j2").write_text(text, encoding="utf-8")

    return made


def _linked(target: str) -> Callable[[Path], None]:
    return lambda folder: (folder / "map.cjm.yaml").symlink_to(target)


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "map.cjm.yaml")


def _pipe_as(name: str, line: str) -> Callable[[Path], None]:
    def made(folder: Path) -> None:
        (folder / "map.cjm.yaml").write_bytes(_step(line))
        os.mkfifo(folder / name)

    return made


def _stuck(text: str) -> Callable[[Path], None]:
    """A map whose name matches hard patterns nearly."""

    def made(folder: Path) -> None:
        _project(text)(folder)
        (folder / ("a" * 200 + ".cjm.yaml")).write_text(MAP, encoding="utf-8")

    return made


FOLDERS: dict[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "link-to-nowhere": (_linked("nowhere"), ()),
    "link-to-itself": (_linked("map.cjm.yaml"), ()),
    "link-to-endless-device": (_linked("/dev/zero"), ()),
    "link-to-password-file": (_linked("/etc/passwd"), ()),
    "pipe": (_pipe, ()),
    "pipe-as-picture": (_pipe_as("i.png", "image: i.png"), ()),
    "pipe-as-series": (_pipe_as("s.csv", "metrics: {nps: {value: 3, series: s.csv}}"), ()),
    "series-zeros": (_series(bytes(100_000)), ()),
    "series-random": (_series(_CHANCE.randbytes(100_000)), ()),
    "series-too-large": (_series(b"date,value\n" + b"2026-01,1\n" * 120_000), ()),
    "series-unclosed-quote": (_series(b'date,value\n"' + b"a\n" * 400_000), ()),
    "series-wide": (_series(b"date,value" + b"," * 900_000 + b"\n2026,a\n"), ()),
    "series-long-cell": (_series(b"date,value\n2026-01," + b"1" * 100_000 + b"\n"), ()),
    "series-without-values": (_series(b"\n" * 900_000), ()),
    "project-laughs": (_project("cjm: 1\nname: S\n" + _laughs(9)), ()),
    "project-deep": (_project("cjm: 1\nname: " + "[" * 20_000), ()),
    "project-many-keys": (_project("cjm: 1\nname: S\n" + "".join(f"k{n}: 1\n" for n in range(2_000))), ()),
    "theme-laughs": (_themed(_laughs(9)), ("--theme", "theme.yaml")),
    "theme-long-colour": (_themed("light: {ink: '#" + "f" * 100_000 + "'}\n"), ("--theme", "theme.yaml")),
    "template-without-end": (_templates("{% for a in range(999999999) %}{% endfor %}"), ()),
    "template-of-itself": (_templates('{% include "map/head.html.j2" %}'), ()),
    "template-power": (_templates("{{ 9 ** 9 ** 9 }}"), ()),
    "template-long-text": (_templates("{{ 'a' * 999999999 }}"), ()),
    "template-broken": (_templates("{% for %}"), ()),
    "template-escape": (_templates("{{ ''.__class__.__mro__ }}"), ()),
}
"""Folders with something wrong, and what has to be added to `cjm render` to meet it."""

STUCK: dict[str, Callable[[Path], None]] = {
    "patterns": _stuck("cjm: 1\nname: S\nmaps: ['" + "*a" * 12 + "b']\n"),
    "stars": _stuck("cjm: 1\nname: S\nmaps: ['" + "**/" * 30 + "b']\n"),
}
