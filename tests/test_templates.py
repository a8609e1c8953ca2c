"""Own templates: what they may replace, what they cannot do, and what is said where one fails."""

import ast
import datetime
import os
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cjm import resources, sandbox, theme
from cjm.api import Request, render
from cjm.elements import Elements, Misplaced
from cjm.errors import CjmError
from cjm.model.theme import Palette

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "first-loop"
DOCS = ROOT / "docs" / "templates.md"
TODAY = datetime.date(2026, 12, 1)
HOSTILE = "\"'><script>x</script><b onclick=y style=z>[l](http://e.example) *em* {{ 7*7 }} onmouseover=x"
MAP = "cjm: 1\ntitle: {title}\nsummary: {title}\nstages:\n  - name: Buy\n    steps:\n      - name: I pay\n"
HEAD = "map/head.html.j2"


@pytest.fixture
def shoes(tmp_path: Path) -> Path:
    (tmp_path / "shoes.cjm.yaml").write_text(MAP.format(title="I buy shoes"), encoding="utf-8")
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    path = folder / "brand" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def page(folder: Path, to: str = "html", view: str = "map", templates: str | None = "brand") -> str:
    made = render(
        Request(("shoes.cjm.yaml",), folder), today=TODAY, output="-", to=to, view=view, templates=templates
    )  # fmt: skip
    assert made.text is not None
    return made.text


def said(folder: Path, **how: str) -> str:
    with pytest.raises(CjmError) as problem:
        page(folder, **how)
    return f"{problem.value.message}; {problem.value.help or ''}"


def head(folder: Path, text: str) -> str:
    """The page with an own head."""
    put(folder, HEAD, text)
    return page(folder)


def fault(folder: Path, text: str) -> str:
    """What is said of an own head."""
    put(folder, HEAD, text)
    return said(folder)


# ---------- what they replace ----------


@pytest.mark.parametrize("to", ["html", "markdown"])
@pytest.mark.parametrize("view", ["map", "brief", "worksheet"])
def test_a_copy_of_our_templates_gives_the_same_report(tmp_path: Path, to: str, view: str) -> None:
    folder = tmp_path / "project"
    shutil.copytree(EXAMPLE, folder)
    assert len(sandbox.names()) > 10
    for name in sandbox.names():
        put(folder, name, (resources.folder("templates") / name).read_text(encoding="utf-8"))
    file = next((folder / "maps").glob("*.cjm.yaml")).relative_to(folder).as_posix()
    first, second = (
        render(Request((file,), folder), today=TODAY, output="-", to=to, view=view, templates=templates).text
        for templates in (None, "brand")
    )
    assert first == second


def test_a_file_of_the_same_name_takes_the_place_of_ours(shoes: Path) -> None:
    put(shoes, "map/legend.html.j2", "<p class=muted>{{ view.title }} &amp; {{ view.steps }}</p>\n")
    text = page(shoes)
    assert "<p class=muted>I buy shoes &amp; 1</p>" in text
    assert text.count("<style>") == text.count("<script>") == 1


def test_documents_can_be_replaced_too(shoes: Path) -> None:
    put(shoes, "map.md.j2", "{# ours #}\n<!-- cjm: own -->\n# {{ map.title|heading }}\n")
    assert page(shoes, to="markdown") == "<!-- cjm: own -->\n# I buy shoes\n"
    assert render(Request(("shoes.cjm.yaml",), shoes), today=TODAY, to="markdown", templates="brand").written


def test_the_templates_of_the_project_are_used_by_themselves(shoes: Path) -> None:
    (shoes / "cjm.yaml").write_text("cjm: 1\nrender: {templates: brand}\n", encoding="utf-8")
    put(shoes, "map/legend.html.j2", "<p>ours</p>")
    assert "<p>ours</p>" in page(shoes, templates=None)
    shutil.copytree(shoes / "brand", shoes / "other")
    (shoes / "other" / "map" / "legend.html.j2").write_text("<p>others</p>", encoding="utf-8")
    assert "<p>others</p>" in page(shoes, templates="other")


def test_nothing_of_own_templates_is_kept(shoes: Path) -> None:
    before = set(resources.folder("templates").rglob("*"))
    assert "<p>one</p>" in head(shoes, "<p>one</p>")
    assert "<p>two</p>" in head(shoes, "<p>two</p>")
    assert not [path for path in shoes.rglob("*") if path.suffix == ".pyc"]
    assert set(resources.folder("templates").rglob("*")) == before


