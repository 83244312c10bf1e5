"""What the first bytes of a file, and its name, say of it: expressions that several rules share."""

from __future__ import annotations

DATA_1 = ('content:"|00 03 00 01|"', "startswith")
"""The first block of a TFTP file, on any port."""

# Formats that only network devices boot: IOS (ELF, 32 bits, big endian), Catalyst's MZIP, U-Boot's uImage, NX-OS's
# NBI, RouterOS's NPK, and FIT, told from a plain device tree by its node "images".
IMAGE = (
    r"(?:\x7fELF\x01\x02\x01|MZIP\x00\x00|\x27\x05\x19\x56|\x36\x13\x03\x1b|\x1e\xf1\xd0\xba"
    r"|\xd0\x0d\xfe\xed.{36,420}?\x00\x00\x00\x01images\x00)"
)

EFI = r"MZ.{58,400}?PE\x00\x00\x64\x86|MZ.{58,400}?PE\x00\x00\x64\xaa"
"""A UEFI loader for x64 or ARM64: judged where a declared device loads it."""

# A configuration: comment and blank lines, then a statement that a configuration begins with.
_COMMENT = (
    r"(?:[ \t]*+(?:[!#\x3b][^\r\n]{0,120}|\/\*[^\r\n]{0,120}\*\/|Using \d+[^\r\n]{0,60}"
    r"|Building configuration[^\r\n]{0,10}|Current configuration[^\r\n]{0,60})?[\r\n\x00]++){0,12}+"
)
_STATEMENT = (
    r"(?:version (?:\d|[\x22])|hostname [\x22\w]|(?:no )?service (?:timestamps|password|pad|config|tcp|compress)"
    r"|sysname \w|boot-start-marker|boot system |boot (?:network|host|config) |enable (?:secret|password) "
    r"|username \w+ (?:priv|pass|sec|role)|snmp-server (?:comm|host|ena|user)|interface [A-Z]"
    r"|set (?:system|version) |system \{|feature \w|vdc \w|transceiver qsfp|config-file-header|module \d+ type"
    r"|ip (?:routing|domain|name-server|access-list|address))"
)
CONFIG = f"{_COMMENT}[ \\t]?{_STATEMENT}"

# Platforms have a number in their names, or the release has IOS's form: other firmware and disk images begin with c, n
# or me as well.
IMAGE_NAME = (
    r"(?:[^\x00]*[\/\\])?(?:(?:(?:c|cat|isr|asr|csr|asa|s|n|ncs|ie|ir|me|cgr|vg|ubr|as|ucs)[0-9][0-9a-z_]*"
    r"|sup[0-9][0-9a-z_]*|rsp[0-9_]*|vios[0-9a-z_]*|nxos[0-9a-z]*|iosx[er][0-9a-z_]*|ucs(?:fi)?|cumulus|ws-c[0-9]+[a-z]*)[-_.]"
    r"[^\/\\\x00]*\.(?:bin|tar|pkg|image)|[0-9a-z]+-[0-9a-z_]+-(?:m|[mflr][zxw])[-.][^\/\\\x00]*\.(?:bin|image)"
    r"|(?:v?eos|junos|jinstall|asr9k|xrv9k)[^\/\\\x00]*\.(?:swi|tgz|iso|vm-[\d.]+|img)"
    r"|[^\/\\\x00]+\.(?:swi|swix|ipe|npk))"
)
"""Names that vendors give to images: what comes under them had better be one."""

HARMLESS_NAME = (
    r"(?:[^\x00]*[\/\\])?(?:[^\/\\\x00]*(?:-confg|-config)|running-config|startup-config"
    r"|[^\/\\\x00]+\.(?:cfg|conf|config|confg|txt|log|csv|xml|json|ya?ml|ini|html?|md|jpe?g|png|gif|bmp|ico|svg|pdf"
    r"|docx?|xlsx?|wav|mp3|py|sh|tcl|lua|js))"
)
"""Names that promise text or a picture."""


ANY_NAME = r"[^\x00]*+"
LONGEST_NAME = 255
"""Characters. A request has 512 at most (RFC 2347), of which Suricata would try each in long names."""


def request(opcodes: str, name: str) -> str:
    """A pcre option for a TFTP request with some name, whatever its mode's case and its options."""
    short = "" if name == ANY_NAME else rf"(?=[^\x00]{{0,{LONGEST_NAME}}}+\x00)"
    return rf'pcre:"/^\x00[{opcodes}]{short}{name}\x00(?:octet|netascii|mail)\x00/i"'


FTP_DATA = "[20,1024:]"
"""Ports of FTP's data. Were it any port, all streams of web and mail would be searched, too."""

READ, WRITE = r"\x01", r"\x02"
