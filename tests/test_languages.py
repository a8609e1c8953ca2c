"""The report in other languages: complete catalogues, and numbers, dates and plurals as each language has them."""

import datetime
import io
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from cjm.api import Request, render
from cjm.atlas import Atlas
from cjm.model import Duration, Journey, Metric, PartialDate, Share
from cjm.rendering import html
from cjm.views import document, words
from cjm.views.map import view
from cjm.views.parts import Bit
from cjm.views.words import N_, Words
from cjm.vocabulary import channels, languages

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("ar", "de", "es", "fr", "ja", "sv")
TODAY = datetime.date(2026, 11, 22)


def source(tag: str) -> Path:
    return ROOT / "src/cjm/vocabulary/locale" / tag / "LC_MESSAGES/cjm.po"


@cache
def catalogue(tag: str) -> Catalog:
    with source(tag).open("rb") as opened:
        return read_po(opened, locale=tag, domain="cjm", abort_invalid=True)


def entries(tag: str) -> list[Message]:
    found = [message for message in catalogue(tag) if message.id]
    assert len(found) > 500
    return found


def forms(text: Any) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (text,)


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@cache
def in_the_code() -> frozenset[tuple[str | None, tuple[str, ...]]]:
    """What a report can say, gathered as the command of CONTRIBUTING.md does it."""
    command = re.search(r"pybabel extract (.*?)-o", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)
    assert command is not None
    keywords = parse_keywords(re.findall(r"-k (\S+)", command[1]))
    assert keywords
    gathered = Catalog()
    for _, _, text, _, context in extract_from_dir(ROOT / "src/cjm/views", keywords=keywords):
        gathered.add(text, context=context)
    return frozenset((message.context, forms(message.id)) for message in gathered if message.id)


def test_there_are_catalogues_for_all_languages_and_no_others() -> None:
    assert tuple(sorted(path.name for path in languages.FOLDER.iterdir() if path.is_dir())) == LANGUAGES


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_catalogue_has_an_entry_for_each_text_of_the_code_and_no_others(tag: str) -> None:
    wanted, there = in_the_code(), {(message.context, forms(message.id)) for message in entries(tag)}
    assert (sorted(map(str, wanted - there)), sorted(map(str, there - wanted))) == ([], [])
    assert not catalogue(tag).obsolete


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_entry_is_missing_or_doubtful(tag: str) -> None:
    assert [message.id for message in entries(tag) if not all(forms(message.string)) or message.fuzzy] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_translations_have_the_places_and_the_number_of_forms_that_they_need(tag: str) -> None:
    for message in entries(tag):
        wanted = set().union(*map(places, forms(message.id)))
        told = [places(text) for text in forms(message.string) if text]
        assert all(found <= wanted for found in told), message.id
        assert not told or set().union(*told) == wanted, message.id
        if message.pluralizable:
            assert len(forms(message.string)) == catalogue(tag).num_plurals, message.id
            assert not told or told[-1] == wanted, message.id  # the last form is for most numbers


@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_programs_read_is_what_people_wrote(tag: str) -> None:
    made = io.BytesIO()
    write_mo(made, catalogue(tag))
    installed = languages.FOLDER / tag / "LC_MESSAGES/cjm.mo"
    assert installed.read_bytes() == made.getvalue(), "install cjm anew: pip install -e ."


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_catalogue_says_who_has_looked_at_it(tag: str) -> None:
    assert re.search(r"\A# .*\n# (Not reviewed|Reviewed) by a native speaker", source(tag).read_text(encoding="utf-8"))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_numbers_are_written_with_two_marks_and_all_digits(tag: str) -> None:
    assert re.fullmatch(r"12\D?345\D6", Words(tag).say(words.NC_("how numbers are written", "12345.6")))


def test_english_opens_no_catalogue() -> None:
    assert languages.catalogue("en") is languages.catalogue("en-GB") is languages.catalogue("nl") is None
    assert (Words("nl").language, Words("de-AT").language) == ("en", "de")


def test_a_language_without_a_catalogue_has_english_words() -> None:
    assert Words("nl").day(TODAY) == Words("en").day(TODAY) == "22\u00a0November 2026"


def test_the_titles_of_channels_are_those_of_the_vocabulary() -> None:
    titles = {key: Words().say(title) for key, title in words.CHANNELS.items()}
    assert titles == {key: channel["title"] for key, channel in channels().items()}


