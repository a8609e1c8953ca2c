"""Follows the HTML of an own template piece by piece: what may stand in it, and where values may stand."""

import html
import re

_OURS = frozenset({"html", "head", "body", "script", "style", "title", "meta", "link", "base", "!doctype"})
_LOADING = frozenset({"iframe", "frame", "frameset", "object", "embed", "applet", "portal", "fencedframe"})
_RAW = frozenset({"noscript", "plaintext", "xmp", "noembed", "noframes", "listing", "template"})
_SPACES = " \t\n\f\r"
"""What is a space to HTML; other spaces are letters to it."""
_SOURCES = frozenset({"src", "srcset", "poster", "background", "data"})
_INLINE = frozenset({"if", "for"})
_CAPTURES = frozenset({"macro", "call", "filter", "block", "capture"})


class Misplaced(Exception):
    """Something that has no place in an own template."""

    lines = 0
    """How many lines below the beginning of the piece it stands."""


class Elements:
    """Where in the HTML a template has got to.

    A template is read from top to bottom. Its branches have to end in the same place of the HTML, as in `<p{% if a %}
    class="a"{% endif %}>`, so that it is known for each value what stands around it.
    """

    def __init__(self) -> None:
        """Between elements."""
        self.where = "text"
        """`text`, `name` (of an element), `tag` (between attributes), `bare` (value without quotes), `value` or
        `comment`."""
        self.quote = self.element = self.word = self.attribute = self.content = ""
        self.equals = self.joined = False
        self._open: list[tuple[str, _Spot, list[_Spot]]] = []

    # ---------- pieces of a template ----------

    def text(self, piece: str) -> None:
        """What the template says itself."""
        for at, sign in enumerate(piece):
            try:
                self._sign(sign)
            except Misplaced as problem:
                problem.lines = piece.count("\n", 0, at)
                raise

    def value(self) -> bool:
        """A value is printed here; whether that is between the quotes of an attribute."""
        if self.where == "name":
            raise Misplaced("the name of an element has to be written out")
        if self.where in ("tag", "bare"):
            raise Misplaced('a value in a tag has to stand in quotes, as in `class="{{ … }}"`')
        if self.where == "value":
            self._address()
            self.attribute = ""
        return self.where == "value"

    def block(self, tag: str) -> None:
        """A block begins or ends: `if`, `else`, `endif` and so on; `capture` is a `set` with an end."""
        if self.where == "name":
            if not self.element.strip("/"):
                raise Misplaced("the name of an element has to be written out")
            self._named()
            self.where, self.joined = "tag", True
        elif self.where == "tag" and self.word:
            self.joined = True
        if tag in _INLINE:
            self._open.append((tag, self._spot(), []))
        elif tag in _CAPTURES:
            self._open.append((tag, self._spot(), []))
            self._go(_TEXT)
        elif tag in ("elif", "else") and self._open:
            _, start, ends = self._open[-1]
            ends.append(self._spot())
            self._go(start)
            if tag == "else":
                self._open[-1] = ("else", start, ends)
        elif tag in ("endif", "endfor") and self._open:
            opened, start, ends = self._open.pop()
            ends += [self._spot()] if opened == "else" and tag == "endif" else [self._spot(), start]
            self._meet(ends)
        elif tag in ("endmacro", "endcall", "endfilter", "endblock", "endset") and self._open:
            _, start, _ = self._open.pop()
            self.end()
            self._go(start)
        elif tag in ("include", "import", "from", "extends") and self.where != "text":
            raise Misplaced(f"`{tag}` has no place inside a tag")

    def end(self) -> None:
        """The template, or a part of it that stands for itself, ends here."""
        if self.where != "text":
            raise Misplaced("a tag, a quote or a comment is not closed")

    # ---------- letter by letter ----------

    def _sign(self, sign: str) -> None:
        match self.where:
            case "text":
                if sign == "<":
                    self.where, self.element = "name", ""
            case "name":
                self._name(sign)
            case "tag":
                self._tag(sign)
            case "bare":
                if sign in _SPACES or sign == ">":
                    self._address()
                    self.where = "text" if sign == ">" else "tag"
                else:
                    self.content += sign
            case "value":
                if sign == self.quote:
                    self._address()
                    self.where = "tag"
                else:
                    self.content += sign
            case _:
                self.content = (self.content + sign)[-4:]
                if self.content.endswith(("-->", "--!>")):
                    self.where = "text"

    def _name(self, sign: str) -> None:
        if sign in _SPACES or sign == ">" or (sign == "/" and self.element):
            if not self.element.strip("/"):
                self.where = "text"  # `a < b`
                return
            self._named()
            self.where, self.word, self.equals = ("text" if sign == ">" else "tag"), "", False
            return
        self.element += sign
        if self.element == "!--":
            self.where, self.content = "comment", "--"  # `<!-->` is a whole comment
        elif not re.match(r"[A-Za-z/!?]", self.element):
            self.where, self.element = ("name" if sign == "<" else "text"), ""

    def _named(self) -> None:
        name = self.element.strip("/").lower()
        if name in _OURS or name[:1] in ("!", "?"):
            raise Misplaced(f"`<{name}>` has no place in an own template: the frame of the page is cjm's")
        if name in _LOADING:
            raise Misplaced(f"`<{name}>` has no place in a report: it must work without loading anything")
        if name in _RAW:
            raise Misplaced(f"`<{name}>` has no place in an own template: browsers read its content in another way")

    def _tag(self, sign: str) -> None:
        if self.joined and not (sign in _SPACES or sign in "/>="):
            raise Misplaced("a name has to be written out in one piece")
        self.joined = False
        if self.equals and sign in "\"'":
            self.where, self.quote, self.content, self.equals = "value", sign, "", False
        elif self.equals and sign not in _SPACES and sign != ">":
            self.where, self.content, self.equals = "bare", sign, False
        elif sign in _SPACES or sign in "/>=":
            if self.word:
                self._attribute(self.word.lower())
            self.equals = sign == "=" or (self.equals and sign in _SPACES)
            self.word = ""
            if sign == ">":
                self.where = "text"
        else:
            self.word += sign

    def _attribute(self, name: str) -> None:
        if re.match(r"on[a-z]", name):
            raise Misplaced(f"`{name}` has no place in an own template: a report has only cjm's own script")
        if name == "style":
            raise Misplaced("`style` has no effect in a report: its only style is cjm's; use its classes")
        if name == "srcdoc":
            raise Misplaced("`srcdoc` has no place in a report")
        self.attribute = name

    def _address(self) -> None:
        """Look at the value of an attribute as far as the template itself says it."""
        start = "".join(html.unescape(self.content).split()).lower()
        if self.attribute in _SOURCES and start and not start.startswith("data:image/"):
            raise Misplaced(f"`{self.attribute}` cannot load `{self.content}`: a report must work without loading")
        if re.match(r"(?:javascript|vbscript|data):", start) and self.attribute not in _SOURCES:
            raise Misplaced(f"`{self.content}` is not an address that a report may have")

    # ---------- branches ----------

    def _spot(self) -> "_Spot":
        return (
            self.where, self.quote, self.element, self.word, self.attribute, self.content, self.equals, self.joined
        )  # fmt: skip

    def _go(self, spot: "_Spot") -> None:
        (
            self.where, self.quote, self.element, self.word, self.attribute, self.content, self.equals, self.joined
        ) = spot  # fmt: skip

    def _meet(self, ends: "list[_Spot]") -> None:
        """Go on where all branches ended."""
        if len({(where, quote if where == "value" else "") for where, quote, *_ in ends}) > 1:
            raise Misplaced("each branch has to close the tags and quotes that it opens")
        self._go(ends[0])
        self.joined = any(spot[-1] for spot in ends)


_Spot = tuple[str, str, str, str, str, str, bool, bool]
_TEXT: _Spot = ("text", "", "", "", "", "", False, False)
