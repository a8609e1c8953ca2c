"""What is said of each mistake in a map, word for word, and where."""

import codecs
import textwrap
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from cjm.api import Request, validate
from cjm.finding import Finding
from cjm.source import composing

STEP = "cjm: 1\ntitle: T\nstages:\n  - name: Buy\n    steps:\n      - name: Pay\n"


def of_map(text: str) -> str:
    """Below `cjm: 1`: the text begins in line 2."""
    return f"cjm: 1\n{text}"


def of_top(text: str) -> str:
    """A key of the map: the text begins in line 4."""
    return f"cjm: 1\ntitle: T\nstages: [{{name: Buy}}]\n{text}\n"


def of_step(text: str) -> str:
    """Keys of a step: the text begins in line 7, column 9."""
    return STEP + textwrap.indent(text, "        ") + "\n"


def above(top: str, text: str) -> str:
    """A line on top of the file, and keys of a step, which begin in line 8."""
    return f"{top}\n{of_step(text)}"


NEXT = "      - name: Go\n        state: new\n"


def followed(text: str) -> str:
    """Keys of a step, which begin in line 7, and a step with a mistake of its own, which has to be found as well."""
    return of_step(text) + NEXT


def shown(found: Finding) -> list[str]:
    """A finding in lines: rule, place and message, then help, allowed values and other places."""
    place = found.place
    end = place.end_column if place.end_line == place.line else f"{place.end_line}:{place.end_column}"
    allowed = [f"  allowed: {', '.join(found.allowed)}"] if found.allowed else []
    return [
        f"{found.rule} {place.line}:{place.column}-{end} {found.message}",
        *(f"  {text}" for text in found.help),
        *allowed,
        *(f"  {other.place.line}:{other.place.column} {other.message}" for other in found.related),
    ]


