"""integrations/: made of the log records and the detections, and taken by the tools of the platforms."""

from __future__ import annotations

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
from bootwarden.integrations import build, sigma
from bootwarden.integrations.records import columns
from bootwarden.scenarios.model import scenarios
from bootwarden.site.schema import schema


def test_the_files_are_up_to_date() -> None:
    """`bootwarden integrations build` writes them."""
    old = [f for f, text in build.outputs().items() if not f.is_file() or f.read_text(encoding="utf-8") != text]
    assert [str(f.relative_to(paths.ROOT)) for f in old] == []


def test_every_column_that_zeek_writes_has_its_field(zeek: Engine, tmp_path: Path) -> None:
    run(zeek, paths.PCAPS / "demo.pcap", keep=tmp_path)
    with (paths.ROOT / "integrations" / "ecs.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    for log in {row["log"] for row in rows}:
        lines = (tmp_path / f"{log}.log").read_text().splitlines()
        written = {name for line in lines if line.startswith("{") for name in json.loads(line)}
        written |= {name for line in lines if line.startswith("#fields") for name in line.split("\t")[1:]}
        assert written, log
        assert written <= {row["column"] for row in rows if row["log"] == log}
    assert all(row["meaning"] and row["field"] for row in rows)
    assert len({(c.log, c.name) for c in columns()}) == len(rows)


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
