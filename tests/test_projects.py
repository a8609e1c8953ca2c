"""Which files are read, what they may refer to, and what is said where that fails."""

import os
from pathlib import Path

import pytest

from cjm.api import Request, validate
from cjm.errors import CjmError

MAP = "cjm: 1\ntitle: T\nstages: [{name: Buy}]\n"
PERSONA = "cjm: 1\nname: Kim\n"


def put(folder: Path, **files: str) -> None:
    """Files by path; `__` stands for a slash, and a name without an ending is a map."""
    for name, text in files.items():
        write(folder, name.replace("__", "/") + ".cjm.yaml", text)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def step(text: str, top: str = "") -> str:
    """A map with one step that holds `text`."""
    return f"cjm: 1\ntitle: T\n{top}stages:\n  - name: Buy\n    steps:\n      - name: Pay\n        {text}\n"


def files(folder: Path, *paths: str, **options: object) -> list[str]:
    """The files that are checked."""
    return list(validate(Request(paths, folder, **options)).files)  # type: ignore[arg-type]


def said(folder: Path, *paths: str, **options: object) -> list[str]:
    """Rule, file, line, column and message of each finding."""
    run = validate(Request(paths, folder, **options))  # type: ignore[arg-type]
    return [f"{f.rule} {f.file}:{f.place.line}:{f.place.column} {f.message}" for f in run.findings]


# which files ---------------------------------------------------------------------------------------


def test_a_folder_is_searched_for_maps_and_personas(tmp_path: Path) -> None:
    for name in ("b.cjm.yaml", "a.cjm.yml", "deep/er/c.cjm.yaml", "notes.yaml", "cjm.yaml.bak", "x.cjm.yaml.txt"):
        write(tmp_path, name, MAP)
    write(tmp_path, "kim.persona.yaml", PERSONA)
    write(tmp_path, "lee.persona.yml", PERSONA)
    for name in (".git", "node_modules", ".venv"):
        write(tmp_path, f"{name}/z.cjm.yaml", MAP)
    expected = ["a.cjm.yml", "b.cjm.yaml", "deep/er/c.cjm.yaml", "kim.persona.yaml", "lee.persona.yml"]
    assert files(tmp_path) == files(tmp_path, ".") == expected
    assert files(tmp_path, "deep") == ["deep/er/c.cjm.yaml"]


def test_gitignore_is_respected_as_git_does(tmp_path: Path) -> None:
    write(tmp_path, ".git/HEAD", "")
    write(tmp_path, ".gitignore", "drafts/\n*.old.cjm.yaml\n!keep.old.cjm.yaml\n")
    write(tmp_path, "maps/.gitignore", "/secret.cjm.yaml\n")
    put(tmp_path, a=MAP, drafts__b=MAP, maps__secret=MAP, maps__deep__secret=MAP)
    write(tmp_path, "x.old.cjm.yaml", MAP)
    assert files(tmp_path) == ["a.cjm.yaml", "maps/deep/secret.cjm.yaml"]
    assert files(tmp_path / "maps") == ["deep/secret.cjm.yaml"]
    with pytest.raises(CjmError):
        files(tmp_path / "drafts")


def test_what_exclude_names_is_left_out_of_searches_only(tmp_path: Path) -> None:
    put(tmp_path, a=MAP, old__b=MAP)
    assert files(tmp_path, exclude=("old/",)) == ["a.cjm.yaml"]
    assert files(tmp_path, "old/b.cjm.yaml", exclude=("old/",)) == ["old/b.cjm.yaml"]


def test_a_file_named_explicitly_is_always_read(tmp_path: Path) -> None:
    write(tmp_path, ".git/HEAD", "")
    write(tmp_path, ".gitignore", "*\n")
    write(tmp_path, "journey.txt", "cjm: 1\n")
    assert said(tmp_path, "journey.txt") == [
        "missing-key journey.txt:1:1 the map has no `stages`",
        "missing-key journey.txt:1:1 the map has no `title`",
    ]