def test_pictures_and_notes_may_lie_beside_templates(shoes: Path) -> None:
    put(shoes, "map/legend.html.j2", "")
    for name in ("README.md", "logo.svg", ".hidden.html.j2", "map/.DS_Store"):
        put(shoes, name, "x")
    page(shoes)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("map/haed.html.j2", "`brand/map/haed.html.j2` would not be looked at"),
        ("map/haed.html.j2", "did you mean `map/head.html.j2`?"),
        ("map/head.html", "did you mean `map/head.html.j2`?"),
        ("map.md", "did you mean `map.md.j2`?"),
        ("head.html.j2", "did you mean `map/head.html.j2`?"),
        ("own.css", "style and script of a report are cjm's own"),
        ("map.js", "style and script of a report are cjm's own"),
        ("map.html.j2", "it is the frame of a page"),
        ("map.html.j2", "`map/body.html.j2`"),
        ("site.html.j2", "it is the frame of a page"),
        ("sheet.html.j2", "it is the frame of a page"),
    ],
)
def test_a_name_that_nobody_would_look_at_is_told(shoes: Path, name: str, words: str) -> None:
    put(shoes, name, "")
    assert words in said(shoes)


def test_the_folder_has_to_be_there_and_in_the_project(shoes: Path) -> None:
    assert "there is no folder `none`" in said(shoes, templates="none")
    inside = shoes / "project"
    inside.mkdir()
    shutil.move(shoes / "shoes.cjm.yaml", inside)
    put(shoes, "map/legend.html.j2", "")
    for folder, words in (("../brand", "lies outside the project"), ("link", "lies outside"), ("no", "there is no")):
        (inside / "cjm.yaml").write_text(f"cjm: 1\nrender:\n  templates: {folder}\n", encoding="utf-8")
        if folder == "link":
            (inside / "link").symlink_to(shoes / "brand")
        with pytest.raises(CjmError) as problem:
            page(inside, templates=None)
        assert words in problem.value.message
        assert problem.value.message.startswith("cjm.yaml:3:14: ")
    assert page(inside, templates="../brand")


def test_links_lead_nowhere_else(shoes: Path) -> None:
    (shoes / "secret.html.j2").write_text("secret", encoding="utf-8")
    put(shoes, "map/legend.html.j2", "")
    link = shoes / "brand" / HEAD
    link.symlink_to(shoes / "secret.html.j2")
    assert f"`brand/{HEAD}` is a link that leads out of `brand`" in said(shoes)
    link.unlink()
    (shoes / "brand" / "more").symlink_to(shoes)
    assert "`brand/more` is a link to a folder" in said(shoes)


# ---------- what is said where one fails ----------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "<p>\n\n{# two\nlines #}</p>\n<b>{{ view.titel }}</b>",
            ", line 5: there is no `view.titel`; did you mean `view.title`?",
        ),
        ("<p>\n<b>\n{{ veiw.title }}", ", line 3: there is no `veiw`; did you mean `view`?"),
        ("{{ view.personas[0].nam }}", ", line 1: this asks for entry 0 of 0, counted from 0"),
        (
            "\n{{ view.stages[0].nam }}",
            ", line 2: there is no `view.stages[0].nam`; did you mean `view.stages[0].name`?",
        ),
        ("\n{{ m.cel(view.title) }}", ", line 2: there is no `m.cel`; did you mean `m.cell`?"),
        ("\n\n{{ m.bit(view.title) }}", ", line 3: there is no `href`"),
        ("<p>\n{% if view.title %}\n<b>\n{% endif", ", line 4: "),
        ("<p>{% endfor %}", ", line 1: "),
        ("<p>\n{% if view %}\n", ", line 2: "),
        ("\n{{ view.title|uper }}", ", line 2: there is no filter `uper`"),
        ("\n{{ view.title|safe }}", ", line 2: there is no `safe` in own templates; texts of a map stay texts"),
        ("\n{% autoescape false %}{{ view.title }}{% endautoescape %}", ", line 2: texts of a map are always escaped"),
        (
            "\n{% include 'map/legnd.html.j2' %}",
            ", line 2: there is no template `map/legnd.html.j2`; did you mean `map/legend",
        ),
        ("\n{% include '../secret.html.j2' %}", ", line 2: there is no template `../secret.html.j2`"),
        ("\n{% include '/etc/passwd' %}", ", line 2: there is no template `/etc/passwd`"),
        ("\n{{ view.__class__.__mro__ }}", ", line 2: this reaches for what templates have no use for"),
        ("\n{{ ''.__class__ }}", ", line 2: this reaches for what templates have no use for"),
        ("\n{{ view.lanes.append(1) }}", ", line 2: there is no `view.lanes.append`"),
        ("\n{{ range(100000000)|list }}", ", line 2: this cannot be worked out: "),
        ("\n{{ 1 // 0 }}", ", line 2: this cannot be worked out: "),
        ("\n{% include 'map/head.html.j2' %}", ": this goes on without end"),
        ("\n{{ lipsum() }}", ", line 2: there is no `lipsum`"),
        ("\n{{ ('x'|e).translate({}) }}", ", line 2: this reaches for"),
    ],
)
def test_a_fault_names_file_line_and_what_was_missing(shoes: Path, text: str, words: str) -> None:
    message = fault(shoes, text)
    assert message.startswith(f"`brand/{HEAD}`, line ")
    assert words in message