def said(folder: Path, text: str | bytes, name: str = "test.cjm.yaml") -> list[str]:
    """All that validate says of a text."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return [line for found in validate(Request((name,), folder)).findings for line in shown(found)]


KEYS = {
    "a misspelled key of the map": (
        of_map("tilte: I buy a bike\nstages:\n  - name: Buy\n"),
        [
            "unknown-key 2:1-6 `tilte` is not a key of a map",
            "  did you mean `title`?",
        ],
    ),
    "another word for stages": (
        of_map("title: T\nphases:\n  - name: Buy\n    steps: []\n"),
        [
            "unknown-key 3:1-7 `phases` is not a key of a map",
            "  did you mean `stages`?",
        ],
    ),
    "a key of the map that means nothing": (
        of_top("frobnicate: 1"),
        [
            "unknown-key 4:1-11 `frobnicate` is not a key of a map",
        ],
    ),
    "a key of a stage": (
        of_map("title: T\nstages:\n  - name: Buy\n    importence: high\n"),
        [
            "unknown-key 5:5-15 `importence` is not a key of a stage",
            "  did you mean `importance`?",
        ],
    ),
    "touch_points": (
        of_step("touch_points: [phone]"),
        [
            "unknown-key 7:9-21 `touch_points` is not a key of a step",
            "  did you mean `touchpoints`?",
        ],
    ),
    "painpoints": (
        of_step("painpoints: [The form forgets me]"),
        [
            "unknown-key 7:9-19 `painpoints` is not a key of a step",
            "  did you mean `pain_points`?",
        ],
    ),
    "feeling beside a step": (
        of_step("feeling: sad"),
        [
            "unknown-key 7:9-16 `feeling` is not a key of a step",
            "  did you mean `emotion`?",
        ],
    ),
    "a key of a pain point": (
        of_step("pain_points:\n  - text: The form forgets me\n    severty: high"),
        [
            "unknown-key 9:13-20 `severty` is not a key of a pain point",
            "  did you mean `severity`?",
        ],
    ),
    "a key of an opportunity below a pain point": (
        of_step(
            "pain_points:\n"
            "  - text: The form forgets me\n"
            "    opportunities:\n"
            "      - text: Remember me\n"
            "        ower: Sales"
        ),
        [
            "unknown-key 11:17-21 `ower` is not a key of an opportunity",
            "  did you mean `owner`?",
        ],
    ),
    "a key of an emotion": (
        of_step("emotion: {feeling: sad, becuase: rain}"),
        [
            "unknown-key 7:33-40 `becuase` is not a key of an emotion",
            "  did you mean `because`?",
        ],
    ),
    "a key of a touchpoint": (
        of_step("touchpoints: [{name: Shop, chanel: store}]"),
        [
            "unknown-key 7:36-42 `chanel` is not a key of a touchpoint",
            "  did you mean `channel`?",
        ],
    ),
    "a key of a piece of evidence": (
        of_top("evidence:\n  talks: {typ: interview}"),
        [
            "unknown-key 5:11-14 `typ` is not a key of a piece of evidence",
            "  did you mean `type`?",
        ],
    ),
    "a key of the persona": (
        of_top("persona: {name: Kim, gaols: [Arrive]}"),
        [
            "unknown-key 4:22-27 `gaols` is not a key of a persona",
            "  did you mean `goals`?",
        ],
    ),
    "a key of a metric": (
        of_step("metrics: {nps: {value: 3, tagret: 9}}"),
        [
            "unknown-key 7:35-41 `tagret` is not a key of a metric",
            "  did you mean `target`?",
        ],
    ),
    "a key of the lint settings": (
        of_top("lint: {ingore: {}}"),
        [
            "unknown-key 4:8-14 `ingore` is not a key of `lint`",
            "  did you mean `ignore`?",
        ],
    ),
    "what stands under a misspelled key is checked too": (
        of_step("painpoints:\n  - text: The form forgets me\n    severity: hihg"),
        [
            "unknown-key 7:9-19 `painpoints` is not a key of a step",
            "  did you mean `pain_points`?",
            "invalid-value 9:23-27 `hihg` is not a severity",
            "  did you mean `high`?",
            "  allowed: low, medium, high, critical",
        ],
    ),
    "the right key stands there already": (
        of_step("thoughts: [Why?]\nthougts: [How?]"),
        [
            "unknown-key 8:9-16 `thougts` is not a key of a step",
            "  `thoughts` stands here already; put both contents under it",
        ],
    ),
    "a text in braces, cut at its comma": (
        of_top("persona: {name: Kim, who commutes}"),
        [
            "unknown-key 4:22-34 the text was cut at the comma before `who commutes`",
            "  put quotes around the text, or write one key per line",
        ],
    ),
    "a key given twice": (
        of_map("title: T\nstages: [{name: Buy}]\ntitle: U\n"),
        [
            "duplicate-key 4:1-6 `title` is given twice here",
            "  keep one of them, or put both contents under one key",
            "  2:1 first given here",
        ],
    ),
    "a list given twice is read as one": (
        of_step("thoughts: [Why?]\ngoal: A bike\nthoughts: [[How?]]"),
        [
            "duplicate-key 9:9-17 `thoughts` is given twice here",
            "  keep one of them, or put both contents under one key",
            "  7:9 first given here",
            "wrong-type 9:20-21 this should be one text, and it is a list",
            "  write it as one text",
        ],
    ),
}

MISSING = {
    "no title": (
        of_map("stages:\n  - name: Buy\n"),
        [
            "missing-key 1:1-7 the map has no `title`",
            "  add `title: …`",
        ],
    ),
    "no stages": (
        of_map("title: T\n"),
        [
            "missing-key 1:1-7 the map has no `stages`",
            "  add `stages:` and one stage per line below it, each beginning with `- name: …`",
        ],
    ),
    "stages without any": (
        of_map("title: T\nstages: []\n"),
        [
            "missing-key 3:1-7 a map needs at least one stage",
        ],
    ),
    "no version": (
        "title: T\nstages:\n  - name: Buy\n",
        [
            "missing-key 1:1-9 the file does not say `cjm: 1`",
            "  write `cjm: 1` as the first line; it names the version of the format",
        ],
    ),
    "a stage without a name": (
        of_map("title: T\nstages:\n  - goal: A bike\n    steps: []\n"),
        [
            "missing-key 4:5-17 this stage has no `name`",
            "  add `name: …`",
        ],
    ),
    "a step without a name": (
        of_map("title: T\nstages:\n  - name: Buy\n    steps:\n      - goal: A bike\n"),
        [
            "missing-key 6:9-21 this step has no `name`",
            "  add `name: …`",
        ],
    ),
    "a blank title": (
        of_map("title: ' '\nstages: [{name: Buy}]\n"),
        [
            "missing-key 2:8-11 `title` is empty",
            "  write something after `title:`",
        ],
    ),
    "a title without text": (
        of_map("title:\nstages: [{name: Buy}]\n"),
        [
            "missing-key 2:1-6 the map has no `title`",
            "  add `title: …`",
        ],
    ),
    "a pain point without a text": (
        of_step("pain_points: [{severity: high}]"),
        [
            "missing-key 7:24-38 this pain point has no `text`",
            "  add `text: …`",
        ],
    ),
    "a blank pain point": (
        of_step("pain_points: ['']"),
        [
            "missing-key 7:23-25 an entry of `pain_points` is empty",
            "  write something there, or remove the entry",
        ],
    ),
    "a persona without a name": (
        of_top("persona: {job: Baker}"),
        [
            "missing-key 4:1-8 this persona has no `name`",
            "  add `name: …`",
        ],
    ),
    "a way on to nowhere": (
        of_step("next: [{when: it rains}]"),
        [
            "missing-key 7:17-31 this entry of `next` has no `to`",
            "  add `to: …`",
        ],
    ),
    "a lane without an id": (
        of_top("lanes: [{title: Mood}]"),
        [
            "missing-key 4:10-21 this lane has no `id`",
            "  add `id: …`",
        ],
    ),
    "a blank id": (
        of_step("id: ''"),
        [
            "missing-key 7:13-15 `id` is empty",
            "  write something after `id:`",
        ],
    ),
    "an effort score without a scale": (
        of_step("metrics: {ces: 3}"),
        [
            "missing-key 7:24-25 `ces` does not say its scale",
            "  write for example `ces: {value: 5.2, scale: 1-7}`; 1-7 means high is good, 1-5 means low is good",
        ],
    ),
}

KINDS = {
    "a list for a text": (
        of_step("goal: [Arrive, Sleep]"),
        [
            "wrong-type 7:9-13 this should be one text, and it is a list",
            "  write it as one text",
        ],
    ),
    "a text with a colon in a list": (
        of_step("thoughts:\n  - Next: sleep"),
        [
            "wrong-type 8:13-24 this should be one text, and it has keys of its own",
            '  put quotes around the text; a colon in it makes it a key: "…: …"',
        ],
    ),
    "keys for a text": (
        of_step("goal:\n  first: Arrive\n  then: Sleep"),
        [
            "wrong-type 7:9-13 this should be one text, and it has keys of its own",
        ],
    ),
    "two braces for a text": (
        of_step("goal: {{ goal }}"),
        [
            "syntax 7:16-17 a key has to be a word; this looks like a text in brackets that needs quotes",
            '  put "quotes" around the text',
        ],
    ),
    "a text for a step": (
        of_map("title: T\nstages:\n  - name: Buy\n    steps:\n      - Pay\n      - name: Leave\n        next: pay\n"),
        [
            "wrong-type 6:9-12 this step is only a text",
            "  write `name: Pay`",
        ],
    ),
    "a text for all stages": (
        of_map("title: T\nstages: Buy\n"),
        [
            "wrong-type 3:9-12 this stage is only a text",
            "  write `- name: Buy` on a line below it",
        ],
    ),
    "names for a list of stages": (
        of_map("title: T\nstages:\n  Buy:\n    steps: []\n  Use:\n    steps: []\n"),
        [
            "wrong-type 3:1-7 `stages` should be a list, and its entries have no dash",
            "  write `- name: Buy`, and what belongs to it below that",
        ],
    ),
    "a list for a pain point": (
        of_step("pain_points: [[Rain]]"),
        [
            "wrong-type 7:23-24 this should be a pain point, and it is a list",
            "  write it as one text, or with keys such as `text: …`",
        ],
    ),
    "an entry that is empty": (
        of_step("pain_points:\n  -\n  - Rain"),
        [
            "wrong-type 8:12-12 this entry is empty; it should be a pain point",
            "  write something after the dash, or remove the dash",
        ],
    ),
    "an entry that is a comment": (
        of_step("thoughts:\n  - #1 of all"),
        [
            "wrong-type 8:12-12 this entry is empty; it should be a text",
            '  a `#` begins a comment; a text that begins with one has to stand in "quotes"',
        ],
    ),
    "a text for the scope": (
        of_top("scope: everything"),
        [
            "wrong-type 4:8-18 `scope` should have keys of its own, and it is only a text",
            "  write them below it, such as `start: …`",
        ],
    ),
    "a list for the scope": (
        of_top("scope: [all]"),
        [
            "wrong-type 4:1-6 `scope` should have keys of its own, and it is a list",
            "  write them below it, such as `start: …`",
        ],
    ),
    "a text for evidence": (
        of_top("evidence: {talks: Twelve interviews}"),
        [
            "wrong-type 4:19-36 `talks` should have keys of its own, and it is only a text",
            "  write them below it, such as `type: …`",
        ],
    ),
    "a list for all evidence": (
        of_top("evidence: [talks]"),
        [
            "wrong-type 4:1-9 `evidence` should be names with their values",
            "  write one per line below it, such as `interviews-2026: {type: interview}`",
        ],
    ),
    "a list for reasons": (
        of_top("lint: {ignore: [missing-owner]}"),
        [
            "wrong-type 4:8-14 `ignore` should be names with their values",
            "  write one per line below it, such as `missing-owner: the reason why`",
        ],
    ),
    "a number for metrics": (
        of_step("metrics: 31"),
        [
            "wrong-type 7:18-20 `metrics` should be names with their values",
            "  write one per line below it, such as `nps: 31`",
        ],
    ),
    "a word for a score": (
        of_step("emotion: {feeling: sad, score: bad}"),
        [
            "wrong-type 7:40-43 `bad` should be a number from -2 to 2",
        ],
    ),
    "a word for one to five": (
        of_step("touchpoints: [{name: Shop, satisfaction: good}]"),
        [
            "wrong-type 7:50-54 `good` should be a number from 1 to 5",
        ],
    ),
    "a number in quotes": (
        of_step("opportunities: [{text: Remember me, impact: '4'}]"),
        [
            "wrong-type 7:53-56 `4` should be a number from 1 to 5",
            "  remove the quotes",
        ],
    ),
    "true in quotes": (
        of_step("entry: 'true'"),
        [
            "wrong-type 7:16-22 `true` should be true or false",
            "  remove the quotes",
        ],
    ),
    "yes for true": (
        of_step("entry: yes"),
        [
            "wrong-type 7:16-19 `yes` should be true or false",
            "  write true",
        ],
    ),
    "off for false": (
        of_step("entry: off"),
        [
            "wrong-type 7:16-19 `off` should be true or false",
            "  write false",
        ],
    ),
    "no where a reason may stand": (
        of_step("moment_of_truth: no"),
        [
            "wrong-type 7:26-28 `no` should be true, false, or the reason",
            "  write false, or the reason",
        ],
    ),
    "a list for one of a few words": (
        of_top("status: [draft]"),
        [
            "wrong-type 4:1-7 `status` should be one word",
            "  allowed: draft, in-review, published, archived",
        ],
    ),
    "a list for a date": (
        of_top("reviewed: [2026]"),
        [
            "wrong-type 4:1-9 this should be a date, and it is a list",
        ],
    ),
    "a version in quotes": (
        "cjm: '1'\ntitle: T\nstages: [{name: Buy}]\n",
        [
            "wrong-type 1:6-9 `1` should be a number",
            "  remove the quotes",
        ],
    ),
    "a text in a lane of numbers": (
        above("lanes: [{id: cost, title: Cost, kind: number}]", "custom: {cost: a lot}"),
        [
            "wrong-type 8:24-29 the lane `cost` holds numbers, and this is none",
        ],
    ),
}

VALUES = {
    "a wrong word": (
        of_step("pain_points:\n  - text: Rain\n    severity: hihg"),
        [
            "invalid-value 9:23-27 `hihg` is not a severity",
            "  did you mean `high`?",
            "  allowed: low, medium, high, critical",
        ],
    ),
    "another word for it": (
        of_top("state: as-is"),
        [
            "invalid-value 4:8-13 `as-is` is not a state",
            "  did you mean `current`?",
            "  allowed: current, future",
        ],
    ),
    "a word that nobody knows": (
        of_top("status: xyzzy"),
        [
            "invalid-value 4:9-14 `xyzzy` is not a status",
            "  allowed: draft, in-review, published, archived",
        ],
    ),
    "a wrong word among settings": (
        of_top("lint: {severity: {missing-owner: high}}"),
        [
            "invalid-value 4:34-38 `high` is not a severity",
            "  did you mean `error`?",
            "  allowed: error, warning, info",
        ],
    ),
    "a score out of range": (
        of_step("emotion: 3"),
        [
            "out-of-range 7:18-19 3 is outside the scale from -2 (very negative) to 2 (very positive)",
        ],
    ),
    "a score out of range in the long form": (
        of_step("emotion: {feeling: sad, score: -2.5}"),
        [
            "out-of-range 7:40-44 -2.5 is outside the scale from -2 (very negative) to 2 (very positive)",
        ],
    ),
    "a score with two decimals": (
        of_step("emotion: 1.26"),
        [
            "invalid-value 7:18-22 1.26 is finer than the scale; one decimal is enough: 1.3",
        ],
    ),
    "one to five, out of range": (
        of_step("emotion: {feeling: sad, engagement: 9}"),
        [
            "out-of-range 7:45-46 9 is outside 1 to 5",
        ],
    ),
    "half of a whole number": (
        of_step("emotion: {feeling: sad, engagement: 1.5}"),
        [
            "invalid-value 7:45-48 `1.5` is not a whole number",
        ],
    ),
    "a negative count": (
        of_top("evidence: {talks: {n: -3}}"),
        [
            "out-of-range 4:23-25 -3 is less than 0",
        ],
    ),
    "a share over 100 %": (
        of_step("conversion: 340%"),
        [
            "out-of-range 7:21-25 `340%` is more than 100 %",
        ],
    ),
    "a share without its sign": (
        of_step("conversion: 34"),
        [
            "out-of-range 7:21-23 `34` is more than 100 %; write `34%`",
        ],
    ),
    "a share below nothing": (
        of_step("conversion: -3%"),
        [
            "out-of-range 7:21-24 `-3%` is less than nothing; a share lies between 0% and 100%",
        ],
    ),
    "no share at all": (
        of_step("conversion: most"),
        [
            "invalid-value 7:21-25 `most` is not a share; write `34%` or `0.34`",
        ],
    ),
    "shares that are too much together": (
        of_step("id: pay\nnext: [{to: pay, share: 70%}, {to: pay, share: 60%}]"),
        [
            "out-of-range 8:9-13 the shares under `next` of `Pay` add up to 130 %",
            "  together they cannot be more than 100 %",
        ],
    ),
    "a metric out of its range": (
        of_step("metrics: {nps: 120}"),
        [
            "out-of-range 7:24-27 120 is not a possible NPS",
            "  the NPS lies between -100 and 100",
        ],
    ),
    "a metric out of its scale": (
        of_step("metrics: {csat: {value: 7, scale: 1-5}}"),
        [
            "out-of-range 7:33-34 7 is not a possible CSAT",
            "  the CSAT lies between 1 and 5",
        ],
    ),
    "a value of a series out of range": (
        of_step("metrics: {churn: {series: [{date: 2026-05, value: 140}]}}"),
        [
            "out-of-range 7:59-62 140 is not a possible value of `churn`",
        ],
    ),
    "a scale that runs backwards": (
        of_step("metrics: {mood: {value: 3, scale: 5-1}}"),
        [
            "invalid-value 7:43-46 the scale `5-1` runs backwards; write the smaller number first",
        ],
    ),
    "no figure": (
        of_step("metrics: {nps: high}"),
        [
            "invalid-value 7:24-28 `high` is not a figure; write a number, a share (`41%`) or a duration (`14 days`)",
        ],
    ),
    "a duration with two meanings": (
        of_step("duration: 1:30"),
        [
            "invalid-value 7:19-23 `1:30` can be read in two ways; write `1h 30min` or `1min 30s`",
        ],
    ),
    "a duration without a unit": (
        of_step("duration: 20"),
        [
            "invalid-value 7:19-21 `20` has no unit; write for example `20 min` or `20 days`",
        ],
    ),
    "a duration that runs backwards": (
        of_step("duration: 4-2 weeks"),
        [
            "invalid-value 7:19-28 `4-2 weeks` runs backwards; write the smaller number first",
        ],
    ),
    "no duration": (
        of_step("duration: long"),
        [
            (
                "invalid-value 7:19-23 `long` is not a duration; write for example `20 min`, `2h 30m`, `3 days` or "
                "`2-4 weeks`"
            ),
        ],
    ),
    "a day that does not exist": (
        of_top("reviewed: 2026-02-30"),
        [
            "invalid-date 4:11-21 `2026-02-30` does not exist: 2026-02 has 28 days",
        ],
    ),
    "a month that does not exist": (
        of_top("reviewed: 2026-13-01"),
        [
            "invalid-date 4:11-21 `2026-13-01` does not exist: there is no month 13",
        ],
    ),
    "a month for a day": (
        of_top("reviewed: 2026-05"),
        [
            "invalid-date 4:11-18 `2026-05` names no day; write for example `2026-05-31`",
        ],
    ),
    "a date the other way round": (
        of_top("reviewed: 14.5.2026"),
        [
            "invalid-date 4:11-20 `14.5.2026` is not a date; write `2026-05-14` (year, month, day)",
        ],
    ),
    "an id with a space": (
        of_step("id: my step"),
        [
            "invalid-value 7:13-20 `my step` cannot be an id; an id may hold letters, digits, `-`, `_` and `.`",
        ],
    ),
    "evidence with a space in its id": (
        of_top("evidence: {my talks: {type: interview}}"),
        [
            "invalid-value 4:12-20 `my talks` cannot be an id; an id may hold letters, digits, `-`, `_` and `.`",
        ],
    ),
    "no language": (
        of_top("language: Plain English"),
        [
            "invalid-value 4:11-24 `Plain English` is not a language tag; write for example `en`, `de` or `pt-BR`",
        ],
    ),
    "an address that runs programs": (
        of_top("evidence: {talks: {url: 'javascript:alert(1)'}}"),
        [
            (
                "unsafe-url 4:25-46 `javascript:alert(1)` is not a web or mail address; it has to begin with "
                "https://, http:// or mailto:"
            ),
        ],
    ),
    "a ticket that runs programs": (
        of_step("opportunities: [{text: Remember me, ticket: 'data:text/html,x'}]"),
        [
            (
                "unsafe-url 7:53-71 `data:text/html,x` is neither a ticket key nor a web address; an address begins "
                "with https:// or http://"
            ),
        ],
    ),
    "a link that is none": (
        above("lanes: [{id: site, title: Site, kind: link}]", "custom: {site: example.com}"),
        [
            "unsafe-url 8:24-35 `example.com` is not a web or mail address",
            "  it has to begin with https://, http:// or mailto:",
        ],
    ),
    "a newer version": (
        "cjm: 2\ntitle: T\nstagse: []\n",
        [
            "unsupported-version 1:6-7 this file is written in version 2 of the format, and this cjm reads version 1",
        ],
    ),
    "an older version": (
        "cjm: 0\ntitle: T\nstages: [{name: Buy}]\n",
        [
            "unsupported-version 1:6-7 there is no version 0 of the format; write `cjm: 1`",
        ],
    ),
}

REFERENCES = {
    "a step that does not exist": (
        of_step("next: py"),
        [
            "unknown-reference 7:15-17 there is no step `py`",
            "  allowed: pay",
        ],
    ),
    "a stage is no step": (
        of_step("next: buy"),
        [
            "unknown-reference 7:15-18 `buy` is no step",
            "  `next` names the id of a step",
            "  4:5 defined here",
        ],
    ),
    "a pain point that does not exist": (
        of_step("pain_points: [{id: rain, text: It rains}]\nopportunities: [{text: A roof, addresses: rian}]"),
        [
            "unknown-reference 8:51-55 there is no pain point or step `rian`",
            "  did you mean `rain`?",
            "  7:24 defined here",
        ],
    ),
    "evidence that does not exist": (
        above("evidence: {talks: {type: interview}}", "evidence: tlaks"),
        [
            "unknown-reference 8:19-24 there is no evidence `tlaks`",
            "  did you mean `talks`?",
            "  1:12 defined here",
        ],
    ),
    "evidence where there is none": (
        of_step("evidence: talks"),
        [
            "unknown-reference 7:19-24 there is no evidence `talks`; the map has none: add it under `evidence:`",
        ],
    ),
    "a lane that does not exist": (
        above("lanes: [{id: mood, title: Mood}]", "custom: {modo: low}"),
        [
            "unknown-reference 8:24-27 there is no lane `modo`",
            "  did you mean `mood`?",
        ],
    ),
    "a lane where there is none": (
        of_step("custom: {mood: low}"),
        [
            "unknown-reference 7:24-27 there is no lane `mood`",
            "  declare it under `lanes:` with an id and a title",
        ],
    ),
    "a persona where there is none": (
        of_top("persona: kim"),
        [
            "unknown-reference 4:10-13 there is no persona `kim`, for there are no persona files",
            "  write the persona out (`persona: {name: …}`), or add a file such as `personas/kim.persona.yaml`",
        ],
    ),
    "a file that does not exist": (
        of_step("image: pictures/shop.png"),
        [
            "missing-file 7:16-33 there is no image `pictures/shop.png`",
            "  paths are seen from the file in which they stand",
        ],
    ),
    "a file outside": (
        of_step("image: ../shop.png"),
        [
            "outside-project 7:16-27 `../shop.png` lies outside the project",
            "  paths may only name files of the project, seen from this file",
        ],
    ),
    "two things of one id": (
        of_map("title: T\nstages:\n  - name: Buy\n    id: buy\n    steps:\n      - name: Pay\n        id: buy\n"),
        [
            "duplicate-id 8:13-16 the id `buy` is taken",
            "  give each its own id; links and the diff go by it",
            "  5:9 first given here",
        ],
    ),
    "two lanes of one id": (
        of_top("lanes:\n  - {id: mood, title: Mood}\n  - {id: mood, title: Temper}"),
        [
            "duplicate-id 6:10-14 the lane id `mood` is taken",
            "  give each its own id; links and the diff go by it",
            "  5:10 first given here",
        ],
    ),
}

SYNTAX = {
    "a tab": (
        of_map("title: T\nstages:\n\t- name: Buy\n"),
        [
            "syntax 4:1-2 a tab indents this line, and YAML wants spaces",
            "  replace the tab by spaces",
        ],
    ),
    "tabs all over": (
        of_map("title: T\nstages:\n\t- name: Buy\n\t  stps:\n\t\t  - name: Pay\n"),
        [
            "syntax 4:1-2 a tab indents this line, and YAML wants spaces",
            "  replace the tabs by spaces, here and in 2 more lines",
            "unknown-key 5:4-8 `stps` is not a key of a stage",
            "  did you mean `steps`?",
        ],
    ),
    "a double quote that is never closed": (
        followed('goal: "A bike'),
        [
            'syntax 7:15-16 the quote " that opens here is never closed',
            '  close it with " at the end of the text',
        ],
    ),
    "a single quote that is never closed": (
        followed("goal: 'A bike"),
        [
            "syntax 7:15-16 the quote ' that opens here is never closed",
            "  close it with ' at the end of the text",
        ],
    ),
    "an open quote before another quoted text": (
        followed('goal: "A bike\nsituation: "It rains"'),
        [
            'syntax 7:15-16 the quote " that opens here is never closed',
            '  close it with " at the end of the text',
        ],
    ),
    "an open quote in a list": (
        followed("thoughts:\n  - 'Why me?\n  - How?"),
        [
            "syntax 8:13-14 the quote ' that opens here is never closed",
            "  close it with ' at the end of the text",
        ],
    ),
    "an apostrophe in single quotes": (
        followed("goal: 'It's late'"),
        [
            "syntax 7:15-26 the text goes on after its closing quote",
            '  put the whole text into quotes of the other kind, "…"',
        ],
    ),
    "text after a quoted text": (
        followed('goal: "Kim" the owner'),
        [
            "syntax 7:15-30 the text goes on after its closing quote",
            "  put the whole text into quotes of the other kind, '…'",
        ],
    ),
    "a colon without quotes": (
        followed("goal: Pay: now"),
        [
            "syntax 7:15-23 the text of `goal` holds a colon and has to stand in quotes",
            '  write `goal: "Pay: now"`',
        ],
    ),
    "a colon without quotes before a comment": (
        followed("goal: Pay: now # soon"),
        [
            "syntax 7:15-23 the text of `goal` holds a colon and has to stand in quotes",
            '  write `goal: "Pay: now"`',
        ],
    ),
    "two colons in a list": (
        followed("thoughts:\n  - Question: why: me?"),
        [
            "syntax 8:13-31 this text holds a colon and has to stand in quotes",
            '  write `- "Question: why: me?"`',
        ],
    ),
    "a leading at": (
        followed("goal: @home"),
        [
            "syntax 7:15-20 a text that begins with `@` has to stand in quotes",
            '  write "@home"',
        ],
    ),
    "a leading percent": (
        followed("goal: %home"),
        [
            "syntax 7:15-20 a text that begins with `%` has to stand in quotes",
            '  write "%home"',
        ],
    ),
    "a leading star": (
        followed("goal: *home"),
        [
            "syntax 7:15-20 a text that begins with `*` has to stand in quotes",
            '  write "*home"',
        ],
    ),
    "a leading ampersand": (
        followed("goal: &home"),
        [
            "syntax 7:15-20 a text that begins with `&` has to stand in quotes",
            '  write "&home"',
        ],
    ),
    "a leading exclamation mark": (
        followed("goal: !home"),
        [
            "syntax 7:15-20 the tag `!home` means nothing in a map",
            '  a text that begins with `!` has to stand in "quotes"',
        ],
    ),
    "a leading backtick": (
        followed("goal: `home"),
        [
            "syntax 7:15-20 a text that begins with a backtick has to stand in quotes",
            '  write "`home"',
        ],
    ),
    "a leading bar": (
        followed("goal: |home"),
        [
            "syntax 7:15-20 a text that begins with `|` has to stand in quotes",
            '  write "|home"',
        ],
    ),
    "a leading star and a space": (
        followed("goal: * home"),
        [
            "syntax 7:15-21 a text that begins with `*` has to stand in quotes",
            '  write "* home"',
        ],
    ),
    "a leading ampersand and a space": (
        followed("goal: & home"),
        [
            "syntax 7:15-21 a text that begins with `&` has to stand in quotes",
            '  write "& home"',
        ],
    ),
    "a leading exclamation mark and a space": (
        followed("goal: ! home"),
        [
            "syntax 7:15-21 a text that begins with `!` has to stand in quotes",
            '  write "! home"',
        ],
    ),
    "a leading at in a list": (
        followed("thoughts:\n  - @home\n  - Why?"),
        [
            "syntax 8:13-18 a text that begins with `@` has to stand in quotes",
            '  write "@home"',
        ],
    ),
    "no space after a colon": (
        followed("goal:A bike\nsituation: Rain"),
        [
            "syntax 7:13-14 a space is missing after `goal:`",
            "  write `goal: A bike`",
        ],
    ),
    "no space after the first colon": (
        "cjm:1\ntitle: T\nstages: [{name: Buy}]\n",
        [
            "syntax 1:4-5 a space is missing after `cjm:`",
            "  write `cjm: 1`",
        ],
    ),
    "a wide colon": (
        followed("goal：A bike"),
        [
            "syntax 7:13-14 the colon after `goal` is a wide one, which YAML takes for text",
            "  write `goal: A bike`",
        ],
    ),
    "no colon": (
        of_map("title: T\nstages\n  - name: Buy\n"),
        [
            "syntax 3:1-7 a colon is missing after `stages`",
            "  write `stages:`",
        ],
    ),
    "no colon before a text": (
        of_map("title I buy a bike\nstages:\n  - name: Buy\n"),
        [
            "syntax 2:1-6 a colon is missing after `title`",
            "  write `title: I buy a bike`",
        ],
    ),
    "no space after a dash": (
        of_map("title: T\nstages:\n  -name: Buy\n  - name: Use\n"),
        [
            "syntax 4:3-4 a space is missing after the dash",
            "  write `- name: Buy`",
        ],
    ),
    "bullets in place of dashes": (
        followed("thoughts:\n  - Why?\n  • How?\n  • When?\ngoal: A bike"),
        ["syntax 9:11-12 a list is written with dashes, not with `•`", "  write `- How?`"],
    ),
    "a tab in front of a text with a colon": (
        of_map(
            "title: T\nstages:\n  - name: Buy\n    steps:\n      - name: I look\n        goal: Bread\n"
            "\t- name: I sign: at last\n"
        ),
        [
            "syntax 8:1-2 a tab indents this line, and YAML wants spaces",
            "  replace the tab by spaces",
            "syntax 8:10-25 the text of `name` holds a colon and has to stand in quotes",
            '  write `name: "I sign: at last"`',
        ],
    ),
    "bullets that make one text of a list": (
        of_map(
            "title: T\nstages:\n  - name: Buy\n    steps:\n      - name: I pay\n        pain_points:\n"
            "          • Slow\n          • Dear\n"
        ),
        ["syntax 8:11-12 a list is written with dashes, not with `•`", "  write `- Slow`, and so in the lines below"],
    ),
    "a bullet in front of a key": (
        of_map("title: T\nstages:\n  • name: Buy\n"),
        ["syntax 4:3-9 a list is written with dashes, not with `•`", "  write `- name: …`"],
    ),
    "a comment that hides a bracket": (
        of_map("title: T\nscope: {start: #shop, end: Home}\nstages:\n  - name: Buy\n    state: new\n"),
        [
            "syntax 3:16-21 `#shop` has to stand in quotes: without them it is a comment, and hides the bracket",
            '  write "#shop"',
            "unknown-key 6:5-10 `state` is not a key of a stage",
            "  `state` belongs to a map",
        ],
    ),
    "no space after any dash": (
        followed("thoughts:\n  -Why?\n  -How?"),
        [
            "syntax 8:11-12 a space is missing after the dash",
            "  write `- Why?`, and so in the lines below",
        ],
    ),
    "a line too far right": (
        followed("goal: A bike\n  situation: Rain"),
        [
            "syntax 8:11-26 this line does not line up with the lines above it",
            "  keys of one thing begin in the same column; count the spaces in front",
        ],
    ),
    "a line too far left": (
        of_map("title: T\nstages:\n  - name: Buy\n   goal: A bike\n    steps: []\n"),
        [
            "syntax 5:4-16 this line does not line up with the lines above it",
            "  keys of one thing begin in the same column; count the spaces in front",
        ],
    ),
    "a line of a long text too far left": (
        followed("goal: |\n    A bike\n  and a lock"),
        [
            "syntax 9:11-21 this line of the text stands further left than the line above it",
            "  begin all its lines in the same column",
            "  7:9 the text begins here",
        ],
    ),
    "a bracket that is never closed": (
        followed("thoughts: [Why?, How?"),
        [
            "syntax 7:19-20 the bracket [ that opens here is never closed",
            "  close it with ], or write one item per line",
        ],
    ),
    "a brace that is never closed": (
        followed("emotion: {feeling: sad, score: -1"),
        [
            "syntax 7:18-19 the bracket { that opens here is never closed",
            "  close it with }, or write one item per line",
        ],
    ),
    "a bracket that closes nothing": (
        followed("thoughts: [Why?]]"),
        [
            "syntax 7:25-26 the bracket ] closes nothing",
            "  remove it, or open it with [; a text with brackets has to stand in quotes",
        ],
    ),
    "the wrong closing bracket": (
        followed("thoughts: [Why}"),
        [
            "syntax 7:23-24 the bracket } closes what [ opens",
            "  write ], or put quotes around a text with brackets",
            "  7:19 [ opens here",
        ],
    ),
    "a colon in a bracket": (
        followed("thoughts: [a: b: c, d]"),
        [
            "syntax 7:24-25 a text inside [ ] cannot be read",
            "  put quotes around it, or write one item per line",
        ],
    ),
    "a colon in a brace": (
        followed("emotion: {feeling: sad: really}"),
        [
            "syntax 7:31-32 a text inside { } cannot be read",
            "  put quotes around it, or write one item per line",
        ],
    ),
    "text after a quoted text in a brace": (
        followed('emotion: {feeling: "sad" really}'),
        [
            "syntax 7:34-35 a text inside { } cannot be read",
            "  put quotes around it, or write one item per line",
        ],
    ),
    "a backslash in double quotes": (
        followed('goal: "C:\\path"'),
        [
            "syntax 7:18-20 a backslash in double quotes begins a special character, and this one does not exist",
            "  write the backslash twice, or use single quotes '…'",
        ],
    ),
    "a tag": (
        followed("goal: !secret x"),
        [
            "syntax 7:15-22 the tag `!secret` means nothing in a map",
            '  a text that begins with `!` has to stand in "quotes"',
        ],
    ),
    "a tag of another program": (
        followed("goal: !!python/object:os.system x"),
        [
            "syntax 7:15-40 the tag `!!python/object:os.system` means nothing in a map",
            "  remove it; cjm knows what each key wants",
        ],
    ),
    "a key that is a list": (
        followed("[a, b]: c"),
        [
            "syntax 7:9-10 a key has to be a word; this looks like a text in brackets that needs quotes",
            '  put "quotes" around the text',
        ],
    ),
    "a second map": (
        STEP + "---\ncjm: 1\n",
        [
            "syntax 7:1-4 a second document begins here, and a file holds one map",
            "  put it into a file of its own, or remove the line `---`",
        ],
    ),
    "something after the end": (
        STEP + "...\ncjm: 1\n",
        [
            "syntax 7:1-4 a second document begins here, and a file holds one map",
            "  put it into a file of its own, or remove the line `...`",
        ],
    ),
    "an alias of nothing": (
        followed("emotion: *nope"),
        [
            "syntax 7:18-23 a text that begins with `*` has to stand in quotes",
            '  write "*nope"',
        ],
    ),
    "an anchor that contains itself": (
        of_top("x-a: &a [*a]"),
        [
            "syntax 4:6-7 this anchor contains itself",
            "  write the part out",
        ],
    ),
    "a merge that contains itself": (
        of_top("x-a: &a {<<: *a, goal: x}"),
        [
            "syntax 4:6-7 this anchor contains itself",
            "  write the part out",
        ],
    ),
    "a merge of a text": (
        above("x-a: &a text", "<<: *a"),
        [
            "syntax 8:9-11 `<<` can only take over the keys of something else",
            "  name an anchor that stands in front of keys: `<<: *name`",
        ],
    ),
    "a control character": (
        of_step("goal: a\x07b"),
        [
            "encoding 7:16-17 the control character U+0007 cannot stand in a map",
            "  remove it",
        ],
    ),
}


ONCE = {
    "an open quote above a quoted text in a list": (
        followed('thoughts:\n  - "Where is it?\n  - "Yes"'),
        ['syntax 8:13-14 the quote " that opens here is never closed', '  close it with " at the end of the text'],
    ),
    "an open quote above an apostrophe in a list": (
        followed("thoughts:\n  - 'Where is it?\n  - I go\n  - I don't"),
        ["syntax 8:13-14 the quote ' that opens here is never closed", "  close it with ' at the end of the text"],
    ),
    "a short pain point with a key below it": (
        followed("pain_points:\n  - Slow\n    severity: high\n    id: slow\n  - Dear"),
        [
            "syntax 8:13-17 a text with `severity` below it needs a key of its own",
            "  write `- text: Slow`, and `severity` in the same column as `text`",
        ],
    ),
    "a short pain point with a key below its dash": (
        followed("pain_points:\n  - Slow\n  severity: high"),
        [
            "syntax 8:13-17 a text with `severity` below it needs a key of its own",
            "  write `- text: Slow`, and `severity` in the same column as `text`",
        ],
    ),
    "a pain point of two lines with a key below it": (
        followed("pain_points:\n  - It takes long\n    and longer\n    severity: high"),
        [
            "syntax 8:13-26 a text with `severity` below it needs a key of its own",
            "  write `- text: It takes long`, and `severity` in the same column as `text`",
        ],
    ),
    "a short touchpoint with a key below it": (
        followed('touchpoints:\n  - "Shop"\n    channel: store'),
        [
            "syntax 8:13-19 a text with `channel` below it needs a key of its own",
            '  write `- name: "Shop"`, and `channel` in the same column as `name`',
        ],
    ),
    "a short step with a key below it": (
        of_map(
            "title: T\nstages:\n  - name: Buy\n"
            "    steps:\n      - I look\n        emotion: sad\n      - name: Go\n        state: new\n"
        ),
        [
            "syntax 6:9-15 a text with `emotion` below it needs a key of its own",
            "  write `- name: I look`, and `emotion` in the same column as `name`",
        ],
    ),
    "a short stage with steps below it": (
        of_map("title: T\nstages:\n  - Buy\n    steps:\n      - name: Go\n        state: new\n"),
        [
            "syntax 4:5-8 a text with `steps` below it needs a key of its own",
            "  write `- name: Buy`, and `steps` in the same column as `name`",
        ],
    ),
    "a colon in a short pain point": (
        followed("pain_points:\n  - Slow: the site is slow"),
        ["syntax 8:13-35 this text holds a colon and has to stand in quotes", '  write `- "Slow: the site is slow"`'],
    ),
    "a colon in a short touchpoint": (
        followed("touchpoints:\n  - Shop: the old one"),
        ["syntax 8:13-30 this text holds a colon and has to stand in quotes", '  write `- "Shop: the old one"`'],
    ),
    "a colon in a pain point with a severity": (
        followed("pain_points:\n  - Slow: the site\n    severity: high"),
        ["syntax 8:13-27 this text holds a colon and has to stand in quotes", '  write `- text: "Slow: the site"`'],
    ),
    "a stage whose name is a key": (
        of_map("title: T\nstages:\n  - Search:\n    steps:\n      - name: Go\n        state: new\n"),
        [
            "unknown-key 4:5-11 `Search` is not a key of a stage",
            "  write `- name: Search`, and what belongs to it below that",
        ],
    ),
    "a step whose name is a key": (
        of_map(
            "title: T\nstages:\n  - name: Buy\n"
            "    steps:\n      - I look:\n          emotion: sad\n      - name: Go\n        state: new\n"
        ),
        [
            "unknown-key 6:9-15 `I look` is not a key of a step",
            "  write `- name: I look`, and what belongs to it below that",
        ],
    ),
    "a step whose name holds a colon": (
        of_map(
            "title: T\nstages:\n  - name: Buy\n"
            "    steps:\n      - I look: and wait\n      - name: Go\n        state: new\n"
        ),
        ["syntax 6:9-25 this text holds a colon and has to stand in quotes", '  write `- name: "I look: and wait"`'],
    ),
    "an emotion of the map": (
        of_top("emotion: sad"),
        ["unknown-key 4:1-8 `emotion` is not a key of a map", "  `emotion` belongs to a step or a stage"],
    ),
    "a severity of a step": (
        followed("severity: high"),
        ["unknown-key 7:9-17 `severity` is not a key of a step", "  `severity` belongs to a pain point"],
    ),
    "a touchpoint and pain points of a stage, spelt another way": (
        of_map("title: T\nstages:\n  - name: Buy\n    touchpoint: phone\n    pain points: [slow]\n    steps: []\n"),
        [
            "unknown-key 5:5-15 `touchpoint` is not a key of a stage",
            "  `touchpoints` belongs to a step",
            "unknown-key 6:5-16 `pain points` is not a key of a stage",
            "  `pain_points` belongs to a step",
        ],
    ),
    "channels of a step": (
        followed("channels: phone"),
        ["unknown-key 7:9-17 `channels` is not a key of a step", "  did you mean `touchpoints`?"],
    ),
    "touchpoints of a stage": (
        of_map("title: T\nstages:\n  - name: Buy\n    touchpoints: [phone]\n    steps: []\n"),
        ["unknown-key 5:5-16 `touchpoints` is not a key of a stage", "  `touchpoints` belongs to a step"],
    ),
    "a channel of a step": (
        followed("channel: phone"),
        ["unknown-key 7:9-16 `channel` is not a key of a step", "  did you mean `touchpoints`?"],
    ),
    "goals of the map": (
        of_top("goals: [Arrive]"),
        ["unknown-key 4:1-6 `goals` is not a key of a map", "  did you mean `goal`?"],
    ),
    "a persona in braces without a key": (
        of_top("persona: {Ana}"),
        ["unknown-key 4:11-14 `Ana` is not a key of a persona", "  write `name: Ana`"],
    ),
    "a persona in braces without a space": (
        of_top("persona: {name:Ana}"),
        ["syntax 4:11-19 a space is missing after `name:`", "  write `name: Ana`"],
    ),
    "stars for dashes": (
        followed("pain_points:\n  * Slow\n  * Dear"),
        [
            "syntax 8:11-12 an entry of a list begins with a dash, not with a star",
            "  write `- Slow`, and so in the lines below",
        ],
    ),
    "no space after the first dash": (
        followed("thoughts:\n  -Why?\n  - How?"),
        ["syntax 8:11-12 a space is missing after the dash", "  write `- Why?`"],
    ),
    "a dash too many": (
        followed("pain_points:\n  - text: Slow\n    - severity: high\n    - id: slow"),
        [
            "syntax 9:13-14 a dash stands in front of `severity`, which belongs to the entry above",
            "  remove the dash, and begin in the same column as `text`",
        ],
    ),
    "a leading question mark": (
        followed("goal: ? home"),
        ["syntax 7:15-21 a text that begins with `?` has to stand in quotes", '  write "? home"'],
    ),
    "a leading dash": (
        followed("goal: - home"),
        ["syntax 7:15-21 a text that begins with `-` has to stand in quotes", '  write "- home"'],
    ),
    "a leading bracket": (
        followed("goal: [sic] home"),
        ["syntax 7:15-25 a text that begins with `[` has to stand in quotes", '  write "[sic] home"'],
    ),
    "a leading brace": (
        followed("goal: {sic} home"),
        ["syntax 7:15-25 a text that begins with `{` has to stand in quotes", '  write "{sic} home"'],
    ),
    "a comma after a quoted text": (
        followed('thoughts:\n  - "It is slow", says Ana'),
        [
            "syntax 8:13-35 the text goes on after its closing quote",
            "  put the whole text into quotes of the other kind, '…'",
        ],
    ),
    "an owner that is a comment": (
        of_top("owner: #ana # who"),
        [
            "syntax 4:8-12 a text that begins with `#` is a comment, so `owner` is empty",
            '  write `"#ana"`; if it is meant as a comment, put a space behind the `#`',
        ],
    ),
    "a level that is a comment": (
        of_top("level: #home"),
        [
            "syntax 4:8-13 a text that begins with `#` is a comment, so `level` is empty",
            '  write `"#home"`; if it is meant as a comment, put a space behind the `#`',
        ],
    ),
    "a title that is a comment": (
        of_map("title: #1 shop\nstages: [{name: Buy}]\n"),
        [
            "syntax 2:8-15 a text that begins with `#` is a comment, so `title` is empty",
            '  write `"#1 shop"`; if it is meant as a comment, put a space behind the `#`',
        ],
    ),
    "a comment that speaks to cjm is no text": (
        of_top("owner: #cjm: ignore[missing-owner] nobody"),
        [],
    ),
    "a way on with its share": (
        followed("next: {i-look: 50%}"),
        [
            "wrong-type 7:9-13 `next` should be a list, and its entries have no dash",
            "  write `- to: i-look`, and what belongs to it below that",
        ],
    ),
    "ways on with their shares": (
        followed("next:\n  - pay: 50%"),
        ["unknown-key 8:13-16 `pay` is not a key of an entry of `next`", "  write `- to: pay`"],
    ),
    "feedback by name": (
        of_top("feedback: {Ana: It is slow}"),
        [
            "wrong-type 4:1-9 `feedback` should be a list, and its entries have no dash",
            "  write `- from: Ana`, and what belongs to it below that",
        ],
    ),
    "a recipient by name": (
        of_top("shared_with: {Ana: Sales}"),
        [
            "wrong-type 4:1-12 `shared_with` should be a list, and its entries have no dash",
            "  write `- who: Ana`, and what belongs to it below that",
        ],
    ),
    "a list for the persona": (
        of_top("persona:\n  - name: Ana"),
        [
            "wrong-type 4:1-8 `persona` takes one persona, and this is a list",
            "  write one persona without a dash, or put several under `personas:`",
        ],
    ),
    "a touchpoint of its channel alone": (
        followed('touchpoints: [" @ email"]'),
        [
            "missing-key 7:23-33 this touchpoint has no name in front of the `@`",
            "  write for example `Order form @ email`",
        ],
    ),
    "a rule without a reason": (
        of_top("lint: {ignore: {missing-emotion: }}"),
        [
            "wrong-type 4:17-32 `missing-emotion` is empty; it should be the reason",
            "  write the reason after `missing-emotion:`",
        ],
    ),
    "a rule without a severity": (
        of_top("lint: {severity: {missing-emotion: }}"),
        [
            "missing-key 4:19-34 `missing-emotion` is empty",
            "  write something after `missing-emotion:`",
            "  allowed: error, warning, info",
        ],
    ),
    "a version in words": (
        "cjm: one\ntitle: T\nstages: [{name: Buy}]\n",
        ["wrong-type 1:6-9 `one` should be a number", "  write `cjm: 1`"],
    ),
}
"""Mistakes that have more than one consequence."""


EVERYTHING = KEYS | MISSING | KINDS | VALUES | REFERENCES | SYNTAX | ONCE


@pytest.fixture(params=["libyaml", "without libyaml"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of reading YAML."""
    if request.param == "libyaml":
        if not yaml.__with_libyaml__:
            pytest.skip("this Python's yaml has no libyaml")
    else:
        monkeypatch.setattr(composing, "_Loader", composing._PurePython)
        monkeypatch.setattr(yaml, "__with_libyaml__", False)
    return str(request.param)


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_mistake_is_said_in_these_words_at_this_place(name: str, tmp_path: Path, reader: str) -> None:
    text, expected = EVERYTHING[name]
    found = said(tmp_path, text)
    if text.endswith(NEXT):
        line = text.count("\n")
        rest = found.index(f"unknown-key {line}:9-14 `state` is not a key of a step")
        found = found[:rest]
    assert found == expected


