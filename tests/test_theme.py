"""Colours, fonts, logo and name of reports: what is taken, what is refused, and what reaches the page."""

import base64
import datetime
import hashlib
import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm import theme
from cjm.api import Request, render, validate
from cjm.errors import CjmError
from cjm.model.theme import Palette, Theme

TODAY = datetime.date(2026, 12, 1)
MAP = "cjm: 1\ntitle: I buy shoes\nstages:\n  - name: Buy\n    steps:\n      - {name: I pay, emotion: happy}\n"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fccff0bf1e00057f02fe"
    "a7d6059b0000000049454e44ae426082"
)
SVG = b'<?xml version="1.0"?>\n<!-- a dot -->\n<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>'
COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def project(folder: Path, look: str = "", name: str = "Shoes Ltd") -> Path:
    """A project with one map; `look` is what stands below `render:`."""
    lines = "".join(f"  {line}\n" for line in look.splitlines())
    (folder / "cjm.yaml").write_text(f"cjm: 1\nname: {name}\nrender:\n{lines}", encoding="utf-8")
    (folder / "shoes.cjm.yaml").write_text(MAP, encoding="utf-8")
    return folder


def page(folder: Path, **how: str) -> str:
    made = render(Request(("shoes.cjm.yaml",), folder), today=TODAY, output="-", **how)  # type: ignore[arg-type]
    assert made.text is not None
    return made.text


def style(text: str) -> str:
    found = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert found is not None
    return found[1]


def said(folder: Path, **how: str) -> str:
    with pytest.raises(CjmError) as problem:
        page(folder, **how)
    return f"{problem.value.message} {problem.value.help or ''}"


