"""Corrections as edits of the text: characters to replace, while every other one stays as it is."""

import re

import yaml

from cjm.finding import Change, Edit, Path, Place
from cjm.source.reading import Source
from cjm.source.text import BREAK

_SIMPLE = re.compile(r"[^\W\d_](?:[\w ./-]*\w)?")
"""Texts that need no quotes anywhere."""


class Editor:
    """Turns changes of the data into edits of one text."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._starts = [0, *(found.end() for found in BREAK.finditer(source.text))]

    def edit(self, change: Change) -> Edit | None:
        """The edit that makes a change; `None` where the text is written in a way that leaves no sure one."""
        if self._source.root is None or self._source.attempt:
            return None  # the text was repaired while it was read, so that places in it are not exact
        span = {
            "rename": self._rename, "replace": self._replace, "remove": self._remove, "insert": self._insert,
        }[change.kind](change)  # fmt: skip
        return Edit(*span, change.safe) if span is not None else None

    def comment(self, place: Place) -> Edit:
        """Take out a comment: with its line if nothing else stands there, and without another one behind it."""
        start = self._starts[place.line - 1]
        at, stop = start + place.column - 1, start + place.end_column - 1
        end = self._end_of_line(place.line - 1)
        before, behind = self._source.text[start:at], self._source.text[stop:end]
        if behind.strip():
            return Edit(at, end - len(behind.lstrip()), "", safe=True)
        if before.strip():
            return Edit(start + len(before.rstrip()), end, "", safe=True)
        return Edit(start, self._next_line(place.line - 1), "", safe=True)

    def stretch(self, place: Place, text: str) -> Edit:
        """Write something else at a place within a line."""
        start = self._starts[place.line - 1]
        return Edit(start + place.column - 1, start + place.end_column - 1, text, safe=True)

    # ---------- kinds of changes ----------

    def _rename(self, change: Change) -> tuple[int, int, str] | None:
        _, key = self._source.find(change.path)
        if key is None:
            return None
        start, end = self._start(key), self._end(key)
        quotes, old = self._unquoted(start, end)
        return (start, end, quotes + change.text + quotes) if old == str(change.path[-1]) else None

    def _replace(self, change: Change) -> tuple[int, int, str] | None:
        node, _ = self._source.find(change.path)
        if not isinstance(node, yaml.ScalarNode) or node.start_mark.line != node.end_mark.line:
            return None
        start, end = self._start(node), self._end(node)
        quotes, old = self._unquoted(start, end)
        if not old.endswith(change.old) or "\\" in old or "'" in old:
            return None
        kept = old[: len(old) - len(change.old)]
        new = change.text if quotes or _SIMPLE.fullmatch(change.text) else f'"{change.text}"'
        if (kept and new != change.text) or '"' in change.text or "'" in change.text or "\\" in change.text:
            return None
        return start, end, quotes + kept + new + quotes

    def _remove(self, change: Change) -> tuple[int, int, str] | None:
        """Take out a text with its key or dash; a list or a set of keys that is left empty goes with it."""
        path: Path = change.path
        node, _ = self._source.find(path)
        if not isinstance(node, yaml.ScalarNode) or not self._source.has(path):
            return None
        while len(path) > 1:
            parent, _ = self._source.find(path[:-1])
            if isinstance(parent, yaml.CollectionNode) and len(parent.value) > 1:
                return self._without(parent, path[-1])
            path = path[:-1]
        parent = self._source.root
        return self._without(parent, path[0]) if path and isinstance(parent, yaml.MappingNode) else None

    def _without(self, parent: yaml.CollectionNode, name: str | int) -> tuple[int, int, str] | None:
        entries = [entry if isinstance(entry, tuple) else (entry, entry) for entry in parent.value]
        index = name if isinstance(name, int) else [key.value for key, _ in entries].index(name)
        first, last = entries[index]
        start, end = self._start(first), self._end(last)
        if parent.flow_style:
            if index + 1 < len(entries):
                return start, self._start(entries[index + 1][0]), ""
            return (self._end(entries[index - 1][1]), end, "") if index else (start, end, "")
        line, stop = first.start_mark.line, self._line_of(end)
        before = self._source.text[self._starts[line] : start]
        if re.fullmatch(r"[ ]*(?:-[ ]+)?" if isinstance(parent, yaml.SequenceNode) else r"[ ]*", before):
            return self._starts[line], self._next_line(stop), ""
        if isinstance(parent, yaml.MappingNode) and index == 0 and re.fullmatch(r"[ ]*(?:-[ ]+)+", before):
            following = self._start(entries[1][0])
            return (start, following, "") if "#" not in self._source.text[end:following] else None
        return None

    def _insert(self, change: Change) -> tuple[int, int, str] | None:
        """Put a key behind the first one of its mapping."""
        parent, _ = self._source.find(change.path[:-1])
        if not isinstance(parent, yaml.MappingNode) or not parent.value or not self._source.has(change.path[:-1]):
            return None
        key, value = parent.value[0]
        if not isinstance(value, yaml.ScalarNode) or value.start_mark.line != value.end_mark.line:
            return None
        written = f"{change.path[-1]}: {change.text}"
        if parent.flow_style:
            return self._end(value), self._end(value), f", {written}"
        at = self._end_of_line(value.end_mark.line)
        line_end = BREAK.search(self._source.text)
        return at, at, f"{line_end[0] if line_end else chr(10)}{' ' * key.start_mark.column}{written}"

    # ---------- places ----------

    def _start(self, node: yaml.Node) -> int:
        return self._starts[node.start_mark.line] + int(node.start_mark.column)

    def _end(self, node: yaml.Node) -> int:
        """Where a node ends; the parser ends a block collection only where the next thing begins."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        return self._starts[node.end_mark.line] + int(node.end_mark.column)

    def _unquoted(self, start: int, end: int) -> tuple[str, str]:
        """The quotes around a text, and the text."""
        raw = self._source.text[start:end]
        if len(raw) > 1 and raw[0] == raw[-1] and raw[0] in "\"'":
            return raw[0], raw[1:-1]
        return "", raw

    def _line_of(self, at: int) -> int:
        return len(BREAK.findall(self._source.text, 0, at))

    def _end_of_line(self, line: int) -> int:
        found = BREAK.search(self._source.text, self._starts[line])
        return found.start() if found else len(self._source.text)

    def _next_line(self, line: int) -> int:
        return self._starts[line + 1] if line + 1 < len(self._starts) else len(self._source.text)
