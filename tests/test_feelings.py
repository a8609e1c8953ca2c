"""Words for feelings in each language of the report: what they mean, and what is said of those that nobody knows."""

import datetime
import itertools
import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from cjm import vocabulary
from cjm.api import LintOptions, Request, lint
from cjm.atlas import Felt
from cjm.finding import Finding
from cjm.loading import load, plan
from cjm.model import Duration
from cjm.vocabulary.feelings import Feelings, bare

DATA = Path(vocabulary.__file__).parent / "data"
LANGUAGES = ("ar", "de", "en", "es", "fr", "ja", "sv")
BASE: dict[str, dict[str, Any]] = json.loads((DATA / "feelings.json").read_text(encoding="utf-8"))
SPOKEN: dict[str, dict[str, Any]] = {
    language: json.loads((DATA / f"feelings.{language}.json").read_text(encoding="utf-8")) for language in LANGUAGES
}


def journey(folder: Path, feelings: list[Any], language: str | None = None, project: str | None = None) -> Request:
    """A map with a step for each feeling."""
    steps = [{"name": f"I do {n}", "emotion": feeling} for n, feeling in enumerate(feelings)]
    data = {"cjm": 1, "title": "T", "stages": [{"name": "S", "steps": steps}]}
    text = yaml.safe_dump(data | ({"language": language} if language else {}), allow_unicode=True)
    (folder / "a.cjm.yaml").write_text(text, encoding="utf-8")
    if project is not None:
        (folder / "cjm.yaml").write_text(f"cjm: 1\n{project}\n", encoding="utf-8")
    return Request(("a.cjm.yaml",), folder)


def felt(request: Request) -> list[Felt]:
    """What each step of the map feels like."""
    atlas = load(plan(request)[0]).atlas
    (one,) = atlas.maps.values()
    return [feeling for step in one.steps if (feeling := atlas.felt(step.emotion, one))]


def unknown(request: Request) -> list[Finding]:
    return list(lint(request, LintOptions(select=("unknown-emotion",)), datetime.date(2026, 12, 1)).findings)


def known(language: str) -> list[tuple[str, str]]:
    """Every word of a language with its feeling."""
    return [(word, name) for name, words in SPOKEN[language]["feelings"].items() for word in words]


# ---------- the files ----------


def test_there_are_words_in_every_language_of_the_report() -> None:
    catalogues = {folder.name for folder in (DATA.parent / "locale").iterdir() if folder.is_dir()}
    assert catalogues
    assert {*LANGUAGES} >= {*catalogues, "en"}
    assert {path.name.split(".")[1] for path in DATA.glob("feelings.*.json")} == {*LANGUAGES}