def test_what_our_templates_miss_in_own_ones_is_told(shoes: Path) -> None:
    put(shoes, "macros.html.j2", "{% macro icon(name) %}{% endmacro %}")
    message = said(shoes)
    assert "of cjm, which is used with the templates in `brand`, line " in message
    assert "there is no `" in message


def test_a_document_keeps_the_mark_by_which_cjm_knows_it(shoes: Path) -> None:
    put(shoes, "map.md.j2", "# {{ map.title }}\n")
    put(shoes, "brief.html.j2", "<p>no frame</p>")
    assert "`brand/map.md.j2` does not begin as a file of cjm" in said(shoes, to="markdown")
    assert "`brand/brief.html.j2` does not begin as a file of cjm" in said(shoes, view="brief")


def test_a_template_that_is_no_text_is_told(shoes: Path) -> None:
    put(shoes, "map/legend.html.j2", "")
    (shoes / "brand" / "map" / "legend.html.j2").write_bytes(b"\xff\xfe\x00")
    assert "`brand/map/legend.html.j2` is not UTF-8 text" in said(shoes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<script>alert(1)</script>", "`<script>` has no place"),
        ("<SCRIPT src=x></SCRIPT>", "`<script>` has no place"),
        ("<scr{# #}ipt>", "`<script>` has no place"),
        ("<scr{% if view %}ipt{% endif %}>", "written out in one piece"),
        ("<{{ 'script' }}>", "the name of an element has to be written out"),
        ("<h{{ 1 }}>", "the name of an element has to be written out"),
        ("<{% if view %}p{% else %}b{% endif %}>", "the name of an element has to be written out"),
        ("<style>p{}</style>", "`<style>` has no place"),
        ("<link rel=stylesheet href='https://e.example/a.css'>", "`<link>` has no place"),
        ("<meta http-equiv=refresh content='0'>", "`<meta>` has no place"),
        ("<!doctype html>", "`<!doctype>` has no place"),
        ("<iframe></iframe>", "`<iframe>` has no place"),
        ("<noscript><p></p></noscript>", "`<noscript>` has no place"),
        ("<p onclick='x'>", "`onclick` has no place"),
        ("<p class=a\nOnMouseOver = 'x'>", "`onmouseover` has no place"),
        ("<p o{% if view %}nclick=x{% endif %}>", "written out in one piece"),
        ("<p style='color:red'>", "`style` has no effect"),
        ("<svg/onload=x>", "`onload` has no place"),
        ("<img src='https://e.example/a.png'>", "`src` cannot load"),
        ("<img src=a.png>", "`src` cannot load"),
        ("<a href='java\nscript:x'>", "is not an address"),
        ("<a href='&#106;avascript:x'>", "is not an address"),
        ("<a href=javascript:x>", "is not an address"),
        ("<<script>", "`<script>` has no place"),
        ("<!--><script></script>", "`<script>` has no place"),
        ("<!---><p onclick=x>", "`onclick` has no place"),
        ("<!-- --!><p onclick=x>", "`onclick` has no place"),
        ("<![CDATA[ x ]]>", "has no place"),
        ('<p title=\u00a0"{{ view.title }}">', "has to stand in quotes"),
        ("<p class={{ view.title }}>", "has to stand in quotes"),
        ("<p class=a{{ view.title }}>", "has to stand in quotes"),
        ("<p {{ view.title }}>", "has to stand in quotes"),
        ("<p title='{% include 'map/legend.html.j2' %}'>", "`include` has no place inside a tag"),
        ("<p{% if view %} title='{% endif %}x'>", "each branch has to close"),
        ("<p title='x", "is not closed"),
        ("{% macro a() %}<p title='{% endmacro %}{{ a() }}", "is not closed"),
        ("{% for s in view.stages %}<p class='{% endfor %}", "each branch has to close"),
    ],
)
def test_what_has_no_place_in_a_template_is_refused_with_its_line(shoes: Path, text: str, words: str) -> None:
    message = fault(shoes, f"<p>\n\n{{% set a = 1 %}}\n</p>{text}")
    line = 4 if "\n" not in text else int(re.findall(r"line (\d)", message)[0])
    assert message.startswith(f"`brand/{HEAD}`, line {line}: ")
    assert 4 <= line <= 5
    assert words in message


