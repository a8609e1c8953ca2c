"""Runs made by hand, one for each thing that a report has to get right; the goldens are named after them."""

from cjm.finding import Category, Edit, Finding, Place, Related, Run, Severity, Silenced

_START = Place()
SHOES = "maps/shoes.cjm.yaml"
BOOTS = "maps/boots.cjm.yaml"


def at(text: str, line: int, marked: str) -> Place:
    """Where `marked` stands in a line of a text."""
    column = text.split("\n")[line - 1].index(marked) + 1
    return Place(line, column, line, column + len(marked))


def finding(message: str, place: Place = _START, **more: object) -> Finding:
    """A finding about shoes; whatever a case does not care about is filled in."""
    given = {"rule": "invalid-value", "category": Category.FORMAT, "severity": Severity.ERROR, "file": SHOES, **more}
    return Finding(message=message, place=place, **given)  # type: ignore[arg-type]


def run(*findings: Finding, text: str | None = None, files: tuple[str, ...] = (SHOES,), **texts: str) -> Run:
    """A run over shoes, with the text that the findings stand in."""
    return Run(findings, files, texts={SHOES: text} if text is not None else {})


_PAIN = """\
cjm: 1
title: I buy shoes
stages:
  - name: Pay
    steps:
      - name: I pay
        emotion: annoyed
        situation: In the evening
        goal: New shoes
        actions: [I pay]
        pain_points:
          - text: The card is refused
            severity: hihg
"""
_TWICE = """\
cjm: 1
title: Ünïcode 鞋 👟
stages:
  - {id: pay, name: Pay}
  - {id: pay, name: Pay again}
"""
_WIDE = "title: 我\t买鞋 👩‍👩‍👧 ❤️ e\u0301 dritte\n"
_LONG = "goal: " + "a goal that nobody reads to its end, " * 5 + "hihg" + ", and so on" * 12 + "\n"
_EVIL = "title: \x1b]0;owned\x07\x1b[31mred \u202ehgih\n"
_MARKUP = "title: <script>\n"
_NAMES = ("../other/a.cjm.yaml", "C:/maps/a.cjm.yaml", "a:b.cjm.yaml", "maps\\a b#1?&=+%20.cjm.yaml", "鞋/👟é.cjm.yaml")

