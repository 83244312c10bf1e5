"""``[[dhcp]]``: how clients name themselves, and which options, that others use otherwise, tell them what to boot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bootwarden.facts import zeek
from bootwarden.facts.model import Fact
from bootwarden.facts.patterns import Expression, in_zeek

Form = Literal[
    "urls", "pxe-servers", "pnp", "junos-files", "exos-files", "identified", "server-list", "bootstrap", "pxelinux"
]


class Obeyed(BaseModel):
    """An option, and how clients read it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    option: int = Field(gt=0, lt=255)
    form: Form
    """``urls``: URLs anywhere in the value; ``pxe-servers``: boot servers of PXE; ``pnp``: Cisco's fields of letters;
    ``junos-files``: sub-options with names; ``exos-files``: a server in sub-option 100, names in 101;
    ``identified``: RFC 3925's, by enterprise; ``server-list``: addresses;
    ``bootstrap``: RFC 8572's URLs; ``pxelinux``: a path, a URL or host::path."""
    reply: Expression | None = None
    """Beginning of the vendor class that servers answer with, where the option is read so."""
    begins: Expression | None = None
    """How the value begins where it is meant so."""
    own: bool = False
    """Whether nobody else keeps URLs there: then any counts, whatever it names."""
    enterprise: int | None = None
    suboption: int | None = None
    modes: list[str] = Field(default_factory=list)
    """Words with which a transfer mode is named."""
    names: Expression | None = None
    """What names of files look like where no transfer mode is named."""


class Dhcp(Fact):
    """What one family of clients does."""

    vendor_class: Expression | None = None
    """How the vendor class (option 60) begins with which such clients ask, and by which they are known."""
    asks: list[Annotated[int, Field(gt=0, lt=255)]] = Field(default_factory=list)
    """Options that only clients ask for which boot from the network or are provisioned over it."""
    obeys: list[Obeyed] = Field(default_factory=list)
    endings: list[Annotated[str, Field(pattern=r"^[a-z0-9]+$")]] = Field(default_factory=list)
    """Endings of names that such clients execute or boot, besides those of images and configurations."""
    foreign: list[int] = Field(default_factory=list)
    """Enterprises whose information boots nothing."""


_FORM = """\
	## An option that some clients look for what to boot in, and how they read it.
	type DhcpForm: record {
		code: count;
		form: string;
		## How the vendor class of those clients begins.
		client: pattern &optional;
		## How the vendor class in the reply begins where the option is read so.
		reply: pattern &optional;
		## How the value begins then.
		begins: pattern &optional;
		## Whether nobody else keeps URLs there.
		own: bool &default=F;
		enterprise: count &optional;
		suboption: count &optional;
		modes: set[string] &default=set();
		names: pattern &optional;
	};

"""


def in_script(found: Sequence[Dhcp]) -> str:
    """``zeek/facts/dhcp.zeek``."""
    endings = dict.fromkeys(ending for entry in found for ending in entry.endings)
    exported = [
        _FORM
        + zeek.rows(
            "dhcp_forms",
            "vector of DhcpForm",
            [_form(entry, option) for entry, option in _ordered(found)],
            comment="Options whose meaning depends on who reads them; of one's forms without URLs the first counts.",
        ),
        zeek.rows(
            "boot_option_codes",
            "set[count]",
            map(str, sorted({code for entry in found for code in entry.asks})),
            comment="Options that a client asks for that boots from the network, or that a reply to it carries.",
        ),
        zeek.alternatives(
            "boot_vendor_classes",
            [in_zeek(f"^{entry.vendor_class}") for entry in found if entry.vendor_class],
            comment="How clients name themselves (option 60) that boot from the network or are provisioned over it.",
        ),
        zeek.rows(
            "foreign_enterprises",
            "set[count]",
            map(str, sorted({number for entry in found for number in entry.foreign})),
            comment="Enterprises whose information in option 125 boots nothing.",
        ),
        zeek.alternatives(
            "boot_url_names",
            [in_zeek(rf".*\.({'|'.join(endings)})")],
            comment="Names in URLs, in lower case, that clients execute or boot, besides images and configurations.",
        ),
    ]
    return zeek.script("Options of DHCP in which some clients look for what to boot.", "\n".join(exported))


def _ordered(found: Sequence[Dhcp]) -> list[tuple[Dhcp, Obeyed]]:
    """What is known by a mark goes before what is only known by its form."""
    options = [(entry, option) for entry in found for option in entry.obeys]
    return sorted(options, key=lambda found: not (found[1].reply or found[1].begins))


def _form(entry: Dhcp, option: Obeyed) -> str:
    fields = {
        "code": str(option.option),
        "form": zeek.text(option.form),
        "client": in_zeek(f"^{entry.vendor_class}") if entry.vendor_class else None,
        "reply": in_zeek(f"^{option.reply}") if option.reply else None,
        "begins": in_zeek(f"^{option.begins}") if option.begins else None,
        "own": "T" if option.own else None,
        "enterprise": str(option.enterprise) if option.enterprise is not None else None,
        "suboption": str(option.suboption) if option.suboption is not None else None,
        "modes": f"set({', '.join(map(zeek.text, option.modes))})" if option.modes else None,
        "names": in_zeek(option.names) if option.names else None,
    }
    return zeek.made("DhcpForm", fields)
