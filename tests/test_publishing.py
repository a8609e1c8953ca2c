"""Where reports go, and what is never written over."""

import datetime
from pathlib import Path

import pytest

from cjm.api import Rendered, Request, render
from cjm.errors import CjmError

TODAY = datetime.date(2026, 12, 1)
MAP = "cjm: 1\ntitle: I buy shoes\nstages:\n  - name: Buy\n    steps:\n      - name: I pay\n"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fccff0bf1e00057f02fe"
    "a7d6059b0000000049454e44ae426082"
)


def made(
    folder: Path, *paths: str, output: str | None = None, to: str | None = None, force: bool = False, view: str = "map"
) -> Rendered:
    return render(Request(paths, folder), today=TODAY, output=output, to=to, force=force, view=view)


@pytest.fixture
def shoes(tmp_path: Path) -> Path:
    (tmp_path / "shoes.cjm.yaml").write_text(MAP, encoding="utf-8")
    return tmp_path


def test_a_report_lies_beside_its_map(shoes: Path) -> None:
    assert made(shoes, "shoes.cjm.yaml").written == ("shoes.html",)
    assert "I buy shoes" in (shoes / "shoes.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("output", "written"),
    [
        ("out.html", "out.html"),
        ("out.md", "out.md"),
        ("new/folder/", "new/folder/shoes.html"),
        ("deep/er.markdown", "deep/er.markdown"),
    ],
)
def test_the_output_names_file_folder_and_format(shoes: Path, output: str, written: str) -> None:
    assert made(shoes, "shoes.cjm.yaml", output=output).written == (written,)
    first = (shoes / written).read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("<!--" if written.endswith(("md", "markdown")) else "<!doctype html>")


def test_to_wins_over_the_ending(shoes: Path) -> None:
    assert made(shoes, "shoes.cjm.yaml", to="markdown").written == ("shoes.md",)
    assert made(shoes, "shoes.cjm.yaml", to="markdown", output="plain.txt").written == ("plain.txt",)
    assert (shoes / "plain.txt").read_text(encoding="utf-8").startswith("<!--")


def test_a_dash_gives_the_report_itself(shoes: Path) -> None:
    one = made(shoes, "shoes.cjm.yaml", output="-")
    assert one.written == ()
    assert one.text is not None
    assert one.text.startswith("<!doctype html>")
    assert sorted(path.name for path in shoes.iterdir()) == ["shoes.cjm.yaml"]


def test_standard_input_goes_to_standard_output(tmp_path: Path) -> None:
    one = render(Request(("-",), tmp_path, stdin=MAP.encode()), today=TODAY)
    assert one.text is not None
    assert "I buy shoes" in one.text


def test_no_view_takes_the_place_of_another(shoes: Path) -> None:
    written = [
        *made(shoes, "shoes.cjm.yaml").written, *made(shoes, "shoes.cjm.yaml", to="markdown").written,
        *made(shoes, "shoes.cjm.yaml", to="outline").written,
        *made(shoes, "shoes.cjm.yaml", view="brief").written,
        *made(shoes, "shoes.cjm.yaml", view="brief", to="markdown").written,
        *made(shoes, "shoes.cjm.yaml", view="worksheet").written,
        *made(shoes, "shoes.cjm.yaml", view="worksheet", to="markdown").written,
    ]  # fmt: skip
    assert written == [
        "shoes.html", "shoes.md", "shoes.outline.txt", "shoes.brief.html", "shoes.brief.md", "shoes.worksheet.html",
        "shoes.worksheet.md",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("view", "to"),
    [("map", "outline"), ("brief", "html"), ("brief", "markdown"), ("worksheet", "html"), ("worksheet", "markdown")],
)
def test_a_report_of_each_view_is_renewed_and_a_file_of_somebody_else_stays(shoes: Path, view: str, to: str) -> None:
    (written,) = made(shoes, "shoes.cjm.yaml", view=view, to=to).written
    (shoes / "shoes.cjm.yaml").write_text(MAP.replace("buy shoes", "buy new shoes"), encoding="utf-8")
    made(shoes, "shoes.cjm.yaml", view=view, to=to)
    assert "buy new shoes" in (shoes / written).read_text(encoding="utf-8")
    (shoes / written).write_text("cjm: 1\n", encoding="utf-8")
    with pytest.raises(CjmError, match="not written by cjm"):
        made(shoes, "shoes.cjm.yaml", view=view, to=to)