def test_the_same_real_file_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, a=MAP)
    (tmp_path / "b.cjm.yaml").symlink_to("a.cjm.yaml")
    assert len(files(tmp_path)) == 1
    paths = ("a.cjm.yaml", "./a.cjm.yaml", "b.cjm.yaml", str(tmp_path / "a.cjm.yaml"), ".")
    assert files(tmp_path, *paths) == ["a.cjm.yaml"]


def test_files_are_named_from_where_cjm_was_started(tmp_path: Path) -> None:
    put(tmp_path, maps__a="cjm: 1\n")
    (tmp_path / "here").mkdir()
    assert files(tmp_path / "here", "../maps") == ["../maps/a.cjm.yaml"]
    assert files(tmp_path / "here", str(tmp_path / "maps")) == ["../maps/a.cjm.yaml"]


def test_nothing_to_read_is_an_error_unless_allowed(tmp_path: Path) -> None:
    with pytest.raises(CjmError, match="there is no map in this folder") as caught:
        files(tmp_path)
    assert caught.value.help is not None
    with pytest.raises(CjmError, match=r"there is no map in `\.`"):
        files(tmp_path, ".")
    assert files(tmp_path, allow_empty=True) == []


def test_a_path_that_does_not_exist_is_an_error_with_the_nearest_name(tmp_path: Path) -> None:
    put(tmp_path, shoes=MAP)
    with pytest.raises(CjmError, match=r"there is no file or folder `shose.cjm.yaml`") as caught:
        files(tmp_path, "shose.cjm.yaml", allow_empty=True)
    assert caught.value.help == "did you mean `shoes.cjm.yaml`?"


def test_the_project_file_stands_for_its_folder(tmp_path: Path) -> None:
    write(tmp_path, "p/cjm.yaml", "cjm: 1\n")
    put(tmp_path, p__a=MAP, b=MAP)
    assert files(tmp_path, "p/cjm.yaml") == ["p/a.cjm.yaml"]


# standard input ------------------------------------------------------------------------------------


def test_a_map_from_standard_input(tmp_path: Path) -> None:
    assert said(tmp_path, "-", stdin=b"cjm: 1\ntitle: T\n") == ["missing-key <stdin>:1:1 the map has no `stages`"]
    with pytest.raises(CjmError, match="nothing on standard input"):
        said(tmp_path, "-")


def test_the_name_of_standard_input_decides_project_and_references(tmp_path: Path) -> None:
    write(tmp_path, "p/cjm.yaml", "cjm: 1\nevidence: {talks: {type: interview}}\n")
    write(tmp_path, "p/kim.persona.yaml", PERSONA)
    text = step("evidence: talks", "persona: kim\n").encode()
    assert said(tmp_path, "-", stdin=text, stdin_filename="p/new.cjm.yaml") == []
    assert len(said(tmp_path, "-", stdin=text)) == 2
    assert said(tmp_path, "-", stdin=b"cjm: 1\n", stdin_filename="p/lee.persona.yaml") == [
        "missing-key p/lee.persona.yaml:1:1 the persona has no `name`"
    ]


def test_standard_input_stands_in_for_the_file_of_its_name(tmp_path: Path) -> None:
    put(tmp_path, a="no map")
    assert said(tmp_path, "-", stdin=MAP.encode(), stdin_filename="a.cjm.yaml") == []


# projects ------------------------------------------------------------------------------------------


def test_the_nearest_project_file_upwards_counts(tmp_path: Path) -> None:
    write(tmp_path, "cjm.yaml", "cjm: 1\nevidence: {outer: {type: survey}}\n")
    write(tmp_path, "inner/cjm.yaml", "cjm: 1\nevidence: {inner: {type: survey}}\n")
    put(tmp_path, a__b__c=step("evidence: outer"), inner__maps__d=step("evidence: inner"))
    assert said(tmp_path, "a/b/c.cjm.yaml") == []
    assert said(tmp_path / "a" / "b", "c.cjm.yaml") == []
    assert said(tmp_path, "inner/maps/d.cjm.yaml") == []
    put(tmp_path, inner__maps__d=step("evidence: outer"))
    assert said(tmp_path, "inner/maps/d.cjm.yaml") == [
        "unknown-reference inner/maps/d.cjm.yaml:7:19 there is no evidence `outer`"
    ]


