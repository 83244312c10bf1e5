"""integrations/: made of the log records and the detections, and taken by the tools of the platforms."""

from __future__ import annotations

import configparser
import csv
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bootwarden import paths
from bootwarden.cli import app, commands  # noqa: F401 (registers the commands)
from bootwarden.detections import DETECTIONS
from bootwarden.engines.find import Engine
from bootwarden.engines.zeek import run
from bootwarden.integrations import build, security_onion, sigma, splunk
from bootwarden.integrations.records import LOGS, columns
from bootwarden.scenarios.model import scenarios
from bootwarden.site.schema import schema


def test_the_files_are_up_to_date() -> None:
    """`bootwarden integrations build` writes them."""
    old = [f for f, text in build.outputs().items() if not f.is_file() or f.read_text(encoding="utf-8") != text]
    assert [str(f.relative_to(paths.ROOT)) for f in old] == []


@pytest.fixture(scope="module")
def logs(zeek: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Zeek writes of the demo, as JSON."""
    folder = tmp_path_factory.mktemp("logs")
    run(zeek, paths.PCAPS / "demo.pcap", keep=folder)
    return folder


def test_every_column_that_zeek_writes_has_its_field(logs: Path) -> None:
    with (paths.ROOT / "integrations" / "ecs.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    for log in {row["log"] for row in rows}:
        lines = (logs / f"{log}.log").read_text().splitlines()
        written = {name for line in lines if line.startswith("{") for name in json.loads(line)}
        written |= {name for line in lines if line.startswith("#fields") for name in line.split("\t")[1:]}
        assert written, log
        assert written <= {row["column"] for row in rows if row["log"] == log}
    assert all(row["meaning"] and row["field"] for row in rows)
    assert len({(c.log, c.name) for c in columns()}) == len(rows)


def ingested(log: str, line: str) -> dict[str, Any]:
    """What Security Onion's pipeline makes of a line: each processor as Elasticsearch's documentation has it."""
    record: dict[str, Any] = {"message": line, "host": {"name": "sensor"}}
    for step in json.loads(security_onion.pipeline(log))["processors"]:
        [(kind, said)] = step.items()
        if kind == "json":
            record |= {f"message2.{name}": value for name, value in json.loads(record["message"]).items()}
        elif kind == "set":
            record[said["field"]] = said["value"]
        elif kind == "rename" and said["field"] in record:
            assert said["target_field"] not in record, said
            record[said["target_field"]] = record.pop(said["field"])
        elif kind == "remove":
            record = {k: v for k, v in record.items() if k not in said["field"]}
    assert step == {"pipeline": {"name": "zeek.common"}}
    return record


def test_security_onion_takes_every_column(logs: Path) -> None:
    common = {"ts", "uid", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p"}
    for log in LOGS.values():
        lines = [line for line in (logs / f"{log}.log").read_text().splitlines() if line.startswith("{")]
        assert lines, log
        for line in lines:
            record = ingested(log, line)
            left = {name.removeprefix("message2.") for name in record if name.startswith("message2.")}
            assert left == common & json.loads(line).keys()
            assert len(record) == len(json.loads(line)) + 2  # the line itself, and event.dataset


def test_splunk_is_told_what_a_notice_means() -> None:
    app = splunk.app()
    [named] = [name for name in app if name.endswith(".csv")]
    rows = list(csv.DictReader(app[named].splitlines()))
    assert {row["note"] for row in rows} == {f"Bootwarden::{d.notice}" for d in DETECTIONS.values()}
    assert all((paths.ROOT / row["page"]).is_file() for row in rows)
    transforms = configparser.ConfigParser(interpolation=None)
    transforms.read_string(app["default/transforms.conf"])
    [lookup] = transforms.sections()
    assert transforms[lookup]["filename"] == Path(named).name
    props = configparser.ConfigParser(interpolation=None)
    props.read_string(app["default/props.conf"])
    words = props["zeek:notice:json"]["lookup-bootwarden"].split()
    assert (words[0], words[1]) == (lookup, "note")
    assert set(words[3:]) | {"note"} == set(rows[0])
    assert {f"zeek:{log}:json" for log in LOGS.values()} <= set(props.sections())


def test_sigma_rules_convert_to_two_backends() -> None:
    collection = pytest.importorskip("sigma.collection")
    splunk = pytest.importorskip("sigma.backends.splunk")
    elastic = pytest.importorskip("sigma.backends.elasticsearch")
    rules = collection.SigmaCollection.from_yaml("---\n".join(sigma.rules().values()))
    assert len(rules) == len(DETECTIONS)
    for backend in (splunk.SplunkBackend(), elastic.LuceneBackend()):
        queries = backend.convert(rules)
        assert len(queries) == len(DETECTIONS)
        for detection, query in zip(DETECTIONS.values(), queries, strict=True):
            assert detection.notice in query


def allows(data: dict[str, Any]) -> bool:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema())
    return bool(jsonschema.Draft202012Validator(schema()).is_valid(data))


def test_the_schema_allows_every_site_of_the_scenarios() -> None:
    sites = {s.site.toml for s in scenarios().values() if s.site is not None}
    assert len(sites) > 3
    for toml in sites:
        assert allows(tomllib.loads(toml)), toml


@pytest.mark.parametrize(
    "toml",
    [
        "[network]\ndevice = []",
        '[network]\ndevices = "10.0.0.0/8"',
        '[[image]]\nfile_name = "a"',
        '[[image]]\nfile_name = "a"\nsha256 = "12"',
        '[[image]]\nsha256 = "' + "a" * 64 + '"',
        '[image]\npath = "a"',
        "devices = []",
    ],
)
def test_the_schema_refuses_what_is_wrong(toml: str) -> None:
    assert not allows(tomllib.loads(toml))


def test_the_schema_is_printed() -> None:
    done = CliRunner().invoke(app, ["site", "schema"])
    assert json.loads(done.stdout) == schema()
