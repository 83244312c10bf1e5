"""SNMP v1 and v2c: requests that set or read, their answers, and traps (RFC 1157, 3416)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address

from scapy.asn1.asn1 import (
    ASN1_INTEGER,
    ASN1_IPADDRESS,
    ASN1_NULL,
    ASN1_OID,
    ASN1_STRING,
    ASN1_TIME_TICKS,
    ASN1_Codecs,
    ASN1_Object,
)
from scapy.asn1.ber import BERcodec_OID
from scapy.layers.snmp import (
    SNMP,
    SNMPbulk,
    SNMPget,
    SNMPnext,
    SNMPresponse,
    SNMPset,
    SNMPtrapv1,
    SNMPtrapv2,
    SNMPvarbind,
)

from bootwarden.traffic.wire import Wire

V1, V2C = 0, 1

Value = int | str | bytes | IPv4Address | None
Binding = tuple[str, Value | object]

CONFIG_COPY = "1.3.6.1.4.1.9.9.96.1.1.1.1"
FLASH_COPY = "1.3.6.1.4.1.9.9.10.1.2.1.1"
SYS_UPTIME = "1.3.6.1.2.1.1.3.0"
SYS_DESCR = "1.3.6.1.2.1.1.1.0"
TRAP_OID = "1.3.6.1.6.3.1.1.4.1.0"
COLD_START = "1.3.6.1.6.3.1.1.5.1"


class _Oid(ASN1_OID):
    """An object identifier in numbers, for which Scapy does not go through all the names that it knows."""

    def __init__(self, value: str) -> None:
        ASN1_Object.__init__(self, value)
        self.oidname = value


def oid(value: str) -> ASN1_OID:
    """A binding's value that is an object identifier."""
    return _Oid(value)


def ticks(seconds: float) -> ASN1_TIME_TICKS:
    """A binding's value that is a time in hundredths of a second."""
    return ASN1_TIME_TICKS(round(seconds * 100))


def _value(value: Value | object) -> object:
    match value:
        case None:
            return ASN1_NULL(0)
        case int():
            return ASN1_INTEGER(value)
        case str():
            return ASN1_STRING(value.encode())
        case bytes():
            return ASN1_STRING(value)
        case IPv4Address():
            return ASN1_IPADDRESS(str(value))
    return value


def _tlv(tag: int, content: bytes, size: int = 2) -> bytes:
    """A value of BER, its length in so many bytes behind the one that says how many."""
    return bytes([tag, 0x80 | size]) + len(content).to_bytes(size, "big") + content


def _padded(name: str, arcs: Collection[int] | None, by: int) -> bytes:
    plain = bytes(BERcodec_OID.enc(name.encode()))[2:]
    # A part begins behind each byte without the upper bit. The first byte stands for two numbers.
    starts = [at for at in range(1, len(plain)) if plain[at - 1] < 0x80]
    chosen = {at for arc, at in enumerate(starts, 2) if arcs is None or arc in arcs}
    return b"".join((by * b"\x80" if at in chosen else b"") + plain[at : at + 1] for at in range(len(plain)))


def bindings(pairs: Sequence[Binding]) -> list[SNMPvarbind]:
    """Variable bindings from (OID, value) pairs; integers, strings, addresses and None (Null) map to their types."""
    return [SNMPvarbind(oid=oid(name), value=_value(value)) for name, value in pairs]