def test_german_writes_numbers_dates_and_lengths_as_german_does() -> None:
    german = Words("de")
    assert (german.number(4.6), german.number(-1234567.5), german.number(1234)) == ("4,6", "−1.234.567,5", "1234")
    assert (german.signed(0.84), german.signed(-1), german.signed(0)) == ("+0,8", "−1,0", "0,0")
    assert (german.share(Share(0.35)), german.percent(0.355)) == ("35\u00a0%", "36\u00a0%")
    assert german.day(TODAY) == "22.\u00a0November 2026"
    assert [german.date(PartialDate.parse(text)) for text in ("2026", "2026-05", "2026-05-14")] == [
        "2026", "Mai 2026", "14.\u00a0Mai 2026",
    ]  # fmt: skip
    assert [german.duration(Duration.parse(text)) for text in ("1h 30min", "1.5 h", "2-4 weeks")] == [
        "1\u00a0Stunde 30\u00a0Min.", "1,5\u00a0Stunden", "2–4\u00a0Wochen",
    ]  # fmt: skip
    assert (german.span(210), german.span(0.05)) == ("7\u00a0Monate", "1\u00a0Stunde")
    assert (german.quoted(" so "), german.listed("abc")) == ("„so“", "a, b, c")


def test_french_names_the_first_of_a_month_by_its_place() -> None:
    assert Words("fr").day(datetime.date(2027, 3, 1)) == "1er\u00a0mars 2027"
    assert Words("fr").day(datetime.date(2027, 3, 21)) == "21\u00a0mars 2027"


def test_japanese_has_no_spaces_between_sentences_units_and_parts_of_a_length() -> None:
    japanese, times = Words("ja"), Metric.model_validate({"value": 6, "unit": "回"})
    assert japanese.duration(Duration.parse("1h 30min")) == "1時間30分"
    assert japanese.measured("calls", times, times.value) == "6回"
    assert (japanese.gap("%"), japanese.gap("kg"), Words("de").gap("%")) == ("", "\u00a0", "\u00a0")
    assert japanese.sentences("一。", None, "二。") == "一。二。"
    assert japanese.paragraph((Bit("一。"),), (Bit("二。"),)) == (Bit("一。"), Bit("二。"))
    assert Words().paragraph((Bit("A."),), (Bit("B."),)) == (Bit("A."), Bit(" "), Bit("B."))
    assert (japanese.label("目標", "x"), japanese.parted("ab")) == ("目標：x", "a；b")


def test_a_figure_that_is_a_length_of_time_is_said_in_the_language_and_a_unit_as_its_author_wrote_it() -> None:
    wait = Metric.model_validate({"value": "2 days", "target": "1 day"})
    own = Metric.model_validate({"value": 8, "unit": "days"})
    assert Words("de").measured("Wait", wait, wait.value) == "2\u00a0Tage"
    assert Words("de").measured("Wait", wait, wait.target) == "1\u00a0Tag"
    assert Words("de").measured("Wait", own, own.value) == "8\u00a0days"


def test_a_count_that_nobody_has_translated_yet_is_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unfinished = Catalog(locale="ar", domain="cjm")
    unfinished.add(("{n} step", "{n} steps"), ("",) * unfinished.num_plurals)
    folder = tmp_path / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "cjm.mo").open("wb") as opened:
        write_mo(opened, unfinished)
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    languages.catalogue.cache_clear()
    try:
        told = [Words("ar").count("{n} step", "{n} steps", number) for number in (0, 1, 2)]
    finally:
        languages.catalogue.cache_clear()
    assert told == ["0 steps", "1 step", "2 steps"]


def test_no_text_is_taken_for_a_format_of_programs() -> None:
    assert [message.id for message in entries("de") if "python-format" in message.flags] == []


def test_plurals_follow_the_language() -> None:
    def forms_of(tag: str) -> int:
        made = Words(tag)
        return len({re.sub(r"\d+", "", made.count("{n} step", "{n} steps", number)) for number in range(120)})

    assert [forms_of(tag) for tag in ("en", "de")] == [2, 2]
    assert Words("en").count("{n} step", "{n} steps", 1) == "1 step"
    assert Words("de").count("{n} step", "{n} steps", 1) == "1 Schritt"