def test_files_of_several_projects_each_have_their_own(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path, f"{name}/cjm.yaml", f"cjm: 1\nevidence: {{{name}: {{type: survey}}}}\n")
        write(tmp_path, f"{name}/a.cjm.yaml", step("evidence: one"))
    assert said(tmp_path, "one", "two") == ["unknown-reference two/a.cjm.yaml:7:19 there is no evidence `one`"]


def test_another_project_file_can_be_named_and_all_can_be_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "cjm.yaml", "cjm: 1\nevidence: {talks: {type: interview}}\n")
    write(tmp_path, "other.yaml", "cjm: 1\nevidence: {calls: {type: call-log}}\n")
    put(tmp_path, a=step("evidence: talks"))
    assert said(tmp_path) == []
    assert len(said(tmp_path, config="other.yaml")) == 1
    assert len(said(tmp_path, isolated=True)) == 1
    with pytest.raises(CjmError, match=r"the project file missing\.yaml cannot be read"):
        said(tmp_path, config="missing.yaml")


def test_without_a_path_the_whole_project_is_checked_from_anywhere_inside(tmp_path: Path) -> None:
    write(tmp_path, "cjm.yaml", "cjm: 1\n")
    put(tmp_path, a=MAP, maps__b=MAP)
    assert files(tmp_path / "maps") == ["../a.cjm.yaml", "b.cjm.yaml"]


def test_the_project_says_which_files_are_its_maps(tmp_path: Path) -> None:
    write(tmp_path, "cjm.yaml", "cjm: 1\nmaps: [maps/*.cjm.yaml]\npersonas: ./people/**\n")
    put(tmp_path, a=MAP, maps__b=MAP, maps__deep__c=MAP)
    write(tmp_path, "people/x/kim.persona.yaml", PERSONA)
    write(tmp_path, "lee.persona.yaml", PERSONA)
    assert files(tmp_path) == ["maps/b.cjm.yaml", "people/x/kim.persona.yaml"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "cjm.yaml:1:1: the file is empty"),
        ("- a\n", "cjm.yaml:1:1: this is no project file"),
        ("name: P\n", "cjm.yaml:1:1: the file does not say `cjm: 1`"),
        ("cjm: 1\nchanels: {}\n", "cjm.yaml:2:1: `chanels` is not a key of the project file; did you mean `channels`?"),
        ("cjm: 1\nlint:\n  profile: strickt\n", "cjm.yaml:3:12: `strickt` is not a profile; did you mean `strict`?"),
        ("cjm: 1\nlint:\n  ignore: [a]\n", "cjm.yaml:3:3: `ignore` should be names with their values"),
        ("cjm: 1\nname: a: b\n", "cjm.yaml:2:7: the text of `name` holds a colon and has to stand in quotes"),
        ("cjm: 1\nemotions: {meh: 9}\n", "cjm.yaml:2:17: 9 is outside the scale"),
        ("cjm: 1\nlanes: [{id: a, title: A}, {id: a, title: B}]\n", "cjm.yaml:2:33: the lane id `a` is taken"),
        ("cjm: 2\n", "cjm.yaml:1:6: this file is written in version 2 of the format"),
    ],
)
def test_a_project_file_that_cannot_be_used_is_an_error_with_its_place(text: str, message: str, tmp_path: Path) -> None:
    write(tmp_path, "cjm.yaml", text)
    put(tmp_path, a=MAP)
    with pytest.raises(CjmError) as caught:
        files(tmp_path)
    assert caught.value.message.startswith("the project file cannot be used\n")
    assert message in caught.value.message


def test_all_faults_of_a_project_file_are_said_at_once(tmp_path: Path) -> None:
    write(tmp_path, "cjm.yaml", "cjm: 1\nchanels: {}\nlint: {profile: x}\nlanguage: a b\n")
    put(tmp_path, a=MAP)
    with pytest.raises(CjmError) as caught:
        files(tmp_path)
    assert len(caught.value.message.splitlines()) == 4


