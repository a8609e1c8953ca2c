"""Light Markdown in prose: emphasis, strong emphasis, links, code, lists and line breaks.

What people write as sentences may hold it; the fields of the model that are `Prose` do. Names, ids, tags and files
never do. The dialect is CommonMark with all else switched off: no HTML, no pictures, headings, quotations, tables and
references. A link leads to http, https or mailto; with any other address it stays the text that was written.

The library is imported when the first text could hold markup, which most maps never do.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Kind = Literal["", "em", "strong", "code", "a", "br", "ul", "ol", "li"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: words, or something with pieces of its own."""

    kind: Kind = ""
    """`""` (words), `code`, `br` (a new line), or what holds other pieces: `em`, `strong`, `a`, `ul`, `ol`, `li`."""
    text: str = ""
    """Of words and code."""
    href: str = ""
    """Where a link leads: an http, https or mailto address."""
    within: tuple["Piece", ...] = ()
    mark: str = ""
    """What stands before an item of a list (`-`, `1.`); the first number of a list that does not begin with 1."""


class Prose(str):
    """A text with markup: the text that a reader sees, and the pieces that it is made of.

    Measured, cut or put into another text it is the visible text without markup.
    """

    __slots__ = ("pieces",)
    pieces: tuple[Piece, ...]

    def __new__(cls, pieces: Sequence[Piece]) -> "Prose":
        """The text that the pieces make."""
        found = super().__new__(cls, _visible(tuple(_lines(pieces))))
        found.pieces = tuple(pieces)
        return found

    def __reduce__(self) -> tuple[type["Prose"], tuple[tuple[Piece, ...]]]:
        """Copy and pickle whole."""
        return type(self), (self.pieces,)

    @property
    def lines(self) -> tuple[Piece, ...]:
        """The pieces with each item of a list as a line of its own, for places that cannot hold a list."""
        return tuple(_lines(self.pieces))


Said = TypeVar("Said", str, str | None)

_SIGN = re.compile(r"[*_`<\\\n]|\]\(")
_SUSPECT = re.compile(
    r"""
      \*(?=\S) | (?<!\w)_(?=\S)                      # emphasis opens before a word
    | `[^`] | \]\( | <(?=[A-Za-z][^\s<>]*[:@])       # code, links, addresses
    | \\(?=[!-/:-@\[-`{-~\n])                        # a backslash that keeps a mark from acting
    | \n[ \t]*(?:[-+*]|[0-9]{1,9}[.)])[ \t] | \n[ \t]*\n | [ ]{2}\n | \\\n
    """,
    re.VERBOSE,
)
"""What a text with markup holds. Most texts hold no sign of it, and that is quick to see."""
_LONGEST, _DEEPEST = 20_000, 12
"""Letters, and levels of lists in lists (two each), beyond which a text is shown as it was written: it is no light
prose, and the library leaves out what lies deeper than 20 levels."""


def prose(text: Said) -> Said:
    """A text of an author as a reader sees it: `Prose` if it holds markup, else the text itself."""
    if not text or _SIGN.search(text) is None or _SUSPECT.search(text) is None or len(text) > _LONGEST:
        return text
    return made(read(text))


_MARKS = {"“": "”", "„": "“”", "”": "”", "«": "»", "»": "«", "‹": "›", "「": "」", '"': '"'}
"""Quotation marks that open, with those that close."""


def said(text: Said) -> Said:
    """What somebody says or thinks, as `prose`, without marks around the whole: reports set those of their language."""
    bare = text.strip() if text else ""
    if len(bare) > 2 and bare[-1] in _MARKS.get(bare[0], "") and {bare[0], bare[-1]}.isdisjoint(bare[1:-1]):
        return prose(bare[1:-1])
    return prose(text)


def made(pieces: Sequence[Piece]) -> str:
    """The text that some pieces make: `Prose` if they hold markup."""
    return Prose(pieces) if any(piece.kind for piece in pieces) else _visible(pieces)


def sentences(texts: Iterable[str]) -> list[str]:
    """Several texts, each as `prose`."""
    return [prose(text) for text in texts]


def apart(text: str) -> tuple[str, list[str]]:
    """What stands before the first list of a text, and then each item, with its number, and each text between lists."""
    pieces = text.pieces if isinstance(text, Prose) else (Piece(text=text),)
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind in ("ul", "ol"):
            numbered = piece.kind == "ol"
            parts += ([Piece(text=f"{item.mark} " if numbered else ""), *item.within] for item in piece.within)
            parts.append([])
        else:
            parts[-1].append(piece)
    first, *rest = map(made, parts)
    return first, [part for part in rest if part.strip()]