def test_a_message_in_pieces_keeps_links_and_styles_in_the_order_of_the_language() -> None:
    step = Bit("3", "#s-c", "label")
    assert Words("de").tell("back to {step}", step=step) == (Bit("zurück zu "), step)
    assert Words().tell("{n} of {all}", n="1", all=(step, Bit("x"))) == (Bit("1"), Bit(" of "), step, Bit("x"))


def test_braces_of_authors_are_texts() -> None:
    assert Words("de").label("{n}", "{text} %s {") == "{n}: {text} %s {"


def test_the_same_word_said_of_different_things_may_differ() -> None:
    assert Words("de").say(words.IMPORTANCES["low"]) == "Gering"
    assert Words().say(words.SEVERITIES["low"][1]) == "Low"
    assert Words("de").say(words.PAGE["find"]) == "Suchen"
    assert Words("de").say(words.CHANNELS["search"]) == "Suche"


MAP = {
    "cjm": 1, "title": "t", "stages": [{"name": "s", "steps": [
        {"name": "a", "emotion": 2, "thoughts": ["hm"], "duration": "2h", "next": ["b"]},
        {"name": "b", "emotion": -1.4, "pain_points": [{"text": "p", "severity": "high"}], "next": ["a"]},
    ]}],
}  # fmt: skip


def page(said_in: str | None = None, **more: Any) -> str:
    journey = Journey.model_validate({**MAP, **more})
    return html(view(journey, "map.cjm.yaml", Atlas(), TODAY, language=said_in))


def visible(made: str) -> str:
    """What a page says, without its tags, styles and script."""
    return re.sub(r"<style.*?</style>|<script.*?</script>|<[^>]*>", " ", made, flags=re.DOTALL)


def test_the_language_of_the_map_decides_and_the_page_says_so_once() -> None:
    made = page(language="de")
    assert re.search('<html lang="?de"? dir="?ltr"?>', made)
    assert made.count("lang=") == 1
    assert "Ist-Zustand" in visible(made)


def test_another_language_for_the_words_leaves_the_page_in_the_language_of_its_authors() -> None:
    made = page("de")
    assert re.search('<html lang="?en"? dir="?ltr"?>', made)
    assert re.search('lang="?de"?', made)
    for word in ("Ist-Zustand", "Tut", "Denkt", "−1,4", "zurück zu ", "Stand: 22.\u00a0November 2026", "„hm“"):
        assert word in made, word
    for word in ("Current state", "Thinks", "−1.4", "back to", "As of", "High<", "step", "Step "):
        assert word not in visible(made), word


@pytest.mark.parametrize("own", [None, "es", "de"])
def test_a_page_names_the_language_of_a_map_only_where_the_map_does(own: str | None, tmp_path: Path) -> None:
    said = f"language: {own}\n" if own else ""
    source = "cjm: 1\ntitle: t\n" + said + "stages: [{name: s, steps: [{name: a}]}]\n"
    (tmp_path / "a.cjm.yaml").write_text(source, encoding="utf-8")
    request = Request(("a.cjm.yaml",), tmp_path)
    render(request, today=TODAY, to="outline", output=str(tmp_path / "a.txt"), language="es")
    made = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert "Estado actual" in made
    assert re.findall("Idioma: (.*)", made) == ([own] if own else [])


def test_a_document_speaks_german_too() -> None:
    journey = Journey.model_validate({**MAP, "language": "de"})
    made = document.view(journey, "map.cjm.yaml", Atlas(), TODAY)
    assert made.words["edit"] == "Erstellt mit cjm. Bearbeiten Sie die Map, nicht diese Datei."
    assert made.what == "Ist-Zustand. Customer Journey Map"


def test_reports_do_without_babel() -> None:
    code = (
        "import sys, datetime; from cjm.model import Journey; from cjm.atlas import Atlas\n"
        "from cjm.views.map import view\n"
        "view(Journey.model_validate({'cjm': 1, 'title': 't', 'language': 'de', 'stages': [{'name': 's'}]}), 'm',"
        " Atlas(), datetime.date(2026, 1, 1)); print('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "False\n"


def test_marks_say_what_is_marked() -> None:
    assert (N_("a"), Words().say(words.NC_("of b", "a")), words.NN_("a", "b")) == ("a", "a", ("a", "b"))
