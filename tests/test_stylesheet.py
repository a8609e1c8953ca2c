"""Style sheets made small: what a page can need stays, and nothing else."""

import datetime
from pathlib import Path

import pytest
import yaml

from cjm import rendering
from cjm.atlas import Atlas
from cjm.model import Journey
from cjm.stylesheet import names, rules, small, used
from cjm.views.map import view

EVERYTHING = yaml.safe_load((Path(__file__).parent / "data" / "everything.cjm.yaml").read_text(encoding="utf-8"))
"""A map that uses every key of the format."""
LITTLE = {"cjm": 1, "title": "t", "stages": [{"name": "a", "steps": [{"name": "b"}]}]}


def style(data: dict[str, object]) -> str:
    page = rendering.html(view(Journey.model_validate(data), "map.cjm.yaml", Atlas(), datetime.date(2026, 11, 22)))
    return page[page.index("<style>") + 7 : page.index("</style>")]


@pytest.mark.parametrize(("long", "short"), [
    ("/* why */ a { color : red ; }", "a{color :red}"),
    ("a { margin: 0.5em 0 -0.25em 10.05px }", "a{margin:.5em 0 -0.25em 10.05px}"),
    ("a { max-inline-size: 1px; padding-block-end: 0 }", "a{max-width:1px;padding-bottom:0}"),
    ("a { margin-inline-end: 0; scroll-padding-block-end: 0 }", "a{margin-inline-end:0;scroll-padding-block-end:0}"),
])  # fmt: skip
def test_a_style_sheet_is_made_small(long: str, short: str) -> None:
    assert small(long) == short


@pytest.mark.parametrize("kept", [
    "a{b:c}", "p.one{b:c}", "#two .one{b:c}", ".one:not(.other){b:c}", ".one:has(>.other,p:not(.more)){b:c}",
    ":is(.other,.one){b:c}", ".one::before{content:\"{;}\"}", "@media print{.one{b:c}}", "@page{b:c;@d{e:f}}",
    "[x=\".other\"]{b:c}", ".one{b:c;p{d:e}}", ":root{--x:1;--y:2}", "p+p>a:first-child{b:c}", "*,::before{b:c}",
])  # fmt: skip
def test_rules_that_may_match_stay_as_they_are(kept: str) -> None:
    there = names('<p class="one more"><a id=two class=three>x</a></p>')
    assert there == {"p", "a", ".one", ".more", "#two", ".three"}
    assert used(rules(kept), there) == kept


@pytest.mark.parametrize(("text", "left"), [
    (".other{b:c}", ""), (".one .other,p{b:c}", "p{b:c}"), ("@media print{.other{b:c}}", ""), ("q{b:c}", ""),
    (".one:is(.a,.b:not(.c)),#d,a{b:c}", ".one:is(.a,.b:not(.c)),a{b:c}"), (".one{b:c;.other{d:e}}", ".one{b:c}"),
    ("[dir=rtl] p{b:c}", ""), (".one{.other{d:e}}", ""),
])  # fmt: skip
def test_rules_that_can_match_nothing_are_left_out(text: str, left: str) -> None:
    assert used(rules(text), names('<p class="one"><a>x</a></p>')) == left


def test_what_an_author_writes_is_no_name_of_the_page() -> None:
    assert names("<p class=a>&lt;b class=c&gt; class=d id=&#34;e&#34;</p>") == {"p", ".a"}


def test_a_page_has_the_rules_for_what_it_shows() -> None:
    little, everything = style(LITTLE), style(EVERYTHING)
    for rule in (".tgt", ".motf svg", ".trait ", ".noimg", ".t-evidence"):
        assert rule in everything
        assert rule not in little
    for rule in (".miss{", ".peek h3{", ".sh th{"):
        assert rule in little
    assert len(little) < 0.75 * len(everything)


def test_rules_for_scripts_that_run_from_right_to_left_stand_only_where_they_do() -> None:
    assert "[dir=rtl]" not in style(LITTLE)
    assert "[dir=rtl]" in style({**LITTLE, "language": "ar"})