def test_no_two_cases_are_the_same() -> None:
    assert len({text for text, _ in EVERYTHING.values()}) == len(EVERYTHING)


# files ---------------------------------------------------------------------------------------------

EMPTY = ["not-a-map 1:1-1 this file is empty", "  begin with `cjm: 1`; `cjm new` writes a file to start from"]
MINIMAL = "cjm: 1\ntitle: Café 鞋\nstages: [{name: Buy}]\n"


@pytest.mark.parametrize(
    "data",
    [
        MINIMAL.encode(),
        codecs.BOM_UTF8 + MINIMAL.encode(),
        codecs.BOM_UTF16_LE + MINIMAL.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + MINIMAL.encode("utf-16-be"),
        MINIMAL.replace("\n", "\r\n").encode(),
        MINIMAL.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be", "windows", "old mac"],
)
def test_encodings_and_line_ends_that_are_understood(data: bytes, tmp_path: Path) -> None:
    assert said(tmp_path, data) == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "cjm: 1\ntitle: Caf\xe9\n".encode("latin-1"),
            [
                "encoding 2:11-12 byte 17 (0xE9) is not UTF-8, in Latin-1 or Windows-1252 the letter `é`",
                "  save the file with the encoding UTF-8",
            ],
        ),
        (
            codecs.BOM_UTF8 + "cjm: 1\r\ntitle: 鞋 ".encode() + b"\x80",
            [
                "encoding 2:10-11 byte 22 (0x80) is not UTF-8, in Latin-1 or Windows-1252 the character `€`",
                "  save the file with the encoding UTF-8",
            ],
        ),
        (
            b"cjm: 1\ntitle: \x81",
            ["encoding 2:8-9 byte 14 (0x81) is not UTF-8", "  save the file with the encoding UTF-8"],
        ),
        (
            codecs.BOM_UTF16_LE + "cjm: 1".encode("utf-16-le") + b"!",
            ["encoding 1:1-1 this file begins like UTF-16, but byte 14 does not fit", "  save the file as UTF-8"],
        ),
        (
            "cjm: 1\n".encode("utf-16-le"),
            [
                "encoding 1:1-1 this file looks like UTF-16 without the mark that has to begin it",
                "  save the file as UTF-8",
            ],
        ),
        (b"", EMPTY),
        (b"# to do\n", EMPTY),
        (
            b"- I pay\n",
            [
                "not-a-map 1:3-4 this is no journey map but a list",
                "  a file begins with `cjm: 1` and goes on with keys such as `title:`",
            ],
        ),
        (
            b"I pay\n",
            [
                "not-a-map 1:1-6 this is no journey map but one text",
                "  a file begins with `cjm: 1` and goes on with keys such as `title:`",
            ],
        ),
        (
            b"version: 3\nservices: {}\n",
            ["not-a-map 1:1-8 this is no journey map", "  a map begins with `cjm: 1` and has a `title` and `stages`"],
        ),
        (
            b"cjm: 1\nname: Kim\njob: Baker\n",
            [
                "not-a-map 2:1-5 this is a persona, and the file's name does not say so",
                "  let the name end in .persona.yaml",
            ],
        ),
    ],
    ids=[
        "latin-1",
        "windows-1252 behind a mark",
        "no letter at all",
        "half of utf-16",
        "utf-16 without mark",
        "empty",
        "comment",
        "list",
        "text",
        "another program's",
        "persona",
    ],
)
def test_files_that_are_no_maps(data: bytes, expected: list[str], tmp_path: Path) -> None:
    assert said(tmp_path, data) == expected