def within(wording: Callable[[str], str], text: str) -> str:
    """What `wording` makes of a text, such as a sentence in quotation marks, with the markup that the text has."""
    if not isinstance(text, Prose):
        return wording(text)
    before, _, after = wording("\0").partition("\0")
    return Prose([piece for piece in (Piece(text=before), *text.pieces, Piece(text=after)) if piece != Piece()])


# ---------- reading ----------


def read(text: str) -> tuple[Piece, ...]:
    """The pieces of a text; a text of one line holds no list."""
    written = text.strip()
    if "\n" not in written:
        return _inline(_reader().parseInline(written))
    tokens = _reader().parse(written)
    return _blocks(iter(tokens)) if all(token.level <= _DEEPEST for token in tokens) else (Piece(text=written),)


_SAFE = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)


def _safe(href: str) -> bool:
    return _SAFE.match(href) is not None


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    reader = MarkdownIt("zero").enable(["emphasis", "backticks", "link", "autolink", "escape", "newline", "list"])
    reader.validateLink = _safe  # type: ignore[assignment, method-assign]
    return reader


def _blocks(tokens: Iterator["Token"]) -> tuple[Piece, ...]:
    """Paragraphs and lists up to the end of what they stand in."""
    found: list[Piece] = []
    for token in tokens:
        if token.type == "inline":
            if found and found[-1].kind not in ("ul", "ol"):
                found += (Piece("br"), Piece("br"))
            found += _inline([token])
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            first = str(token.attrs.get("start", 1)) if token.tag == "ol" else ""
            items = tuple(_items(tokens, first))
            if len(items) > 1:
                found.append(Piece("ol" if first else "ul", within=items, mark=first if first != "1" else ""))
            else:  # one item is no list: a sentence may begin with a number or a dash
                found += (Piece(text=f"{items[0].mark} "), *items[0].within)
        elif token.type in ("list_item_close", "bullet_list_close", "ordered_list_close"):
            break
    return tuple(found)


def _items(tokens: Iterator["Token"], first: str) -> Iterator[Piece]:
    """The items of a list; `first` is the number of its first item, empty if it has no numbers."""
    for at, token in enumerate(tokens):
        if token.type != "list_item_open":
            break
        yield Piece("li", within=_blocks(tokens), mark=f"{int(first) + at}{token.markup}" if first else token.markup)


def _inline(tokens: Sequence["Token"]) -> tuple[Piece, ...]:
    """The pieces of a line or paragraph."""
    open: list[tuple[Token | None, list[Piece]]] = [(None, [])]
    for token in tokens[0].children or [] if tokens else []:
        if token.nesting > 0:
            open.append((token, []))
            continue
        here = open[-1][1]
        if token.nesting < 0:
            opened, within = open.pop()
            if opened is not None:
                open[-1][1].extend(_closed(opened, within))
        elif token.type == "code_inline":
            here.append(Piece("code", token.content))
        elif token.type == "hardbreak":
            here.append(Piece("br"))
        else:
            said = " " if token.type == "softbreak" else token.content
            if here and not here[-1].kind:
                said = here.pop().text + said
            if said:
                here.append(Piece(text=said))
    return tuple(open[0][1])


def _closed(opened: "Token", within: list[Piece]) -> tuple[Piece, ...]:
    """What was opened, with what it holds; a link without words shows its address, its title stands behind it."""
    if opened.type != "link_open":
        return (Piece("em" if opened.type == "em_open" else "strong", within=tuple(within)),)
    href, title = str(opened.attrs["href"]), opened.attrs.get("title")
    if not _safe(href):  # it is empty: nothing else passes the reader
        return Piece(text="["), *within, Piece(text="]()")
    link = Piece("a", href=href, within=tuple(within) if _visible(within).strip() else (Piece(text=href),))
    return (link, Piece(text=f" ({title})")) if title else (link,)


# ---------- seeing ----------


def _visible(pieces: Sequence[Piece]) -> str:
    return "".join("\n" if piece.kind == "br" else piece.text + _visible(piece.within) for piece in pieces)


def _lines(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Lists as lines, each with its mark."""
    begun = ended = False
    for piece in pieces:
        if piece.kind in ("ul", "ol"):
            for item in piece.within:
                if begun:
                    yield Piece("br")
                yield Piece(text=f"{item.mark if piece.kind == 'ol' else '•'} ")
                yield from _lines(item.within)
                begun = ended = True
        else:
            if ended:
                yield Piece("br")
            yield piece
            begun, ended = True, False