def test_a_project_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "cjm.yaml").write_bytes("cjm: 1\nname: Caf\xe9\n".encode("latin-1"))
    put(tmp_path, a=MAP)
    with pytest.raises(CjmError, match=r"cjm\.yaml:2:10: byte 16"):
        files(tmp_path)


# personas ------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, "cjm.yaml", "cjm: 1\nevidence: {talks: {type: interview}}\nlanes: [{id: mood, title: Mood}]\n")
    write(tmp_path, "people/kim.persona.yaml", PERSONA)
    write(tmp_path, "people/lee.persona.yaml", "cjm: 1\nid: boss\nname: Lee\nevidence: [talks]\n")
    return tmp_path


@pytest.mark.parametrize(
    "persona",
    [
        "kim",
        "boss",
        "../people/kim.persona.yaml",
        "./../people/lee.persona.yaml",
        "{name: Ann}",
        "{name: Ann, evidence: talks}",
        "{cjm: 1, name: Ann, evidence: {own: {type: survey}}}",
    ],
)
def test_a_persona_by_id_by_path_or_written_out(persona: str, project: Path) -> None:
    put(project, maps__a=f"{MAP}persona: {persona}\n", maps__b=f"{MAP}personas: [{persona}]\n")
    assert said(project, "maps") == []


@pytest.mark.parametrize(
    ("persona", "message"),
    [
        ("kym", "unknown-reference maps/a.cjm.yaml:4:10 there is no persona `kym` in this project"),
        ("lee", "unknown-reference maps/a.cjm.yaml:4:10 there is no persona `lee` in this project"),
        (
            "../people/k.persona.yaml",
            "missing-file maps/a.cjm.yaml:4:10 there is no persona `../people/k.persona.yaml`",
        ),
        ("people/kim.persona.yaml", "missing-file maps/a.cjm.yaml:4:10 there is no persona `people/kim.persona.yaml`"),
        (
            "../../k.persona.yaml",
            "outside-project maps/a.cjm.yaml:4:10 `../../k.persona.yaml` lies outside the project",
        ),
    ],
)
def test_a_persona_that_does_not_exist(persona: str, message: str, project: Path) -> None:
    put(project, maps__a=f"{MAP}persona: {persona}\n")
    assert said(project, "maps/a.cjm.yaml") == [message]


def test_the_nearest_names_are_suggested(project: Path) -> None:
    put(project, maps__a=f"{MAP}personas: [kym, ../people/kym.persona.yaml]\n")
    found = validate(Request(("maps",), project)).findings
    wanted = ("kim", "../people/kim.persona.yaml")
    assert [finding.help for finding in found] == [(f"did you mean `{name}`?",) for name in wanted]


def test_what_is_wrong_with_a_persona_is_said_for_its_own_file_only(project: Path) -> None:
    write(project, "people/kim.persona.yaml", "cjm: 1\nname: Kim\njbo: Baker\n")
    put(project, maps__a=f"{MAP}persona: kim\n")
    assert said(project, "maps") == []
    assert said(project, "people") == ["unknown-key people/kim.persona.yaml:3:1 `jbo` is not a key of a persona"]


def test_shared_evidence_and_lanes_of_the_project(project: Path) -> None:
    put(project, a=step("evidence: [talks, toks]\n        custom: {mood: low, modo: low}"))
    assert said(project, "a.cjm.yaml") == [
        "unknown-reference a.cjm.yaml:7:27 there is no evidence `toks`",
        "unknown-reference a.cjm.yaml:8:35 there is no lane `modo`",
    ]


# links between maps --------------------------------------------------------------------------------


