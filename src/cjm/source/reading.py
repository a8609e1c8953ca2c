"""From the tree of nodes to plain data, and from a path in the data to a place in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import Any

import yaml

from cjm.finding import Path, Place
from cjm.source.composing import DEEPEST, MOST, TooDeep, TooMany, compose
from cjm.source.mending import BULLETS, shortened, with_rows
from cjm.source.scalars import plain
from cjm.source.syntax import Diagnosis, diagnose
from cjm.source.text import lines

MOST_EXPANDED = 50_000
"""Nodes that aliases and merges may add to what is written."""
_MOST_REPAIRS = 25
_MOST_DUPLICATES = 500
_MOST_REREAD = 1_500_000
"""Characters that may be read again because of mistakes: in a map of 60 kB that is 25 of them."""

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in the text itself, at a place: what no model ever sees."""

    rule: str
    message: str
    place: Place
    help: tuple[str, ...] = ()
    related: tuple[tuple[str, Place], ...] = ()
    """Other spots with their captions."""


class _Refused(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault


@dataclass
class Source:
    """A text that was read: its data, and where each key and value stands."""

    text: str
    data: Any
    """Mappings, lists and texts; numbers and truth values as `Plain`."""
    root: yaml.Node | None = None
    faults: tuple[Fault, ...] = ()
    """Mistakes of the text; where there are some, the data is what could be read in spite of them."""
    complete: bool = True
    """Whether the data holds all that the author can have meant."""
    attempt: str = ""
    """The text as it was read in the end, with mistakes repaired; empty where there were none."""
    _lines: list[str] = field(default_factory=list)
    _repaired: dict[int, str] | None = None
    _index: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = field(default_factory=dict)

    @property
    def lines(self) -> list[str]:
        """The lines of the text."""
        if not self._lines:
            self._lines = lines(self.text)
        return self._lines

    def place(self, path: Path) -> Place:
        """Where the value at `path` stands; steps of the path that the text lacks are passed over."""
        node, key = self.find(path)
        if node is None:
            return Place()
        if isinstance(node, yaml.ScalarNode):
            empty = node.value == "" and not node.style
            return self.written(_place(key if empty and key is not None else node))
        return self.written(_place(key) if key is not None else self._head(node))

    def key_place(self, path: Path) -> Place:
        """Where the key at the end of `path` stands."""
        _, key = self.find(path)
        return self.written(_place(key)) if key is not None else self.place(path)

    def written(self, place: Place) -> Place:
        """A place in the text as it was read, in the text as it was written: repairs move what stands behind them."""
        if not self.attempt:
            return place
        if self._repaired is None:
            rows = enumerate(zip(self.lines, lines(self.attempt), strict=False))
            self._repaired = {number: new for number, (old, new) in rows if old != new}
        column, end = (self._column(*spot) for spot in ((place.line, place.column), (place.end_line, place.end_column)))
        return Place(place.line, column, place.end_line, end)

    def _column(self, line: int, column: int) -> int:
        new = (self._repaired or {}).get(line - 1)
        if new is None:
            return column
        old = self.lines[line - 1]
        same = _alike(old, new)
        tail = min(_alike(old[::-1], new[::-1]), len(old) - same, len(new) - same)
        if column - 1 <= same:
            return column
        if column - 1 >= len(new) - tail:
            return column - len(new) + len(old)
        return min(column, len(old) - tail + 1)

    def _head(self, node: yaml.Node) -> Place:
        """The first entry of a collection that has no key of its own, such as the first line of a step."""
        if isinstance(node, yaml.MappingNode) and node.value:
            key, value = node.value[0]
            start, end = key.start_mark, key.end_mark
            if isinstance(value, yaml.ScalarNode) and value.start_mark.line == start.line == value.end_mark.line:
                end = value.end_mark
            if end.line == start.line and start.index >= node.start_mark.index:
                return Place(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        if isinstance(node, yaml.SequenceNode) and node.value and node is self.root:
            return self._head(node.value[0])
        return _first_line(node)

    def find(self, path: Path) -> tuple[yaml.Node | None, yaml.Node | None]:
        """The deepest node on `path`, and the key in front of it if it is the value of one."""
        node, key = self.root, None
        for step in path:
            if isinstance(node, yaml.MappingNode):
                key, node = self._pairs(node).get(str(step), (key, node))
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
                node, key = node.value[step], None
        return node, key

    def _pairs(self, node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """The keys of a mapping, as they are written and as they are read, with their values."""
        pairs = self._index.get(id(node))
        if pairs is None:
            pairs = self._index[id(node)] = {}
            for key, value in node.value:
                for name in (key.value, getattr(key, "written", None)):
                    if isinstance(name, str):
                        pairs.setdefault(name, (key, value))
        return pairs

    def has(self, path: Path) -> bool:
        """Whether the text has something at exactly this path."""
        node: yaml.Node | None = self.root
        for step in path:
            if isinstance(node, yaml.MappingNode):
                found = self._pairs(node).get(str(step))
                node = found[1] if found is not None and found[0].value == step else None
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            else:
                return False
            if node is None:
                return False
        return True

    def rename(self, path: Path, key: str) -> None:
        """Read the key at the end of `path` as `key`, so that what stands under it is checked as what was meant."""
        parent, _ = self.find(path[:-1])
        holder = self.value(path[:-1])
        if isinstance(parent, yaml.MappingNode) and isinstance(holder, dict):
            holder[key] = holder.pop(path[-1])
            pairs = self._pairs(parent)
            if (found := pairs.get(str(path[-1]))) is not None:
                found[0].written, found[0].value = path[-1], key  # type: ignore[attr-defined]
                pairs[key] = found

    def name_entry(self, path: Path, key: str, text: str) -> None:
        """Read the first key of the entry at `path` as the value `text` of `key`: `Search:` as `name: Search`.

        What stands below that first key is read as what belongs to the entry.
        """
        node, _ = self.find(path)
        holder = self.value(path)
        if not isinstance(node, yaml.MappingNode) or not isinstance(holder, dict):
            return
        first = next(iter(holder))
        inner = holder.pop(first)
        rest = {**(inner if isinstance(inner, dict) else {}), **holder}
        holder.clear()
        holder.update({key: text, **rest})
        (old, below), *others = node.value
        end = below.end_mark if isinstance(below, yaml.ScalarNode) else old.end_mark
        named = yaml.ScalarNode("", key, old.start_mark, old.end_mark)
        named.written = old.value  # type: ignore[attr-defined]
        pairs = [(named, yaml.ScalarNode("", text, old.start_mark, end, style='"'))]
        node.value = [*pairs, *(below.value if isinstance(below, yaml.MappingNode) else []), *others]
        self._index.pop(id(node), None)

    def value(self, path: Path) -> Any:
        """The data at `path`, `None` if there is nothing; steps that the data lacks are passed over."""
        data = self.data
        for step in path:
            inside = isinstance(data, list) and isinstance(step, int) and step < len(data)
            if inside or (isinstance(data, dict) and step in data):
                data = data[step]
        return data

    def in_flow(self, path: Path) -> bool:
        """Whether the thing at `path` stands inside `[ ]` or `{ }`."""
        for length in range(len(path)):
            node, _ = self.find(path[:length])
            if isinstance(node, yaml.CollectionNode) and node.flow_style:
                return True
        return False

    def nodes(self) -> Iterator[tuple[Path, yaml.Node, yaml.Node | None]]:
        """Each node of the tree once, with its path and the key in front of it, parents first."""
        seen: set[int] = set()
        stack: list[tuple[Path, yaml.Node, yaml.Node | None]] = [((), self.root, None)] if self.root else []
        while stack:
            path, node, key = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            yield path, node, key
            if isinstance(node, yaml.MappingNode):
                stack.extend(((*path, k.value), v, k) for k, v in reversed(node.value) if isinstance(k.value, str))
            elif isinstance(node, yaml.SequenceNode):
                stack.extend(((*path, i), item, None) for i, item in reversed(list(enumerate(node.value))))


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginnings."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _place(node: yaml.Node) -> Place:
    start, end = node.start_mark, node.end_mark
    if end.line > start.line and end.column == 0:
        return _first_line(node)
    return Place(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _first_line(node: yaml.Node) -> Place:
    mark = node.start_mark
    return Place(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)


def read(text: str) -> Source:
    """Read a YAML text. Never raises: what is wrong with the text is in the source's `faults`.

    After a mistake of one line, such as an unquoted colon, that line is read as it was probably
    meant, so that the mistakes in the rest of the file are found in the same run.
    """
    if found := _CONTROL.search(text):
        before = lines(text[: found.start()])
        place = Place(len(before), len(before[-1]) + 1, len(before), len(before[-1]) + 2)
        character = f"U+{ord(found[0]):04X}"
        fault = Fault("encoding", f"the control character {character} cannot stand in a map", place, ("remove it",))
        return Source(text, None, faults=(fault,), complete=False)
    faults: list[Fault] = []
    attempt = text
    while True:
        try:
            root = compose(attempt)
            break
        except TooMany as problem:
            mark = problem.mark
            what = f"this file holds more than {MOST:,} keys and values"
            place = Place(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
            faults.append(Fault("too-large", what, place, ("a map needs a few thousand; split it",)))
            return Source(text, None, faults=tuple(faults), complete=False)
        except TooDeep as problem:
            faults.append(_too_deep(problem.mark))
            return Source(text, None, faults=tuple(faults), complete=False)
        except yaml.YAMLError as problem:
            diagnosis = diagnose(attempt, problem)
            fault = _fault(diagnosis)
            stuck = any((fault.place.line, fault.message) == (known.place.line, known.message) for known in faults)
            if not stuck:
                faults.append(_written(fault, Source(text, None, attempt=attempt if faults else "")))
            if (
                stuck
                or diagnosis.repaired is None
                or diagnosis.repaired == attempt
                or len(faults) > _MOST_REPAIRS
                or len(faults) * len(text) > _MOST_REREAD
            ):
                return Source(text, None, faults=tuple(faults), complete=False)
            attempt = diagnosis.repaired
    hidden, repaired = _commented_out(attempt, root)
    if hidden:
        as_read = Source(text, None, attempt="" if attempt is text else attempt)
        faults += [_written(fault, as_read) for fault in hidden]
        attempt, root = repaired, compose(repaired)
    source = Source(text, None, root, attempt="" if attempt is text else attempt)
    builder = _Builder(attempt)
    try:
        source.data = builder.build(root, 0) if root is not None else None
    except _Refused as refused:
        builder.faults.append(refused.fault)
        source.root, source.complete = None, False
    faults += [_written(fault, source) for fault in (*builder.faults, *_swallowed(source, builder))]
    source.faults = tuple(faults)
    return source


def _fault(diagnosis: Diagnosis) -> Fault:
    return Fault("syntax", diagnosis.message, diagnosis.place, diagnosis.help, diagnosis.related)


def _written(fault: Fault, source: Source) -> Fault:
    """The fault with places in the text as it was written."""
    related = tuple((caption, source.written(place)) for caption, place in fault.related)
    return Fault(fault.rule, fault.message, source.written(fault.place), fault.help, related)


_HASHED = re.compile(
    r"""^([ ]*(?:-[ ]+)*[^\s#"'\[\]{}:&*-][^:#"'\n]*:[ \t]+)(#(?!cjm:)[^\s#][^\n\r]*?)(?=[ \t]+#[ ]|[ \t]*$)""",
    re.MULTILINE,
)


def _commented_out(text: str, root: yaml.Node | None) -> tuple[list[Fault], str]:
    """Texts such as `owner: #ana`, which are comments to YAML, and the whole text with all of them in quotes."""
    if root is None or "#" not in text or not _HASHED.search(text):
        return [], text
    rows = lines(text)
    hashed = {number: found for number, row in enumerate(rows) if "#" in row and (found := _HASHED.match(row))}
    faults: list[Fault] = []
    for _, node, key in Source(text, None, root).nodes():
        line = key.start_mark.line if key is not None else -1
        empty = isinstance(node, yaml.ScalarNode) and not node.style and node.value == ""
        if key is None or not empty or line not in hashed:
            continue
        before, hidden = hashed.pop(line).groups()
        rows[line] = before + "'" + hidden.replace("'", "''") + "'" + rows[line][len(before) + len(hidden) :]
        place = Place(line + 1, len(before) + 1, line + 1, len(before) + 1 + len(hidden))
        quotes = f'write `"{hidden}"`' if len(hidden) <= 60 and '"' not in hidden else 'put it into "quotes"'
        message = f"a text that begins with `#` is a comment, so `{key.value}` is empty"
        help = f"{quotes}; if it is meant as a comment, put a space behind the `#`"
        faults.append(Fault("syntax", message, place, (help,)))
    return faults, with_rows(text, rows) if faults else text


_UNDASHED = re.compile(r"\n[ ]*-[^\s\d-]")
_BULLETED = re.compile(rf"\n[ ]*[{BULLETS}][ \t]")


def _swallowed(source: Source, builder: "_Builder") -> Iterator[Fault]:
    """Texts that YAML reads as something else without a word.

    `&home` names a spot that nothing refers to, `! now` is `now`, `-one` above `-two` is one text, and so is `• one`
    above `• two`.
    """
    suspects = (_UNDASHED, _BULLETED)
    if "&" not in source.text and "! " not in source.text and not any(each.search(source.text) for each in suspects):
        return
    rows = builder.rows
    for _, node, _key in source.nodes():
        if not isinstance(node, yaml.ScalarNode) or node.style or node.tag.__class__ is str:
            continue
        mark = node.start_mark
        row = rows[mark.line] if mark.line < len(rows) else ""
        rest = re.sub(r"\s+#.*$|\s+$", "", row[mark.column :]) if len(row) < _LONGEST_ROW else ""
        name = re.match(r"&([^\s,\[\]{}]+)", rest)
        if (name and f"*{name[1]}" not in source.text) or rest.startswith("! "):
            message = f"a text that begins with `{rest[0]}` has to stand in quotes"
            place = Place(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 1 + len(rest))
            help = f'write "{rest}"' if len(rest) <= 60 and '"' not in rest else 'put "quotes" around it'
            yield Fault("syntax", message, place, (help,))
        elif node.end_mark.line > mark.line and _undashed(rows[mark.line : node.end_mark.line + 1], mark.column):
            place = Place(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
            below = rows[mark.line + 1 : node.end_mark.line + 1]
            all_lack = all(re.match(r"\s*-\S", row) for row in below if row.strip())
            help = f"write `- {rest[1:]}`" + (", and so in the lines below" if all_lack else "")
            yield Fault("syntax", "a space is missing after the dash", place, (help,))
        elif node.end_mark.line > mark.line and rest[:1] in BULLETS and rest[1:2].isspace():
            place = Place(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
            help = f"write `- {shortened(rest[1:].strip())}`, and so in the lines below"
            yield Fault("syntax", f"a list is written with dashes, not with `{rest[0]}`", place, (help,))


_LONGEST_ROW = 4_000


def _undashed(rows: list[str], column: int) -> bool:
    """Whether a text over several lines is a list whose first dash, at least, lacks the space behind it."""
    first, *others = [rows[0][column:], *(row for row in rows[1:] if row.strip())]
    return bool(re.match(r"-[^\s\d-]", first)) and all(re.match(r"\s*-[^\d-]", row) for row in others)


def _too_deep(mark: Any) -> Fault:
    place = Place(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
    message = f"this is nested more than {DEEPEST} levels deep"
    return Fault("too-large", message, place, ("a journey map needs about ten; look for stray brackets or dashes",))


class _Builder:
    """Builds the data of a tree of nodes once, finding duplicate keys, tags and runaway aliases on the way."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.faults: list[Fault] = []
        self._built: dict[int, tuple[Any, int]] = {}
        self._open: set[int] = set()
        self._count = 0
        self._repeated = 0
        self._duplicates = 0

    @cached_property
    def rows(self) -> list[str]:
        """The lines of the text."""
        return lines(self._text)

    def build(self, node: yaml.Node, depth: int) -> Any:
        """The data of `node`. Raises `_Refused`."""
        kind = node.__class__
        if kind is yaml.ScalarNode:
            self._count += 1
            if node.tag.__class__ is str:
                self._refuse_tag(node)
            if node.style == '"' and (found := _CONTROL.search(node.value)):  # type: ignore[attr-defined]
                message = f"the control character U+{ord(found[0]):04X} cannot stand in a map"
                self.faults.append(Fault("encoding", message, _first_line(node), ("remove it",)))
            return node.value if node.style else plain(node.value)  # type: ignore[attr-defined]
        known = self._built.get(id(node))
        if known is not None:
            self._repeat(known[1], node)
            return known[0]
        if id(node) in self._open:
            raise _Refused(Fault("syntax", "this anchor contains itself", _first_line(node), ("write the part out",)))
        if depth >= DEEPEST:
            raise _Refused(_too_deep(node.start_mark))
        if node.tag.__class__ is str:
            self._refuse_tag(node)
        self._open.add(id(node))
        before = self._count + self._repeated
        data: Any
        if kind is yaml.SequenceNode:
            data = [self.build(item, depth + 1) for item in node.value]
        else:
            data = self._mapping(node, depth)
        self._open.discard(id(node))
        self._count += 1
        self._built[id(node)] = (data, self._count + self._repeated - before)
        return data

    def _raw(self, node: yaml.Node) -> str:
        """What `{{name}}` was meant as: the text that it looks like."""
        start, end = node.start_mark, node.end_mark
        return self.rows[start.line][start.column : end.column if end.line == start.line else None] or "…"

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, Any] | str:
        pairs: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        merges: list[tuple[yaml.Node, yaml.Node]] = []
        bracketed = False
        for key, value in node.value:
            if key.__class__ is not yaml.ScalarNode:
                message = "a key has to be a word; this looks like a text in brackets that needs quotes"
                self.faults.append(Fault("syntax", message, _first_line(key), ('put "quotes" around the text',)))
                bracketed = True
                continue
            if key.tag.__class__ is str:
                self._refuse_tag(key)
            name = key.value
            if name == "<<" and not key.style:
                merges.append((key, value))
            elif name in pairs:
                self._duplicate(key, pairs[name][0])
                pairs[name] = (pairs[name][0], _joined(pairs[name][1], value))
            else:
                pairs[name] = (key, value)
        for key, value in merges:
            self._merge(key, value, pairs, depth)
        if bracketed and not pairs:
            return self._raw(node)
        node.value = list(pairs.values())
        return {name: self.build(value, depth + 1) for name, (_, value) in pairs.items()}

    def _merge(self, at: yaml.Node, node: yaml.Node, pairs: dict[str, tuple[yaml.Node, yaml.Node]], depth: int) -> None:
        """Add the pairs that `<<` names, where the mapping does not have them itself."""
        sources = node.value if isinstance(node, yaml.SequenceNode) else [node]
        for source in sources:
            if not isinstance(source, yaml.MappingNode):
                help = ("name an anchor that stands in front of keys: `<<: *name`",)
                message = "`<<` can only take over the keys of something else"
                raise _Refused(Fault("syntax", message, _place(at), help))
            self.build(source, depth + 1)
            self._repeat(len(source.value), node)
            for key, value in source.value:
                pairs.setdefault(key.value, (key, value))

    def _duplicate(self, key: yaml.Node, first: yaml.Node) -> None:
        self._duplicates += 1
        if self._duplicates > _MOST_DUPLICATES:
            message = f"more than {_MOST_DUPLICATES} keys of this file are given twice"
            raise _Refused(Fault("duplicate-key", message, _place(key), ("write each key once",)))
        message = f"`{key.value}` is given twice here"
        self.faults.append(
            Fault(
                "duplicate-key",
                message,
                _place(key),
                ("keep one of them, or put both contents under one key",),
                (("first given here", _place(first)),),
            )
        )

    def _repeat(self, nodes: int, node: yaml.Node) -> None:
        self._repeated += nodes
        if self._repeated > MOST_EXPANDED:
            message = f"aliases make this file larger than {MOST_EXPANDED:,} entries"
            help = ("write the parts out, or use fewer aliases",)
            raise _Refused(Fault("too-large", message, _first_line(node), help))

    def _refuse_tag(self, node: yaml.Node) -> None:
        if node.tag.startswith("tag:yaml.org,2002:"):
            written, advice = f"!!{node.tag[18:]}", "remove it; cjm knows what each key wants"
        else:
            written, advice = node.tag, 'a text that begins with `!` has to stand in "quotes"'
        mark = node.start_mark
        place = Place(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 1 + len(written))
        self.faults.append(Fault("syntax", f"the tag `{written}` means nothing in a map", place, (advice,)))


def _joined(first: yaml.Node, second: yaml.Node) -> yaml.Node:
    """What a key given twice stands for while the rest is checked: both lists or mappings together, else the first."""
    if isinstance(first, yaml.SequenceNode) and isinstance(second, yaml.SequenceNode):
        value = [*first.value, *second.value]
    elif isinstance(first, yaml.MappingNode) and isinstance(second, yaml.MappingNode):
        keys = {key.value for key, _ in first.value if isinstance(key.value, str)}
        new = [pair for pair in second.value if not isinstance(pair[0].value, str) or pair[0].value not in keys]
        value = [*first.value, *new]
    else:
        return first
    return type(first)(first.tag, value, first.start_mark, first.end_mark, first.flow_style)