def test_a_map_that_says_to_be_a_persona(tmp_path: Path) -> None:
    assert said(tmp_path, MINIMAL, "kim.persona.yaml") == [
        "not-a-map 3:1-7 this is a journey map, and the file's name says persona",
        "  let the name end in .cjm.yaml",
    ]


def test_faults_of_a_persona(tmp_path: Path) -> None:
    text = "cjm: 1\njbo: Baker\ntraits: {patience: 9, humour: high}\nshare: 150%\nevidence: [talks]\n"
    assert said(tmp_path, text, "kim.persona.yaml") == [
        "missing-key 1:1-7 the persona has no `name`",
        "  add `name: …`",
        "unknown-key 2:1-4 `jbo` is not a key of a persona",
        "  did you mean `job`?",
        "out-of-range 3:20-21 9 is outside 1 to 5",
        "wrong-type 3:31-35 `high` should be a number from 1 to 5",
        "out-of-range 4:8-12 `150%` is more than 100 %",
        "unknown-reference 5:12-17 there is no evidence `talks` in the project file",
    ]


def test_four_mebibytes_are_enough(tmp_path: Path) -> None:
    filled = (MINIMAL + "# " + "x" * (4 * 1024 * 1024)).encode()
    assert said(tmp_path, filled[: 4 * 1024 * 1024]) == []
    assert said(tmp_path, filled[: 4 * 1024 * 1024 + 1]) == [
        "too-large 1:1-1 this file is larger than 4 MiB",
        "  a map needs a few kilobytes; split it",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("goal: " + "[" * 70 + "]" * 70, "4:70-71"),
        ("goal: " + "{a: " * 70 + "}" * 70, "4:259-260"),
        ("x-a:\n" + "\n".join(" " * i + "a:" for i in range(1, 80)), "68:65-66"),
        ("x-a: " + "[" * 60_000, "4:69-70"),
        ("x-a: " + "- " * 2_000, None),
    ],
)
def test_nesting_has_an_end(text: str, place: str | None, tmp_path: Path, reader: str) -> None:
    found = said(tmp_path, of_top(text))
    if place is None:
        assert len(found) >= 1
    else:
        assert found == [
            f"too-large {place} this is nested more than 64 levels deep",
            "  a journey map needs about ten; look for stray brackets or dashes",
        ]