# ---------- contrast ----------


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#000000", 21),
        ("#777777", "#777777", 1),
        ("#767676", "#ffffff", 4.54),
        ("#131d29", "#f3f5f8", 15.6),
        ("#05686f", "#e0f2f1", 5.6),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert theme.contrast(one, other) == pytest.approx(ratio, abs=0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_all_that_stands_on_something_can_be_read_in_our_own_colours(mode: str) -> None:
    ours = theme.defaults(mode)
    assert set(ours) == set(Palette.model_fields)
    pairs = theme.PAIRS + (theme.ON_PAPER if mode == "light" else ())
    weak = {pair: theme.contrast(ours.get(pair[0], pair[0]), ours.get(pair[1], pair[1])) for pair in pairs}
    assert len(weak) > 30
    assert {pair: ratio for pair, ratio in weak.items() if ratio < pair[2]} == {}


def test_a_weak_pair_is_told_at_its_line_with_its_ratio_and_a_colour_that_is_enough(tmp_path: Path) -> None:
    look = 'theme:\n  light:\n    rail: "#1b2837"\n    cool: "#3a7"\n  dark:\n    warm: "#a00"\n'
    message = said(project(tmp_path, look))
    assert "cjm.yaml:7:13: `cool` (#33aa77) on `paper` (#ffffff) has a contrast of 2.93, and needs 4.5" in message
    assert "`cool` (#33aa77) on white paper" in message
    assert "cjm.yaml:9:13: `warm` (#aa0000) on `page` (#0c1219) has a contrast of 2.4" in message
    with pytest.raises(CjmError) as problem:
        validate(Request(("shoes.cjm.yaml",), tmp_path))
    assert problem.value.message == message.strip()
    better = dict(re.findall(r'enough: (cool|warm): "(#[0-9a-f]{6})"', message))
    assert len(better) == 2
    page(project(tmp_path, look.replace("#3a7", better["cool"]).replace("#a00", better["warm"])))


@given(COLOUR, st.sampled_from(("cool", "warm", "gold", "ink", "rail", "focus")), st.sampled_from(("light", "dark")))
def test_the_nearest_colour_is_enough_and_of_the_same_hue(colour: str, name: str, mode: str) -> None:
    own = Theme.model_validate({mode: {name: colour}})
    remarks = list(theme.check(own))
    if not remarks:
        return
    better = {line.split('"')[1] for remark in remarks for line in remark.help}
    assert len(better) == 1
    assert not list(theme.check(Theme.model_validate({mode: {name: better.pop()}})))


@given(COLOUR, COLOUR)
def test_a_pair_that_is_enough_is_not_told(paper: str, ink: str) -> None:
    told = list(theme.check(Theme.model_validate({"dark": {"rail": paper, "rail_ink": ink}})))
    about = [remark for remark in told if remark.message.startswith(f"`rail_ink` ({ink}) on `rail` ({paper})")]
    assert bool(about) == (theme.contrast(paper, ink) < 4.5)


# ---------- the page ----------


def test_a_theme_reaches_the_page_by_day_by_night_and_on_paper(tmp_path: Path) -> None:
    look = 'theme:\n  light: {rail: "#5B2A86"}\n  dark: {rail: "#402060"}\n  fonts: {sans: [Acme Sans, system-ui]}'
    css = style(page(project(tmp_path, look)))
    by_night = r"@media screen[^{]*\{:root[^{]*\{([^}]*)\}\}"
    nights = re.findall(by_night, css)
    assert len(nights) == 2
    assert all(night.rfind("--rail:#402060") > night.rfind("--rail:#243242") for night in nights)
    days = [block for block in re.findall(r":root\{([^}]*)\}", re.sub(by_night, "", css)) if "--rail:" in block]
    assert "--rail:#5b2a86" in days[-1]
    assert '--sans:"Acme Sans",system-ui,' in days[-1]
    assert "--voice" not in days[-1]
    assert days[-1].count("--page:#f3f5f8") == 1


def test_the_policy_of_the_page_knows_the_style_with_the_theme(tmp_path: Path) -> None:
    text = page(project(tmp_path, 'theme: {light: {rail: "#5b2a86"}}'))
    digest = base64.b64encode(hashlib.sha256(style(text).encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in html.unescape(text)


def test_a_page_without_a_theme_stays_as_it_is(tmp_path: Path) -> None:
    assert page(project(tmp_path, "theme: {}")) != page(project(tmp_path, 'theme: {light: {rail: "#123456"}}'))
    assert "--page:#f3f5f8;--paper:#ffffff" not in style(page(project(tmp_path, "brand: Shoes")))


def test_tints_and_fills_follow_their_colour_unless_they_are_given() -> None:
    made = theme.colours(Theme.model_validate({"light": {"cool": "#1d5fa8"}}), "light")
    assert made["cool_tint"] == "#e8eff6"
    assert made["warm_tint"] == theme.defaults("light")["warm_tint"]
    given = theme.colours(Theme.model_validate({"light": {"cool": "#1d5fa8", "cool_tint": "#eee"}}), "light")
    assert given["cool_tint"] == "#eeeeee"
    assert given["cool_fill"] == made["cool_fill"] != theme.defaults("light")["cool_fill"]


@pytest.mark.parametrize(
    ("look", "words"),
    [
        ("theme: {light: {rail: red}}", "`red` is not a colour"),
        ("theme: {light: {rail: '#12345'}}", "`#12345` is not a colour"),
        ("theme: {light: {rail: 123456}}", 'write it like "#123456", in quotes'),
        ("theme:\n  light:\n    rail: #123456\n", 'so `rail` is empty; write `"#123456"`'),
        ("theme: {light: {rail: '#fff;}*{display:none'}}", "is not a colour"),
        ("theme: {light: {rail: 'url(//evil.example)'}}", "is not a colour"),
        ("theme: {light: {rial: '#123456'}}", "did you mean `rail`"),
        ("theme: {rail: '#123456'}", "belongs to a palette"),
        ("theme: {light: {rail: ['#123']}}", "it is a list"),
        ("theme: {fonts: {sans: 'A\"; } body { display: none'}}", "is not the name of a font"),
        ("theme: {fonts: {sans: ['</style><script>']}}", "is not the name of a font"),
        ("theme: {fonts: {voice: 'url(x)'}}", "is not the name of a font"),
        ("theme: {fonts: {voice: ['A\\B']}}", "is not the name of a font"),
        ("theme: {fonts: {voice: ['']}}", "is not the name of a font"),
        ("theme: {fonts: {mono: Courier}}", "`mono` is not a key"),
    ],
)
def test_nothing_but_colours_and_plain_names_gets_into_the_style(tmp_path: Path, look: str, words: str) -> None:
    message = said(project(tmp_path, look))
    assert words in message
    assert "cjm.yaml:" in message


@given(st.text(max_size=30))
def test_no_font_breaks_out_of_the_style(name: str) -> None:
    try:
        own = Theme.model_validate({"fonts": {"sans": [name]}})
    except ValueError:
        return
    told = theme.style(own, "light").partition("--sans:")[2]
    assert re.fullmatch(r'(?:"[^"\\{};<>\n]+"|-?[a-z-]+),system-ui,sans-serif', told)


def test_a_theme_on_the_command_line_takes_the_place_of_the_projects(tmp_path: Path) -> None:
    project(tmp_path, 'theme: {light: {rail: "#5b2a86", focus: "#5b2a86"}}')
    (tmp_path / "night.yaml").write_text('light: {rail: "#102030"}\n', encoding="utf-8")
    css = style(page(tmp_path, theme="night.yaml"))
    assert "--rail:#102030" in css
    assert "#5b2a86" not in css


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('light:\n  ink: "#ddd"\n', "night.yaml:2:8: `ink` (#dddddd) on `paper` (#ffffff) has a contrast of 1.35"),
        ("light: {rial: '#123'}\n", "night.yaml:1:9: `rial` is not a key of a palette; did you mean `rail`?"),
        ("render: {theme: {}}\n", "night.yaml:1:1: `render` is not a key of a theme"),
        ("- light\n", "night.yaml:1:1: this is no theme"),
        ("", "night.yaml:1:1: the file is empty"),
        ("light: [\n", "night.yaml:"),
    ],
)
def test_faults_of_a_theme_are_told_at_their_lines(tmp_path: Path, text: str, words: str) -> None:
    project(tmp_path)
    (tmp_path / "night.yaml").write_text(text, encoding="utf-8")
    message = said(tmp_path, theme="night.yaml")
    assert message.startswith("the theme cannot be used")
    assert words in message


def test_a_theme_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "the theme `none.yaml` cannot be read" in said(project(tmp_path), theme="none.yaml")


# ---------- logo and name ----------


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PIXEL, "image/png"),
        (b"\xff\xd8\xff\xe0 and so on", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (SVG, "image/svg+xml"),
        (b"\xef\xbb\xbf" + SVG, "image/svg+xml"),
    ],
)
def test_a_logo_stands_in_the_head_of_pages(tmp_path: Path, content: bytes, kind: str) -> None:
    project(tmp_path, "logo: {file: brand.png, alt: A shoe}")
    (tmp_path / "brand.png").write_bytes(content)
    for view in ("map", "brief"):
        text = page(tmp_path, view=view)
        head = text.partition("<h1")[0]
        assert f'src="data:{kind};base64,{base64.b64encode(content).decode()}" alt="A shoe"' in head
        assert "img-src data:" in text
        assert ".logo{" in style(text)