def test_baseline_parent_and_journey_name_maps(project: Path) -> None:
    top = "parent: ../a.cjm.yaml\nbaseline: ../a.cjm.yaml\nstate: future\n"
    put(project, a=MAP, maps__b=step("journey: c.cjm.yaml", top), maps__c=MAP)
    assert said(project) == []
    put(project, maps__b=step("journey: d.cjm.yaml", "parent: ../b.cjm.yaml\nbaseline: /a.cjm.yaml\n"))
    assert said(project, "maps/b.cjm.yaml") == [
        "missing-file maps/b.cjm.yaml:3:9 there is no map `../b.cjm.yaml`",
        "outside-project maps/b.cjm.yaml:4:11 `/a.cjm.yaml` lies outside the project",
        "missing-file maps/b.cjm.yaml:9:18 there is no map `d.cjm.yaml`",
    ]


@pytest.mark.parametrize(
    "maps",
    [
        {"a": f"{MAP}parent: a.cjm.yaml\n"},
        {"a": step("journey: a.cjm.yaml")},
        {"a": f"{MAP}parent: b.cjm.yaml\n", "b": f"{MAP}parent: a.cjm.yaml\n"},
        {"a": step("journey: b.cjm.yaml"), "b": step("journey: c.cjm.yaml"), "c": step("journey: a.cjm.yaml")},
        {"a": step("journey: b.cjm.yaml"), "b": step("journey: c.cjm.yaml"), "c": f"{MAP}", "d": f"{MAP}"},
    ],
    ids=["own parent", "own detail", "each other's parent", "three", "none"],
)
def test_maps_that_are_part_of_themselves(maps: dict[str, str], project: Path) -> None:
    put(project, **maps)
    found = said(project)
    if "d" in maps:
        assert found == []
    else:
        assert {line.split(" ", 2)[2] for line in found} == {"this link leads in a circle back to the same map"}
        assert {line.split(" ")[0] for line in found} == {"circular-link"}
        assert len(found) == len(maps)


def test_parent_and_journey_of_two_maps_are_the_same_link_seen_from_both_ends(project: Path) -> None:
    put(project, a=step("journey: b.cjm.yaml"), b=f"{MAP}parent: a.cjm.yaml\n")
    assert said(project) == []


# paths ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "../x.png",
        "a/../../x.png",
        "/etc/passwd",
        "~/x.png",
        "C:\\\\x.png",
        "\\\\\\\\server\\\\x.png",
        "..\\\\x.png",
        "C:x.png",
    ],
)
def test_paths_that_leave_the_project_are_refused(path: str, project: Path) -> None:
    put(project, a=step(f'image: "{path}"'))
    assert [line.split(" ")[0] for line in said(project, "a.cjm.yaml")] == ["outside-project"]