@pytest.mark.parametrize(
    "text",
    [
        "a < b and <b>{{ view.title }}</b>",
        "<p{% if view.future %} class=\"a\"{% else %} id='b'{% endif %}>x</p>",
        '<a href="{% if view.future %}#a"{% else %}#b"{% endif %}>x</a>',
        "{% set x %}<b>{{ view.title }}</b>{% endset %}{{ x }}",
        "<!-- <script> {{ view.title }} ' -->",
        "<img alt='' src='data:image/png;base64,AA=='><br/><a href='https://e.example/{{ view.steps }}'>x</a>",
        "{% for s in view.stages %}<p>{{ s.name }}{% else %}<p>none{% endfor %}",
        "{% raw %}{{ no }}{% endraw %}{% with a = 1 %}{{ a }}{% endwith %}",
        "{% macro a() %}<b>{{ caller() }}</b>{% endmacro %}{% call a() %}<p>{{ view.title }}</p>{% endcall %}",
    ],
)
def test_what_is_harmless_is_taken(shoes: Path, text: str) -> None:
    head(shoes, text)


# ---------- what a map cannot do ----------


class Seen(HTMLParser):
    """Elements of a page with the names of their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(text.partition("<header")[2].partition("<main>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


@pytest.mark.parametrize(
    "text",
    [
        "<p>{{ view.title }}</p>",
        "<p title=\"{{ view.title }}\" class='a {{ view.title }}'>x</p>",
        '{% set x %}<img alt="{{ view.title }}">{% endset %}<p title="{{ x }}">x</p>',
        "{% macro a() %}<img alt='{{ view.title }}'>{% endmacro %}<p title='{{ a() }}'>{{ a() }}</p>",
        '<p title="{{ view.title|e }}">{{ (view.title|e)[3:] }}{{ view.title|e|upper }}</p>',
        "<p>{{ [view.title, '<b>'|e]|join }}{{ '<b>%s</b>'|format(view.title) }}{{ view.title ~ ('x'|e) }}</p>",
        "<p>{{ (view.title|e)|replace('&lt;', '<') }}{{ view.title|striptags }}{{ view.title|list|join }}</p>",
        "<p>{{ (view.title|e) + view.title }}{{ '%s' % view.title }}{{ '{}'.format(view.title) }}</p>",
        "<p>{% filter upper %}{{ view.title }}{% endfilter %}</p><!-- {{ view.title }} -->",
        "<textarea>{{ view.title }}</textarea>",
    ],
)
def test_a_text_of_a_map_stays_a_text(shoes: Path, text: str) -> None:
    marked = f"<header>\n{text}\n</header>\n"
    plain = Seen(head(shoes, marked)).found
    assert plain
    (shoes / "shoes.cjm.yaml").write_text(MAP.format(title=repr_yaml(HOSTILE)), encoding="utf-8")
    assert Seen(head(shoes, marked)).found == plain


def repr_yaml(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@pytest.mark.parametrize(
    "text",
    [
        "{{ map.title }}",
        "{{ map.title|e }}",
        "{{ map.title|escape }} {{ map.title|forceescape }}",
        "{{ [map.title, 'x'|heading]|join(' ') }}",
        "{{ map.title|kept }} {{ ('x'|heading) + map.title }} {{ ('%s'|heading) % map.title }}",
        "{{ ('%s'|heading)|format(map.title) }} {{ 'x'|heading|replace('x', map.title) }}",
        "{% set a %}x{% endset %}{{ a + map.title }} {{ (a * 99)|truncate(95, true, map.title, 0) }}",
        "{{ none|default(map.title, true) }} {{ map.title|replace('<', '&lt;') }} {{ map.title|upper }}",
    ],
)
def test_a_text_of_a_map_marks_nothing_up_in_own_documents(shoes: Path, text: str) -> None:
    from markdown_it import MarkdownIt

    (shoes / "shoes.cjm.yaml").write_text(MAP.format(title=repr_yaml(HOSTILE)), encoding="utf-8")
    put(shoes, "map.md.j2", f"<!-- cjm -->\n\nx {text}\n")
    tokens = MarkdownIt("commonmark").parse(page(shoes, to="markdown"))
    kinds = {inner.type for token in tokens for inner in token.children or ()}
    assert "text" in kinds
    assert kinds <= {"text", "text_special"}


def test_pieces_of_documents_are_not_glued(shoes: Path) -> None:
    put(shoes, "map.md.j2", "<!-- cjm -->\n{{ map.title|heading ~ map.title }}\n")
    assert "line 2: `~` is not there in documents" in said(shoes, to="markdown")


def test_elements_are_followed_across_pieces() -> None:
    page = Elements()
    page.text('<p class="')
    assert page.value()
    page.text('">')
    assert not page.value()
    page.text("\n\n<sty")
    with pytest.raises(Misplaced) as problem:
        page.text("le>")
    assert "`<style>`" in str(problem.value)


# ---------- the page about it ----------


def parts(module: str) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """The records of a module of views: name, meaning, and name, type and meaning of each field."""
    tree = ast.parse((ROOT / "src" / "cjm" / "views" / f"{module}.py").read_text(encoding="utf-8"))
    found = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            fields: list[tuple[str, str, str]] = []
            for inner in node.body:
                if isinstance(inner, ast.AnnAssign) and isinstance(inner.target, ast.Name):
                    fields.append((inner.target.id, ast.unparse(inner.annotation), ""))
                elif isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Constant) and fields:
                    fields[-1] = (*fields[-1][:2], " ".join(str(inner.value.value).split()))
            if fields:
                found.append((node.name, " ".join((ast.get_docstring(node) or "").split()), fields))
    return found


def variables() -> str:
    """The tables of all that templates are given."""
    lines = []
    for module, title in (
        ("parts", "The map"), ("document", "Documents"), ("site", "The index"), ("brief", "The brief"),
        ("worksheet", "The worksheet"),
    ):  # fmt: skip
        lines += [f"### {title}", ""]
        for name, meaning, fields in parts(module):
            lines += [f"**`{name}`**: {meaning}", "", "| Name | Holds | |", "| --- | --- | --- |"]
            for field, kind, what in fields:
                kind = kind.replace("|", "or").replace("parts.", "")
                lines.append(f"| `{field}` | {kind} | {what.replace('|', '&#124;')} |")
            lines.append("")
    return "\n".join(lines)


def colours() -> str:
    """The table of colours."""
    lines = ["| Name | Light | Dark | For |", "| --- | --- | --- | --- |"]
    for name, field in Palette.model_fields.items():
        day, night = theme.defaults("light")[name], theme.defaults("dark")[name]
        lines.append(f"| `{name}` | `{day}` | `{night}` | {' '.join((field.description or '').split())} |")
    return "\n".join(lines) + "\n"


def test_the_page_about_templates_is_fresh() -> None:
    text = DOCS.read_text(encoding="utf-8")
    fresh = text
    for mark, table in (("colours", colours()), ("variables", variables())):
        assert text.count(f"<!-- {mark} -->") == text.count(f"<!-- end of {mark} -->") == 1
        before, _, rest = fresh.partition(f"<!-- {mark} -->\n")
        _, _, after = rest.partition(f"<!-- end of {mark} -->")
        fresh = f"{before}<!-- {mark} -->\n\n{table}\n<!-- end of {mark} -->{after}"
    if os.environ.get("CJM_UPDATE_GOLDEN"):
        DOCS.write_text(fresh, encoding="utf-8")
    assert text == fresh or os.environ.get("CJM_UPDATE_GOLDEN"), (
        "CJM_UPDATE_GOLDEN=1 pytest tests/test_templates.py -k fresh writes it anew"
    )


def test_the_page_about_templates_names_each_of_them() -> None:
    text = DOCS.read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([a-z/]+\.(?:html|md)\.j2)`", text, re.MULTILINE))
    assert named == set(sandbox.names())


def test_the_examples_of_the_page_work(shoes: Path) -> None:
    text = DOCS.read_text(encoding="utf-8")
    (yaml,) = re.findall(r"```yaml\n(cjm: 1\n.*?)```", text, re.DOTALL)
    templates = re.findall(r"`brand/([a-z/]+\.html\.j2)`:\n\n```html\n(.*?)```", text, re.DOTALL)
    assert templates
    (shoes / "cjm.yaml").write_text(yaml, encoding="utf-8")
    put(shoes, "logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    for name, source in templates:
        put(shoes, name, source)
    assert "First Loop" in page(shoes, templates=None)