def test_an_outline_is_of_the_whole_map(shoes: Path) -> None:
    assert made(shoes, "shoes.cjm.yaml", output="plain.txt").written == ("plain.txt",)
    for to, output in (("outline", None), (None, "plain.txt")):
        with pytest.raises(CjmError, match="an outline is always of the whole map, not of the view `worksheet`"):
            made(shoes, "shoes.cjm.yaml", view="worksheet", to=to, output=output)


@pytest.mark.parametrize(
    ("view", "to", "ending"),
    [("brief", "html", ".brief.html"), ("worksheet", "markdown", ".worksheet.md"), ("map", "outline", ".outline.txt")],
)
def test_several_maps_have_an_index_for_each_view(shoes: Path, view: str, to: str, ending: str) -> None:
    (shoes / "socks.cjm.yaml").write_text(MAP.replace("shoes", "socks"), encoding="utf-8")
    written = made(shoes, view=view, to=to).written
    assert written == tuple(f"cjm-site/{name}{ending}" for name in ("index", "shoes", "socks"))
    assert f"socks{ending}" in (shoes / written[0]).read_text(encoding="utf-8")


def test_several_maps_become_a_folder_with_an_index(shoes: Path) -> None:
    (shoes / "socks.cjm.yaml").write_text(MAP.replace("shoes", "socks"), encoding="utf-8")
    one = made(shoes)
    assert one.written == ("cjm-site/index.html", "cjm-site/shoes.html", "cjm-site/socks.html")
    index = (shoes / "cjm-site" / "index.html").read_text(encoding="utf-8")
    assert "I buy socks" in index
    assert "socks.html" in index
    assert made(shoes, output="docs", to="markdown").written == ("docs/index.md", "docs/shoes.md", "docs/socks.md")


def test_maps_of_one_name_get_pages_of_their_own(shoes: Path) -> None:
    for folder in ("a", "b"):
        (shoes / folder).mkdir()
        (shoes / folder / "index.cjm.yaml").write_text(MAP, encoding="utf-8")
    written = made(shoes, output="site").written
    assert written == ("site/index.html", "site/index-2.html", "site/index-3.html", "site/shoes.html")


@pytest.mark.parametrize("output", ["-", "one.html"])
def test_several_maps_do_not_fit_into_one_file(shoes: Path, output: str) -> None:
    (shoes / "socks.cjm.yaml").write_text(MAP, encoding="utf-8")
    with pytest.raises(CjmError):
        made(shoes, output=output)


def test_a_file_of_somebody_else_stays(shoes: Path) -> None:
    (shoes / "shoes.html").write_text("<p>mine</p>", encoding="utf-8")
    with pytest.raises(CjmError, match=r"shoes\.html.*not written by cjm"):
        made(shoes, "shoes.cjm.yaml")
    assert (shoes / "shoes.html").read_text(encoding="utf-8") == "<p>mine</p>"
    made(shoes, "shoes.cjm.yaml", force=True)
    assert "I buy shoes" in (shoes / "shoes.html").read_text(encoding="utf-8")