def test_links_that_leave_the_project_are_refused(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    write(inside, "cjm.yaml", "cjm: 1\n")
    (tmp_path / "x.png").write_bytes(b"")
    (inside / "x.png").symlink_to("../x.png")
    (inside / "folder").symlink_to("..")
    (inside / "y.png").write_bytes(b"")
    (inside / "z.png").symlink_to("y.png")
    put(inside, a=step("image: x.png"), b=step("image: folder/x.png"), c=step("image: z.png"))
    assert [line.split(":")[0] for line in said(inside)] == [f"outside-project {name}.cjm.yaml" for name in "ab"]


def test_without_a_project_the_folder_of_the_map_is_the_boundary(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"")
    put(tmp_path, maps__a=step("image: ../x.png"), b=step("image: x.png"))
    assert said(tmp_path) == ["outside-project maps/a.cjm.yaml:7:16 `../x.png` lies outside the project"]


@pytest.mark.parametrize(
    "text",
    [
        "image: x.png",
        "image: {file: x.png, alt: A shop}",
        "metrics: {nps: {series: x.png}}",
        "custom: {picture: x.png}",
        "custom: {picture: {file: x.png}}",
        "journey: x.png",
    ],
)
def test_every_path_of_a_map_is_looked_up(text: str, tmp_path: Path) -> None:
    top = "lanes: [{id: picture, title: P, kind: image}]\nevidence: {talks: {file: x.png}}\n"
    put(tmp_path, a=step(text, top))
    assert len([line for line in said(tmp_path) if line.startswith("missing-file")]) == 2
    (tmp_path / "x.png").write_bytes(b"date,value\n2026-05,7\n")
    assert said(tmp_path) == []


# what cannot be read -------------------------------------------------------------------------------


def test_a_link_that_leads_nowhere_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.cjm.yaml").symlink_to("b.cjm.yaml")
    run = validate(Request((), tmp_path))
    assert [(f.rule, f.message) for f in run.findings] == [
        ("unreadable", "this file cannot be read: the link leads nowhere")
    ]
    assert run.unread == run.files == ("a.cjm.yaml",)


def test_a_link_in_a_circle_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "a.cjm.yaml").symlink_to("b.cjm.yaml")
    (tmp_path / "b.cjm.yaml").symlink_to("a.cjm.yaml")
    assert {f.rule for f in validate(Request((), tmp_path)).findings} == {"unreadable"}


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has pipes with names")
def test_what_is_no_file_is_a_finding(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.cjm.yaml")
    assert said(tmp_path) == ["unreadable a.cjm.yaml:1:1 this file cannot be read: it is no file"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_finding(tmp_path: Path) -> None:
    put(tmp_path, a=MAP)
    (tmp_path / "a.cjm.yaml").chmod(0)
    assert said(tmp_path) == ["unreadable a.cjm.yaml:1:1 this file cannot be read: permission denied"]


def test_faults_of_all_files_are_found_in_one_run(tmp_path: Path) -> None:
    put(tmp_path, a="a: b: c", b="", c=MAP + "tilte: T\n", d=MAP)
    run = validate(Request((), tmp_path))
    assert {f.file for f in run.findings} == {"a.cjm.yaml", "b.cjm.yaml", "c.cjm.yaml"}
    assert run.files == ("a.cjm.yaml", "b.cjm.yaml", "c.cjm.yaml", "d.cjm.yaml")


def test_two_personas_of_one_id_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "cjm.yaml").write_text("cjm: 1\n", encoding="utf-8")
    for name in ("a", "b"):
        (tmp_path / f"{name}.persona.yaml").write_text(f"cjm: 1\nname: {name}\nid: kim\n", encoding="utf-8")
    (finding,) = validate(Request((), tmp_path)).findings
    assert (finding.file, finding.rule, finding.place.line) == ("b.persona.yaml", "duplicate-id", 3)
    assert [(other.file, other.place.line) for other in finding.related] == [("a.persona.yaml", 3)]


def test_settings_from_elsewhere_leave_the_project_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "cjm.yaml").write_text("cjm: 1\nname: Elsewhere\n", encoding="utf-8")
    (tmp_path / "maps").mkdir()
    text = "cjm: 1\ntitle: I buy shoes\nstages: [{name: Buy}]\n"
    (tmp_path / "maps" / "shoes.cjm.yaml").write_text(text, encoding="utf-8")
    run = validate(Request((), tmp_path, config="conf/cjm.yaml"))
    assert (run.files, run.findings) == (("maps/shoes.cjm.yaml",), ())


def test_a_file_goes_by_its_own_name_rather_than_by_a_link_s(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    text = "cjm: 1\ntitle: I buy shoes\nstages: [{name: Buy}]\n"
    (tmp_path / "maps" / "shoes.cjm.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "link.cjm.yaml").symlink_to(tmp_path / "maps" / "shoes.cjm.yaml")
    assert validate(Request((), tmp_path)).files == ("maps/shoes.cjm.yaml",)


@pytest.mark.parametrize("text", ["metrics: {visits: " + "9" * 400 + "}", "review_every: " + "9" * 400 + " y"])
def test_a_number_beyond_all_bounds_is_a_finding(tmp_path: Path, text: str) -> None:
    whole = f"cjm: 1\ntitle: I buy shoes\n{text}\nreviewed: 2026-01-01\nstages: [{{name: Buy}}]\n"
    (tmp_path / "shoes.cjm.yaml").write_text(whole, encoding="utf-8")
    assert [finding.rule for finding in validate(Request((), tmp_path)).findings] == ["out-of-range"]
