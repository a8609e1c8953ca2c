"""What an author sees in an editor: the real language server, with the schemas that cjm ships."""

import json
import os
import pathlib
import re
import subprocess
import threading
from collections.abc import Iterator
from typing import Any

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.node


class Editor:
    """An editor as far as the language server is concerned: opens texts, asks, and reads answers."""

    def __init__(self, folder: pathlib.Path, server: list[str]) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            server, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.asked = 0
        self.faults: dict[str, list[dict[str, Any]]] = {}
        self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": folder.as_uri(),
                "workspaceFolders": [{"uri": folder.as_uri(), "name": "maps"}],
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
                },
            },
        )
        self.tell("initialized", {})

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method: str, parameters: Any) -> None:
        self.send({"method": method, "params": parameters})

    def receive(self) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered on the way."""
        assert self.process.stdout is not None
        length = 0
        while (line := self.process.stdout.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            assert line, "the language server has ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if "method" in message and "id" in message:
            answer: Any = None
            if message["method"] == "workspace/configuration":
                yaml = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
                answer = [{"yaml": yaml}.get(item.get("section")) for item in message["params"]["items"]]
            self.send({"id": message["id"], "result": answer})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self.faults[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message

    def ask(self, method: str, parameters: Any) -> Any:
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": parameters})
        while (message := self.receive()).get("id") != self.asked or "method" in message:
            pass
        return message.get("result")

    def open(self, text: str, schema: str = "journey") -> str:
        """Open a file that names the schema in its first line; returns its address."""
        file = self.folder / f"file-{len(list(self.folder.iterdir()))}.yaml"
        text = f"# yaml-language-server: $schema={(ROOT / 'schemas' / schema).as_uri()}.schema.json\n{text}"
        file.write_text(text, encoding="utf-8")
        uri = file.as_uri()
        self.tell(
            "textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}
        )
        return uri

    def faults_of(self, text: str, schema: str = "journey") -> list[tuple[int, str]]:
        """Line (as in `text`, from 1) and message of each fault that the editor underlines."""
        uri = self.open(text, schema)
        while uri not in self.faults:
            self.receive()
        return sorted((fault["range"]["start"]["line"], fault["message"]) for fault in self.faults[uri])

    def hover(self, text: str, line: int, column: int) -> str:
        """What the editor shows for the key or value at a place; line from 1, column from 0."""
        position = {"line": line, "character": column}
        shown = self.ask("textDocument/hover", {"textDocument": {"uri": self.open(text)}, "position": position})
        return str(shown["contents"]["value"])

    def proposals(self, text: str, line: int, column: int) -> dict[str, str]:
        """What the editor offers at a place: label and the text that it would insert."""
        position = {"line": line, "character": column}
        found = self.ask("textDocument/completion", {"textDocument": {"uri": self.open(text)}, "position": position})
        items = found["items"] if isinstance(found, dict) else found
        return {item["label"]: item.get("insertText") or item.get("textEdit", {}).get("newText", "") for item in items}


@pytest.fixture(scope="module")
def editor(language_server: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    running = Editor(tmp_path_factory.mktemp("maps"), language_server)
    silent = threading.Timer(120, running.process.kill)  # a server that says nothing is a failure, not a wait
    with running.process:
        silent.start()
        yield running
        silent.cancel()
        running.process.kill()


START = """\
cjm: 1
title: I get my bike repaired
stages:
  - name: Break down
    steps:
      - name: The chain snaps
"""


def test_a_map_without_faults_is_not_underlined(editor: Editor) -> None:
    examples = sorted((ROOT / "examples").rglob("*.cjm.yaml"))
    assert len(examples) > 2
    for example in examples:
        text = re.sub("^# yaml-language-server:.*", "", example.read_text(encoding="utf-8"))
        assert editor.faults_of(text) == [], example.name


def test_a_wrong_word_is_answered_with_the_right_ones(editor: Editor) -> None:
    text = START + "        pain_points:\n          - text: No shop is open\n            severity: hihg\n"
    assert editor.faults_of(text) == [(9, "allowed: low, medium, high, critical")]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("        pain_point: No shop is open\n", "Property pain_point is not allowed."),
        ("        emotion: {feeling: annoyed, scor: -1}\n", "Property scor is not allowed."),
        ("        touchpoints:\n          - {name: Map, chanel: website}\n", "Property chanel is not allowed."),
        ("        emotion: -3\n", "a score is a number from -2 to 2 with at most one decimal"),
        ("        duration: 1:30\n", "write for example `20 min` or `2h 30m` or `3 days` or `2-4 weeks`"),
        ("persona: {name: Kim, age_group: 30}\n", "Property age_group is not allowed."),
        ("evidence: {calls: {url: www.example.org}}\n", "an address begins with https://, http:// or mailto:"),
    ],
)
def test_a_fault_is_one_sentence_at_its_place(editor: Editor, keys: str, message: str) -> None:
    faults = editor.faults_of(START + keys)
    assert faults == [(START.count("\n") + keys.count("\n"), message)]


def test_the_project_file_and_personas_have_schemas_too(editor: Editor) -> None:
    assert editor.faults_of("cjm: 1\nlint: {profil: strict}\n", "project") == [(2, "Property profil is not allowed.")]
    assert editor.faults_of("cjm: 1\nname: Kim\nbasis: guess\n", "persona") == [
        (3, "allowed: hypothesis, mixed, research")
    ]


def test_a_key_explains_itself_under_the_pointer(editor: Editor) -> None:
    shown = editor.hover(START + "        pain_points:\n          - {text: x, severity: high}\n", 8, 23)
    assert "How much it matters." in shown
    assert "`critical`" in shown
    assert "What the customer feels" in editor.hover(START + "        emotion: annoyed\n", 7, 10)
    assert "-1.9" not in editor.hover(START + "        emotion: annoyed\n", 7, 10)


def test_values_and_snippets_are_offered(editor: Editor) -> None:
    severities = editor.proposals(START + "        pain_points:\n          - text: x\n            severity: ", 9, 22)
    assert {"low", "medium", "high", "critical"} <= set(severities)
    step = editor.proposals(START + "      - ", 7, 8)
    assert {"name", "emotion", "pain_points", "step"} <= set(step)
    assert step["step"].startswith("name: ${1:I do something}\n")
    feelings = editor.proposals(START + "        emotion: ", 7, 17)
    assert feelings["annoyed"].strip() == "annoyed"
    assert "-1.9" not in feelings