def test_a_logo_stands_on_the_index_too(tmp_path: Path) -> None:
    project(tmp_path, "logo: brand.svg\nbrand: Shoes & <Boots>")
    (tmp_path / "brand.svg").write_bytes(SVG)
    (tmp_path / "more.cjm.yaml").write_text(MAP, encoding="utf-8")
    render(Request((), tmp_path), today=TODAY, output="site")
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "data:image/svg+xml;base64," in index
    assert 'alt="Shoes &amp; &lt;Boots&gt;"' in index
    assert "img-src data:" in index
    assert "<h1>Shoes &amp; &lt;Boots&gt;</h1>" in index


def test_without_a_logo_an_index_loads_no_picture(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "more.cjm.yaml").write_text(MAP, encoding="utf-8")
    render(Request((), tmp_path), today=TODAY, output="site")
    assert "img-src" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'<!DOCTYPE svg PUBLIC "x" "y">\n' + SVG.partition(b"-->\n")[2], "has a DOCTYPE"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><!ENTITY x 'y'></svg>", "has a DOCTYPE"),
        (b"<html><svg></svg></html>", "is neither PNG nor JPEG nor WebP nor SVG"),
        (SVG.decode().encode("utf-16"), "is neither PNG nor JPEG nor WebP nor SVG"),
        (b"GIF89a", "is neither PNG nor JPEG nor WebP nor SVG"),
        (b"", "is neither PNG nor JPEG nor WebP nor SVG"),
        (SVG + b" " * 103_000, "is larger than 100 kB"),
        (PIXEL + b" " * 1_100_000, "is larger than 1 MB"),
    ],
)
def test_a_logo_is_taken_or_refused(tmp_path: Path, content: bytes, words: str) -> None:
    project(tmp_path, "brand: Shoes\nlogo: brand.svg")
    (tmp_path / "brand.svg").write_bytes(content)
    assert f"cjm.yaml:5:9: the logo `brand.svg` {words}" in said(tmp_path)


@pytest.mark.parametrize(("file", "words"), [("../brand.svg", "outside the project"), ("nothing.png", "there is no")])
def test_a_logo_lies_in_the_project(tmp_path: Path, file: str, words: str) -> None:
    (tmp_path / "brand.svg").write_bytes(SVG)
    inside = tmp_path / "inside"
    inside.mkdir()
    message = said(project(inside, f"logo: {file}"))
    assert "cjm.yaml:4:9" in message
    assert words in message


def test_reports_carry_the_brand_instead_of_the_projects_name(tmp_path: Path) -> None:
    assert "Customer journey map, Shoes Ltd" in page(project(tmp_path))
    project(tmp_path, 'brand: "<b>Shoes\\"</b>"')
    text = page(tmp_path)
    assert "Customer journey map, &lt;b&gt;Shoes&#34;&lt;/b&gt;" in text
    assert "Shoes Ltd" not in text
    assert "Shoes Ltd" not in page(tmp_path, to="markdown")