CASES: dict[str, Run] = {
    "nothing": run(),
    "wrong-word": run(
        finding(
            "`hihg` is not a severity",
            at(_PAIN, 13, "hihg"),
            help=("did you mean `high`?",),
            allowed=("low", "medium", "high", "critical"),
            path=("stages", 0, "steps", 0, "pain_points", 0, "severity"),
        ),
        text=_PAIN,
    ),
    "three-levels": run(
        finding("`hihg` is not a severity", at(_PAIN, 13, "hihg"), address="stages[pay].steps[i-pay].severity"),
        finding(
            "nobody says what the customer thinks",
            Place(6, 9, 6, 10),
            rule="missing-thoughts",
            category=Category.COMPLETENESS,
            severity=Severity.INFO,
        ),
        finding(
            "the pain point has no opportunity",
            Place(12, 13, 14, 1),
            rule="untracked-opportunity",
            category=Category.ACTION,
            severity=Severity.WARNING,
            help=("write what could be done about it", "or ignore this with a reason"),
        ),
        text=_PAIN,
    ),
    "given-twice": run(
        finding(
            "the id `pay` is given twice",
            at(_TWICE, 5, "pay"),
            rule="duplicate-id",
            related=(Related("first given here", SHOES, at(_TWICE, 4, "pay")),),
        ),
        text=_TWICE,
    ),
    "other-map": Run(
        (
            finding(
                "two journeys have the same pain point",
                Place(2, 8, 2, 19),
                rule="shared-pain-point",
                category=Category.PORTFOLIO,
                severity=Severity.WARNING,
                related=(
                    Related("the other one", BOOTS, Place(101, 8, 101, 19)),
                    Related("and one whose text is not at hand", "maps/gone.cjm.yaml", Place(2, 8, 2, 19)),
                ),
            ),
        ),
        (BOOTS, SHOES),
        texts={SHOES: _PAIN, BOOTS: "\n" * 100 + "title: I buy shoes\n"},
    ),
    "same-line": run(
        finding(
            "`name` is given twice",
            Place(4, 20, 4, 24),
            rule="duplicate-key",
            related=(Related("first given here", SHOES, Place(4, 6, 4, 8)),),
        ),
        text=_TWICE,
    ),
    "wide-letters": run(
        finding("after wide letters, a tab and emoji", at(_WIDE, 1, "dritte")),
        finding("on wide letters", at(_WIDE, 1, "买鞋")),
        finding("on a family", at(_WIDE, 1, "👩‍👩‍👧")),
        finding("on an accent", at(_WIDE, 1, "e\u0301")),
        text=_WIDE,
    ),
    "long-line": run(
        finding("in the middle", at(_LONG, 1, "hihg")),
        finding("at the start", at(_LONG, 1, "goal")),
        finding("behind the end", Place(1, len(_LONG), 1, len(_LONG))),
        finding("longer than the terminal", Place(1, 7, 1, 150)),
        text=_LONG,
    ),
    "many-lines": run(finding("the whole step", Place(6, 9, 14, 1)), text=_PAIN),
    "escape-codes": run(
        finding(
            "`\x1b[2J\n::error::forged\r` is not a title\u2028",
            Place(1, 1, 1, 6),
            help=("did you mean\n`::error::this`?",),
            allowed=("\x1b[1mbold",),
            address="stages[\x1b[31m]",
            file="maps/\nforged.cjm.yaml:1:1: error[x] y",
        ),
        finding("`hgih` is not a title", Place(1, 31, 1, 35)),
        text=_EVIL,
    ),
    "not-read": Run((finding("this file is not UTF-8 text", rule="encoding"),), (BOOTS, SHOES), unread=(SHOES,)),
    "no-files": Run((), ()),
    "pointer-signs": run(finding("`a/b~c` is not known", path=("metrics", "a/b~c", 0)), text=_PAIN),
    "percent-and-commas": run(finding("100% sure: yes, no", file="maps/a,b:50%.cjm.yaml")),
    "markup": run(
        finding(
            "]]> <script>alert(1)</script> & `a|b` | c\\|d ``` **loud** [here](javascript:x) @team #1 :bomb: $x$ "
            "www.x.org",
            at(_MARKUP, 1, "<script>"),
            help=('`"quoted"` isn\'t it?', "<!-- --> \ufffe\uffff 👟鞋 ![](https://x.org/x.png)"),
            allowed=("<b>", "`", "a_b*c"),
            address="stages[</failure>]",
            file="maps/<a>|`b`.cjm.yaml",
        ),
        files=("maps/<a>|`b`.cjm.yaml",),
    ),
    "other-names": Run(
        tuple(finding("here", file=file) for file in _NAMES),
        _NAMES,
    ),
    "corrected": run(
        finding(
            "`hihg` is not a severity",
            at(_PAIN, 13, "hihg"),
            edit=Edit(_PAIN.index("hihg"), _PAIN.index("hihg") + 4, "high", safe=True),
        ),
        finding(
            "step 'I pay' does not say what goes wrong",
            Place(6, 9, 6, 13),
            rule="missing-pain-points",
            category=Category.COMPLETENESS,
            severity=Severity.WARNING,
            edit=Edit(6, 6, "\npain_points: []", safe=False),
        ),
        text=_PAIN,
    ),
    "silenced": Run(
        (finding("`hihg` is not a severity", at(_PAIN, 13, "hihg")),),
        (BOOTS, SHOES),
        texts={SHOES: _PAIN},
        command="lint",
        silenced=(
            Silenced(
                finding(
                    "step 'I pay' has no thoughts",
                    Place(6, 9, 6, 13),
                    rule="missing-thoughts",
                    category=Category.COMPLETENESS,
                    severity=Severity.INFO,
                ),
                'silent by <design> & "agreed"',
            ),
            Silenced(finding("no emotion", file=BOOTS, rule="missing-emotion", severity=Severity.WARNING), ""),
        ),
    ),
}
