"""DHCP messages are written as the lab's real programs wrote them: header, order of options, padding."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from scapy.layers.inet import IP, UDP
from scapy.layers.l2 import Ether

from bootwarden.scenarios.boots_of_the_lab import CHOSEN
from bootwarden.traffic import dhcp_programs as programs
from bootwarden.traffic.dhcp import ACK, DISCOVER, OFFER, REQUEST, Client, addresses
from bootwarden.traffic.wire import Wire

OWN = b"\x02\x42"
"""How the lab's MAC addresses begin: the host's address follows."""

IMAGE = "c2900-universalk9-mz.SPA.157-3.M8.bin"


def own_id(client: Client) -> tuple[int, bytes]:
    return 61, b"\x01" + client.hardware


CAPTURED: dict[
    str, tuple[str, programs.Program | None, Callable[[Client], None], tuple[int, int, bool, bool], int, str]
] = {
    "udhcpc": (
        "10.0.1.11",
        programs.UDHCPC,
        lambda client: client.ask(REQUEST, server_id="10.0.0.2"),
        (64, 0, False, False),
        300,
        "35010332040a00010b36040a00000239020240370a0103060c0f1c2a3642433c0c756468637020312e33352e303d07010242"
        "0a00010bff0000000000",
    ),
    "dnsmasq": (
        "10.0.1.11",
        None,
        lambda client: client.reply(
            "10.0.0.2",
            OFFER,
            [(67, f"{IMAGE}\0"), (3, addresses("10.0.0.2"))],
            siaddr="10.0.0.5",
            program=programs.DNSMASQ,
        ),
        (64, 0xC0, False, True),
        326,
        "35010236040a000002330400000e10432663323930302d756e6976657273616c6b392d6d7a2e5350412e3135372d332e4d38"
        "2e62696e003a04000007083b0400000c4e0104ff0000001c040affffff03040a000002ff",
    ),
    "isc": (
        "10.0.1.71",
        None,
        lambda client: client.reply("10.0.6.171", OFFER, [(66, "10.0.6.171")], program=programs.ISC),
        (128, 0x10, False, False),
        300,
        "35010236040a0006ab33040000a8c00104ff000000420a31302e302e362e313731ff" + "00" * 26,
    ),
    "kea": (
        "10.0.1.73",
        None,
        lambda client: client.reply(
            "10.0.0.2", OFFER, [own_id(client), (66, "10.0.6.173"), (67, "evil.bin")], program=programs.KEA
        ),
        (128, 0x10, True, False),
        293,
        "3501020104ff000000330400001c2036040a0000023d070102420a000149420a31302e302e362e31373343086576696c2e62696eff",
    ),
    "u-boot": (
        "10.0.1.55",
        programs.U_BOOT,
        lambda client: client.ask(DISCOVER),
        (255, 0, True, True),
        300,
        "350101390202405e030100003c06552d426f6f7437060103060c0d11ff" + "00" * 31,
    ),
    "ipxe": (
        "10.0.1.53",
        programs.IPXE,
        lambda client: client.ask(REQUEST, server_id="10.0.0.2"),
        (64, 0, False, True),
        412,
        "350103390205c05d0200005e030102013c20505845436c69656e743a417263683a30303030303a554e44493a303032303031"
        "4d04695058453717010306070c0f111a2b3c4243778081828384858687afcbaf30b105018086100eeb030100001701012201"
        "01130101110101270101190101290101100102210101150101180101120101"
        "3d070102420a0001356111000000000000000000000000000000000036040a00000232040a000135ff",
    ),
    "dnsmasq-proxy": (
        "10.0.1.53",
        None,
        lambda client: client.reply(
            "10.0.6.153", ACK, [(97, bytes(17)), (43, CHOSEN)], port=4011, program=programs.DNSMASQ_PROXY
        ),
        (64, 0xC0, False, True),
        300,
        "35010536040a0006993c09505845436c69656e74611100000000000000000000000000000000002b07470480000000ff"
        "ff0000000000000000000000",
    ),
    "edk2": (
        "10.0.1.57",
        programs.EDK2_HTTP,
        lambda client: client.ask(REQUEST, server_id="10.0.6.157"),
        (64, 0, False, True),
        352,
        "35010336040a00069d32040a000139390205c0371b0102030405060c0d0f111216171c28292a2b3233363a3b3ceb43616111"
        "00000000000000000000000000000000005e030103005d0200103c2148545450436c69656e743a417263683a30303031363a"
        "554e44493a303033303030ff",
    ),
}


@pytest.mark.parametrize("name", CAPTURED)
def test_a_message_is_what_the_lab_captured(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    address, program, send, header, length, options = CAPTURED[name]
    client = Client(wire := Wire(), address, program=program, broadcast=False)
    monkeypatch.setattr(Client, "hardware", OWN + addresses(address))
    send(client)
    [(_, frame, _)] = wire.frames
    packet = Ether(frame)[IP]
    assert (packet.ttl, packet.tos, "DF" in packet.flags, packet.id != 0) == header
    message = bytes(packet[UDP].payload)
    assert len(message) == length
    assert message[240:].hex() == options
