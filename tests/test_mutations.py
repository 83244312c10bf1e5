"""Mutated captures give no error, no crash and no state that stays behind.

BOOTWARDEN_MUTATIONS=5000 runs as many; the suite runs a few hundred.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from bootwarden.engines import zeek as zeek_engine
from bootwarden.engines.find import Engine
from bootwarden.engines.zeek import ZeekResult
from bootwarden.scenarios.model import scenarios
from mutations import frames, joined, mutations

NUMBER = int(os.environ.get("BOOTWARDEN_MUTATIONS", "300"))
SEED = int(os.environ.get("BOOTWARDEN_SEED", "1542"))
PER_RUN = 250

LEAKS = """
module Bootwarden;

function left(what: string, n: count)
	{
	if ( n == 0 )
		return;
	local out = open_for_append("leaks");
	print out, fmt("%d %s left", n, what);
	close(out);
	}

event zeek_done() &priority=-100
	{
	left("transfers", tftp_flows);
	left("watched connections", tftp_watched);
	left("requests", |tftp_requests|);
	left("counted requests", tftp_own_requests);
	left("ports", |tftp_ports|);
	left("bytes kept back", tftp_buffered);
	left("orphans", |tftp_orphans|);
	left("ports delivered to a client", |udp_content_delivery_ports_resp| - |tftp_fixed_resp|);
	left("ports delivered", |udp_content_delivery_ports_orig| - |tftp_fixed_orig|);
	}
"""


# What Zeek's own telnet analyzer remarks is not the package's doing, though nobody else has it read telnet.
TELNET_ALONE = """
event zeek_init()
	{
	Analyzer::register_for_ports(Analyzer::ANALYZER_TELNET, set(23/tcp));
	}
"""


def weirds(result: ZeekResult) -> Counter[str]:
    """All but wrong checksums, told once a host that began: who began, the ports say that the package registers."""
    return Counter(name for record in result.log("weird") if not (name := str(record["name"])).endswith("_checksum"))


def test_mutated_captures_do_no_harm(zeek: Engine, built: dict[str, Path], tmp_path: Path) -> None:
    leaks = tmp_path / "leaks.zeek"
    leaks.write_text(LEAKS)
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    (nothing / "__load__.zeek").write_text(TELNET_ALONE)
    originals = [frames(built[s.name]) for s in scenarios().values() if not s.large]
    lines = 0
    for run in range(0, NUMBER, PER_RUN):
        number = min(PER_RUN, NUMBER - run)
        capture = tmp_path / f"mutated-{run}.pcap"
        joined(mutations(originals, number, SEED + run)).write(capture)
        logs = tmp_path / f"logs-{run}"
        result = zeek_engine.run(zeek, capture, scripts=[str(leaks)], keep=logs)
        assert [c for c in result.complaints if "checksums" not in c] == [], f"seed {SEED + run}"
        assert not (logs / "leaks").exists(), f"seed {SEED + run}: {(logs / 'leaks').read_text()}"
        without = zeek_engine.run(zeek, capture, package=nothing, wanted={"weird"})
        assert weirds(result) - weirds(without) == Counter(), f"seed {SEED + run}"
        lines += len(result.log("bootwarden_tftp"))
    assert lines > NUMBER / 3