@dataclass
class Manager:
    """An SNMP manager at ``host`` and the agent that it talks to, from one source port."""

    wire: Wire
    host: str
    agent: str
    community: str = "private"
    version: int = V2C
    port: int = 50161
    serial: int = 0x1234
    trailing: bytes = b""
    """What follows each request in its datagram."""

    def _ask(self, pdu: object) -> None:
        packet = SNMP(version=self.version, community=self.community, PDU=pdu)
        self.wire.udp(self.host, self.port, self.agent, 161, bytes(packet) + self.trailing)

    def answer(self, *pairs: Binding, error: int = 0) -> None:
        """The agent's answer to the last request."""
        pdu = SNMPresponse(id=self.serial, error=error, varbindlist=bindings(pairs))
        packet = SNMP(version=self.version, community=self.community, PDU=pdu)
        self.wire.udp(self.agent, 161, self.host, self.port, bytes(packet))

    def set(self, *pairs: Binding, answered: bool = True) -> None:
        """A SET of all pairs in one message, and the answer, which repeats them."""
        self.serial += 1
        self._ask(SNMPset(id=self.serial, varbindlist=bindings(pairs)))
        if answered:
            self.answer(*pairs)

    def set_padded(self, *pairs: Binding, arcs: Collection[int] | None = None, size: int = 2, by: int = 1) -> None:
        """An unanswered SET, all lengths in BER's long form, whose OIDs have parts ``by`` bytes longer than need be.

        ``arcs`` are those parts, counted from 0; all by default. Lengths have ``size`` bytes. BER forbids that (X.690,
        8.19.2), and agents read it all the same.
        """
        self.serial += 1
        fields = b"".join(_tlv(2, value.to_bytes(2, "big"), size) for value in (self.serial, 0, 0))
        bound = b"".join(
            _tlv(0x30, _tlv(6, _padded(name, arcs, by), size) + _value(value).enc(ASN1_Codecs.BER), size)  # type: ignore[attr-defined]
            for name, value in pairs
        )
        head = _tlv(2, bytes([self.version]), size) + _tlv(4, self.community.encode(), size)
        message = _tlv(0x30, head + _tlv(0xA3, fields + _tlv(0x30, bound, size), size), size)
        self.wire.udp(self.host, self.port, self.agent, 161, message)

    def set_again(self, *pairs: Binding, times: int = 3, apart: float = 1) -> None:
        """The last SET again, with its request id, some seconds apart: no answer came."""
        for _ in range(times):
            self.wire.wait(apart)
            self._ask(SNMPset(id=self.serial, varbindlist=bindings(pairs)))

    def send(self, payload: bytes) -> None:
        """Whatever bytes, from the port of the SETs."""
        self.wire.udp(self.host, self.port, self.agent, 161, payload)

    def get(self, *pairs: Binding) -> None:
        """A GET of the pairs' OIDs, answered with their values."""
        self.serial += 1
        self._ask(SNMPget(id=self.serial, varbindlist=bindings([(name, None) for name, _ in pairs])))
        self.answer(*pairs)

    def get_next(self, name: str, *answer: Binding) -> None:
        """A GETNEXT of one OID, answered with ``answer``."""
        self.serial += 1
        self._ask(SNMPnext(id=self.serial, varbindlist=bindings([(name, None)])))
        self.answer(*answer)

    def get_bulk(self, name: str, *answer: Binding) -> None:
        """A GETBULK of one OID, answered with ``answer``."""
        self.serial += 1
        pdu = SNMPbulk(id=self.serial, non_repeaters=0, max_repetitions=10, varbindlist=bindings([(name, None)]))
        self._ask(pdu)
        self.answer(*answer)


def transport_address(host: str, port: int = 69) -> bytes:
    """An address and a port in six bytes (RFC 3419, TransportAddressIPv4)."""
    return IPv4Address(host).packed + port.to_bytes(2, "big")


def row(table: str, index: int | str, columns: Mapping[int, Value | object]) -> list[Binding]:
    """The bindings that fill columns of one table row."""
    return [(f"{table}.{column}.{index}", value) for column, value in columns.items()]


def trap_v1(
    wire: Wire, agent: str, manager: str, enterprise: str, generic: int, specific: int, *pairs: Binding
) -> None:
    """A v1 trap: generic 0 is coldStart, 1 warmStart, 6 enterprise specific."""
    pdu = SNMPtrapv1(
        enterprise=oid(enterprise),
        agent_addr=ASN1_IPADDRESS(agent),
        generic_trap=generic,
        specific_trap=specific,
        time_stamp=ASN1_TIME_TICKS(500),
        varbindlist=bindings(pairs),
    )
    wire.udp(agent, 49162, manager, 162, bytes(SNMP(version=V1, community="public", PDU=pdu)))


def trap_v2(wire: Wire, agent: str, manager: str, kind: str, *pairs: Binding) -> None:
    """A v2c trap: the first two bindings say how long the agent has been up, and which trap it is."""
    head: list[Binding] = [(SYS_UPTIME, ticks(5)), (TRAP_OID, oid(kind))]
    pdu = SNMPtrapv2(id=1, varbindlist=bindings([*head, *pairs]))
    wire.udp(agent, 49162, manager, 162, bytes(SNMP(version=V2C, community="public", PDU=pdu)))