def test_a_report_of_ours_is_renewed(shoes: Path) -> None:
    made(shoes, "shoes.cjm.yaml")
    (shoes / "shoes.cjm.yaml").write_text(MAP.replace("I pay", "I pay by card"), encoding="utf-8")
    made(shoes, "shoes.cjm.yaml")
    assert "I pay by card" in (shoes / "shoes.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["shoes.cjm.yaml", "cjm.yaml", "x.persona.yml"])
def test_a_source_is_never_written_over(shoes: Path, name: str) -> None:
    with pytest.raises(CjmError, match="is a map, a persona or settings"):
        made(shoes, "shoes.cjm.yaml", output=name, to="html", force=True)
    assert (shoes / "shoes.cjm.yaml").read_text(encoding="utf-8") == MAP


def test_a_map_with_faults_is_not_rendered_and_the_others_are(shoes: Path) -> None:
    (shoes / "socks.cjm.yaml").write_text(MAP.replace("name: I pay", "nam: I pay"), encoding="utf-8")
    one = made(shoes)
    assert [finding.rule for finding in one.run.findings] == ["unknown-key"]
    assert one.written == ("cjm-site/index.html", "cjm-site/shoes.html")
    (shoes / "shoes.cjm.yaml").unlink()
    assert made(shoes, "socks.cjm.yaml").written == ()


def test_personas_alone_cannot_be_rendered(tmp_path: Path) -> None:
    (tmp_path / "kim.persona.yaml").write_text("cjm: 1\nname: Kim\n", encoding="utf-8")
    with pytest.raises(CjmError, match="no map"):
        made(tmp_path)


def test_a_place_that_cannot_be_written_is_said(shoes: Path) -> None:
    (shoes / "taken").write_text("a file, no folder", encoding="utf-8")
    with pytest.raises(CjmError, match="cannot be written"):
        made(shoes, "shoes.cjm.yaml", output="taken/shoes.html")


def test_pictures_are_embedded_by_their_content(shoes: Path) -> None:
    (shoes / "pay.png").write_bytes(PIXEL)
    (shoes / "fake.png").write_bytes(b"GIF89a")
    (shoes / "large.png").write_bytes(PIXEL + b"\0" * 1024 * 1024)
    text = MAP + "        image: {file: pay.png, alt: A card reader}\n"
    for name in ("fake", "large"):
        text += f"      - name: I wait {name}\n        image: {name}.png\n"
    (shoes / "shoes.cjm.yaml").write_text(text, encoding="utf-8")
    one = made(shoes, "shoes.cjm.yaml")
    page = (shoes / "shoes.html").read_text(encoding="utf-8")
    assert page.count("data:image/png;base64,") == 1
    assert "A card reader" in page
    assert one.notes == (
        "fake.png is left out: it is neither PNG nor JPEG nor WebP",
        "large.png is left out: a picture may have 1 MB",
    )


def test_the_same_map_and_date_give_the_same_bytes(shoes: Path) -> None:
    first = made(shoes, "shoes.cjm.yaml", output="-").text
    assert made(shoes, "shoes.cjm.yaml", output="-").text == first
    assert str(shoes) not in (first or "")


def test_what_was_silenced_is_told_with_its_reason(shoes: Path) -> None:
    (shoes / "cjm.yaml").write_text(
        "cjm: 1\nlint: {ignore: {missing-owner: one team keeps all maps}}\n", encoding="utf-8"
    )
    text = MAP.replace("- name: I pay", "- name: I pay  # cjm: ignore[missing-emotion] payment is silent by design")
    (shoes / "shoes.cjm.yaml").write_text(text, encoding="utf-8")
    for output in ("shoes.html", "shoes.md"):
        made(shoes, "shoes.cjm.yaml", output=output)
        page = (shoes / output).read_text(encoding="utf-8")
        assert "one team keeps all maps" in page
        assert "stages[buy].steps[i-pay]" in page.replace("\\", "")
        assert "payment is silent by design" in page


def test_a_map_of_any_name_is_never_written_over(shoes: Path) -> None:
    (shoes / "shoes.cjm.yaml").rename(shoes / "plain.yaml")
    with pytest.raises(CjmError, match="is a map"):
        made(shoes, "plain.yaml", output="plain.yaml", force=True)
    assert (shoes / "plain.yaml").read_text(encoding="utf-8") == MAP


def test_a_site_is_written_whole_or_not_at_all(shoes: Path) -> None:
    (shoes / "socks.cjm.yaml").write_text(MAP, encoding="utf-8")
    (shoes / "cjm-site").mkdir()
    (shoes / "cjm-site" / "socks.html").write_text("mine", encoding="utf-8")
    with pytest.raises(CjmError, match=r"`cjm-site/socks\.html` is there already"):
        made(shoes)
    assert [path.name for path in (shoes / "cjm-site").iterdir()] == ["socks.html"]