def test_sixty_feelings_have_a_score_and_an_emoji_of_their_own() -> None:
    assert len(BASE) == 60
    assert len({entry["emoji"] for entry in BASE.values()}) == 60
    assert {entry["score"] for entry in BASE.values()} == {-2, -1, 0, 1, 2}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_a_word_for_every_feeling_and_none_means_two(language: str) -> None:
    assert list(SPOKEN[language]["feelings"]) == list(BASE)
    assert all(SPOKEN[language]["feelings"].values())
    endings = SPOKEN[language].get("endings", {})
    meanings: dict[str, set[str]] = {}
    for word, name in known(language):
        ending = next((ending for ending in endings if word.endswith(ending)), None)
        others = [word.removesuffix(ending) + other for other in endings[ending]] if ending is not None else []
        for form in (word, *others):
            meanings.setdefault(bare(form), set()).add(name)
    assert {form: names for form, names in meanings.items() if len(names) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_written_properly_and_once(language: str) -> None:
    words = [word for word, _ in known(language)]
    assert len(words) == len({bare(word) for word in words}), [w for w in words if words.count(w) > 1]
    for word in words:
        assert word
        assert word == " ".join(unicodedata.normalize("NFC", word).split())
    assert all(any(word.endswith(end) for word in words) for end in SPOKEN[language].get("endings", {}))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_good_in_one_language_and_bad_in_english(language: str) -> None:
    ours, english = Feelings(), {bare(word): BASE[name]["score"] for word, name in known("en")}
    for word, _ in known(language):
        feeling = ours.find(word, language)
        assert feeling is not None
        assert feeling.score == english.get(bare(word), feeling.score), word


# ---------- maps ----------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_map_is_read_in_its_language(language: str, tmp_path: Path) -> None:
    words = known(language)
    request = journey(tmp_path, [word for word, _ in words], language)
    assert unknown(request) == []
    found = felt(request)
    assert len(found) == len(words) >= 60
    for feeling, (word, name) in zip(found, words, strict=True):
        assert feeling.words == (word,)
        assert (feeling.score, feeling.emoji) == (BASE[name]["score"], BASE[name]["emoji"]), word


WRITTEN = {
    "ar": {
        "محبط": -2,
        "محبطة": -2,
        "مُحْبَط": -2,
        "محبط/ة": -2,
        "احباط": -2,
        "غاضبًا": -2,
        "سعيدة": 1,
        "راضٍ": 1,
        "قلقون": -1,
    },
    "de": {"FRUSTRIERT": -2, "Frust": -2, "irritiert": -1, "Enttäuschung": -1, "gut  aufgehoben": 1, "Stress": -1},
    "en": {"Let Down": -1, "skeptical": -1, "at ease": 1},
    "es": {"frustrada": -2, "frustrad@s": -2, "Frustrado/a": -2, "miedo": -2, "molestas": -1, "asqueado": -2},
    "fr": {
        "frustrée": -2,
        "frustré·e": -2,
        "FRUSTRÉ(E)S": -2,
        "inquiète": -1,
        "heureux·se": 1,
        "peur": -2,
        "à l’aise": 1,
    },
    "ja": {
        "不安": -1,
        "不安です": -1,
        "イライラしている": -1,
        "嬉しかった": 1,
        "怒り": -2,
        "ほっとした": 1,
        "不満な": -1,
    },
    "sv": {"besvikna": -1, "nöjda": 1, "Frustrerade": -2, "ilska": -2, "lugnt": 1},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_is_known_however_it_is_written(language: str, tmp_path: Path) -> None:
    words = [form(word) for word in WRITTEN[language] for form in (str, lambda w: unicodedata.normalize("NFD", w))]
    request = journey(tmp_path, words, language)
    assert unknown(request) == []
    scores = [score for score in WRITTEN[language].values() for _ in range(2)]
    assert [(feeling.score, feeling.words) for feeling in felt(request)] == [
        (score, (word,)) for score, word in zip(scores, words, strict=True)
    ]


DEGREES = {
    "ar": ("سعيد جدًا", "غاضبة للغاية", "قلق جداً", "محايد جدا", "سعيد قليلًا", "منزعجة بعض الشيء"),
    "de": (
        "sehr glücklich",
        "Sehr wütend",
        "äußerst besorgt",
        "sehr neutral",
        "ein bisschen froh",
        "leicht  verärgert",
    ),
    "en": ("very happy", "Very Angry", "very  worried", "very neutral", "slightly happy", "slightly annoyed"),
    "es": ("muy feliz", "muy enfadada", "muy preocupado", "muy neutral", "un poco contenta", "algo molesto"),
    "fr": ("très heureuse", "Très en colère", "très inquiet", "très neutre", "un peu contente", "légèrement agacé·e"),
    "ja": ("とても嬉しい", "非常に 怒っている", "すごく心配", "とても普通", "少し嬉しい", "ちょっとイライラ"),
    "sv": ("jätteglad", "mycket arg", "väldigt orolig", "mycket neutral", "lite glad", "något irriterad"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_very_is_one_step_further_from_zero_and_slightly_half(language: str, tmp_path: Path) -> None:
    request = journey(tmp_path, list(DEGREES[language]), language)
    assert unknown(request) == []
    assert [feeling.score for feeling in felt(request)] == [2, -2, -2, 0, 0.5, -0.5]


def test_every_degree_goes_with_every_usual_word() -> None:
    ours, tried = Feelings(), 0
    for language in LANGUAGES:
        usual = {name: words[0] for name, words in SPOKEN[language]["feelings"].items()}
        for degree, (name, word) in itertools.product(("very", "slightly"), usual.items()):
            score = BASE[name]["score"]
            meant = score / 2 if degree == "slightly" else max(-2, min(2, score + (score > 0) - (score < 0)))
            for frame in SPOKEN[language][degree]:
                feeling = ours.find(frame.replace("…", word), language)
                assert feeling is not None
                assert feeling.score == meant, (frame, word)
                tried += 1
    assert tried > 2000


def test_the_language_of_the_map_comes_before_that_of_the_project_and_a_region_makes_no_difference(
    tmp_path: Path,
) -> None:
    assert len(unknown(journey(tmp_path, ["genervt"]))) == 1
    assert unknown(journey(tmp_path, ["genervt"], "de-AT")) == []
    assert unknown(journey(tmp_path, ["genervt"], project="language: de")) == []
    assert len(unknown(journey(tmp_path, ["genervt"], "sv", project="language: de"))) == 1


@pytest.mark.parametrize("language", [*LANGUAGES, "pt", "zh-Hant"])
def test_english_is_understood_everywhere_and_no_third_language(language: str, tmp_path: Path) -> None:
    assert unknown(journey(tmp_path, ["frustrated", "very happy", "😠"], language)) == []
    foreign = [words["feelings"]["betrayed"][0] for other, words in SPOKEN.items() if other not in (language, "en")]
    assert len(unknown(journey(tmp_path, foreign, language))) == len(foreign) >= 5


def test_an_emoji_is_read_as_the_word_of_the_language(tmp_path: Path) -> None:
    assert felt(journey(tmp_path, ["😠"], "de"))[0].words == ("wütend",)
    assert felt(journey(tmp_path, ["😠"], "ja"))[0].words == ("怒り",)
    assert felt(journey(tmp_path, ["😠"], "pt"))[0].words == ("angry",)


def test_the_words_of_the_project_win_in_every_language(tmp_path: Path) -> None:
    own = "emotions:\n  Genervt: {score: -2, emoji: 💢}\n  Zonk: -1"
    found = felt(journey(tmp_path, ["genervt", "sehr zonk"], "de", project=own))
    assert [(feeling.score, feeling.words) for feeling in found] == [(-2, ("genervt",)), (-2, ("sehr zonk",))]


@pytest.mark.parametrize(
    ("language", "written", "advice"),
    [
        ("de", "entäuscht", "did you mean `enttäuscht`?"),
        ("de", "sehr frustirert", "did you mean `sehr frustriert`?"),
        ("de", "frustated", "did you mean `frustrated`?"),
        ("fr", "très frustrèe", "did you mean `très frustrée`?"),
        ("es", "decepcionda", "did you mean `decepcionada`?"),
        ("sv", "jätteiriterad!", "did you mean `jätteirriterad`?"),
        ("sv", "beskiven", "did you mean `besviken`?"),
        ("ja", "ちょっとがっかりり", "did you mean `ちょっとがっかり`?"),
        ("ar", "متشكل جدًّا", "did you mean `متشكك جدا`?"),
        ("ar", "إحبط", "did you mean `إحباط`?"),
    ],
)
def test_a_slip_of_the_pen_is_answered_in_the_language_of_the_map(
    language: str, written: str, advice: str, tmp_path: Path
) -> None:
    (finding,) = unknown(journey(tmp_path, [written], language))
    assert finding.help[0].startswith(advice.removesuffix("?"))


def test_each_feeling_is_proposed_once(tmp_path: Path) -> None:
    (finding,) = unknown(journey(tmp_path, ["frustrés·ées"], "fr"))
    assert finding.help[0].count("frustr") == 1


def test_an_english_map_reads_no_other_language() -> None:
    program = """
import sys
from cjm.vocabulary import _read, feelings
asked = []
feelings._read = lambda name: asked.append(name) or _read(name)
assert feelings.Feelings().find("very happy", "en-GB")
print(sorted({*asked}))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['feelings', 'feelings.en']"


# ---------- lengths of time ----------


@pytest.mark.parametrize(
    ("meant", "written"),
    [
        ("30 s", "30 seconds, 30 Sekunden, 30 Sek., 30 secondes, 30 segundos, 30 sekunder, 30秒, 30 ثانية, 30 ثوانٍ"),
        ("20 min", "20 minutes, 20 Minuten, 20 Min., 20 minutos, 20 minuter, 20分, 20分間, 20 دقيقة, 20 دقائق"),
        ("2 h", "2 hours, 2 Stunden, 2 Std., 2 heures, 2 horas, 2 timmar, 2時間, 2 ساعات, 2 ساعتين"),
        ("3 d", "3 days, 3 Tage, 3 Tagen, 3 jours, 3 días, 3 dagar, 3 dygn, 3日, 3日間, 3 أيام, 3 يومًا, 3 يومين"),
        ("2 w", "2 weeks, 2 Wochen, 2 semaines, 2 semanas, 2 veckor, 2週間, 2 أسابيع, 2 أسبوعين"),
        (
            "1 mo",
            "1 month, 1 Monat, 1 mois, 1 mes, 1 månad, 1か月, 1ヶ月, 1カ月, 1ヵ月, 1か月間, 1 شهر, 1 أشهر, 1 شهرين",
        ),
        ("4 y", "4 years, 4 Jahre, 4 Jahren, 4 ans, 4 années, 4 años, 4 år, 4年, 4年間, 4 سنوات, 4 أعوام, 4 عامين"),
    ],
)
def test_a_length_of_time_may_be_written_in_every_language(meant: str, written: str) -> None:
    durations = {text: str(Duration.parse(text)) for text in written.split(", ")}
    assert len(durations) > 7
    assert durations == dict.fromkeys(durations, meant)


def test_no_name_means_two_units() -> None:
    names = [(name.casefold(), unit) for unit, names in vocabulary.units().items() for name in names]
    assert len(names) > 100
    assert len({name for name, _ in names}) == len({*names})