def test_sixty_levels_are_fine(tmp_path: Path, reader: str) -> None:
    assert said(tmp_path, of_top("x-a: " + "[" * 60 + "]" * 60)) == []


def bombs() -> Iterator[str]:
    """Small texts that want to become large."""
    names = "abcdefgh"
    lists = ["x-a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lists += [f"x-{new}: &{new} [{', '.join([f'*{old}'] * 10)}]" for old, new in pairwise(names)]
    yield "\n".join(lists)
    keys = ", ".join(f"k{number}: 1" for number in range(100))
    merges = "\n".join(f"x-{number}: {{<<: [{', '.join(['*a'] * 100)}]}}" for number in range(10))
    yield f"x-a: &a {{{keys}}}\n{merges}"


@pytest.mark.parametrize("text", list(bombs()), ids=["aliases", "merges"])
def test_aliases_cannot_blow_a_file_up(text: str, tmp_path: Path, reader: str) -> None:
    rule, _, message = said(tmp_path, of_top(text))[0].split(" ", 2)
    assert (rule, message) == ("too-large", "aliases make this file larger than 50,000 entries")


# several mistakes ----------------------------------------------------------------------------------

TWELVE = """\
cjm: 1
titel: I get my bike repaired
state: as-is
persona: {name: Kim, who commutes}
reviewed: 2026-02-30
stages:
  - name: Break down
    steps:
      - name: The chain snaps: on my way
        emotion: 3
        painpoints: ["It rains]
      - nmae: I look for a shop
        next: shop
      - name: I ring
        id: ring
        next: rign
        touchpoints: [{name: Shop, channel: phone, satisfaction: good}]
"""


def test_twelve_mistakes_are_twelve_findings(tmp_path: Path, reader: str) -> None:
    (tmp_path / "test.cjm.yaml").write_text(TWELVE, encoding="utf-8")
    found = validate(Request(("test.cjm.yaml",), tmp_path)).findings
    assert [(finding.rule, finding.place.line) for finding in found] == [
        ("unknown-key", 2),
        ("invalid-value", 3),
        ("unknown-key", 4),
        ("invalid-date", 5),
        ("syntax", 9),
        ("out-of-range", 10),
        ("unknown-key", 11),
        ("syntax", 11),
        ("unknown-key", 12),
        ("unknown-reference", 13),
        ("unknown-reference", 16),
        ("wrong-type", 17),
    ]


def test_places_behind_a_repair_are_those_of_the_text_as_written(tmp_path: Path, reader: str) -> None:
    text = followed("emotion: {feeling: sad: really, becuase: rain}")
    assert [line for line in said(tmp_path, text) if not line.startswith(" ")][:2] == [
        "syntax 7:31-32 a text inside { } cannot be read",
        "unknown-key 7:41-48 `becuase` is not a key of an emotion",
    ]


def test_what_cannot_be_read_hides_no_second_finding(tmp_path: Path) -> None:
    text = of_step("next: [{when: it rains}, py]\ncustom: [1]\nimage: {alt: A shop}")
    assert [line.split(" ")[0] for line in said(tmp_path, text) if not line.startswith(" ")] == [
        "missing-key",
        "unknown-reference",
        "wrong-type",
        "missing-key",
    ]


def test_a_key_that_means_something_of_another_kind_is_one_finding_and_hides_none(tmp_path: Path) -> None:
    text = """\
cjm: 1
title: I buy shoes
start: I leave home
nps: 40
stages:
  - name: Buy
    steps:
      - name: I choose
        requirement: x
        emotion: [happy, 3]
        next: chekout
      - {id: checkout, name: I pay}
"""
    (tmp_path / "shoes.cjm.yaml").write_text(text, encoding="utf-8")
    run = validate(Request(("shoes.cjm.yaml",), tmp_path))
    assert [(found.place.line, found.rule) for found in run.findings] == [
        (3, "unknown-key"),
        (4, "unknown-key"),
        (9, "unknown-key"),
        (10, "out-of-range"),
        (11, "unknown-reference"),
    ]


LONG = {
    "unknown keys": of_step("".join(f"unknown{number}key: 1\n" for number in range(1_200))),
    "stages that are texts": of_map("title: T\nstages:\n" + "".join(f"  - Stage {n}\n" for n in range(16_000))),
    "wrong values": of_step("pain_points:\n" + "".join(f"  - {{text: P{n}, severity: h{n}}}\n" for n in range(1_200))),
}


@pytest.mark.parametrize("name", LONG)
def test_of_very_many_mistakes_a_thousand_are_said_at_once(name: str, tmp_path: Path) -> None:
    begun = time.process_time()
    found = [line for line in said(tmp_path, LONG[name]) if not line.startswith(" ")]
    assert time.process_time() - begun < 3  # seconds; without an end to suggestions it takes half a minute
    assert len(found) == 1_001
    more = [line for line in found if line.endswith("not listed")]
    assert [line.split(" ", 2)[2] for line in more] == [
        f"{15_000 if name.startswith('stages') else 200:,} more mistakes are not listed"
    ]


def test_a_control_character_cannot_come_in_by_an_escape(tmp_path: Path) -> None:
    text = 'cjm: 1\ntitle: "A\\e[31m map"\nstages: [{name: Buy}]\n'
    (tmp_path / "shoes.cjm.yaml").write_text(text, encoding="utf-8")
    (finding,) = validate(Request(("shoes.cjm.yaml",), tmp_path)).findings
    assert (finding.rule, finding.place.line, finding.place.column) == ("encoding", 2, 8)
    assert finding.message == "the control character U+001B cannot stand in a map"
