"""Sites that scenarios declare. Actors by convention:

devices 10.0.1.x · phones 10.0.3.x · PXE hosts 10.0.4.x · boot server 10.0.0.5 · DHCP server 10.0.0.2 ·
administrators 10.0.9.x · attacker 10.0.6.6 · rogue server inside 10.0.6.66, outside 45.83.20.10 ·
local hosts that are no devices 10.20.x.x
"""

from __future__ import annotations

from bootwarden.scenarios.model import SiteSpec
from bootwarden.traffic import images

IMAGE = "c2900-universalk9-mz.SPA.157-3.M8.bin"
"""The one approved image, of which ``images.ios()`` is the content."""

CONFIG = "edge1-confg"
"""The one known configuration."""

BOOT_SERVER = "10.0.0.5"
DHCP_SERVER = "10.0.0.2"
ADMIN = "10.0.9.10"
DEVICE = "10.0.1.1"
ATTACKER = "10.0.6.6"
ROGUE = "10.0.6.66"
OUTSIDE = "45.83.20.10"


def known_config() -> bytes:
    """The content of the known configuration."""
    return images.config("edge1", (f"boot system flash:{IMAGE}",))


NETWORK = """\
[network]
devices = ["10.0.0.0/16"]
boot_servers = ["10.0.0.5", "boot.corp.example"]
dhcp_servers = ["10.0.0.2"]
admin_hosts = ["10.0.9.0/24"]
local = ["10.0.0.0/8"]
"""

IMAGES = f"""
[[image]]
file_name = "{IMAGE}"
version = "15.7(3)M8"
platform = "c2900"
path = "images/{IMAGE}"
"""

CONFIGS = f"""
[[config]]
file_name = "{CONFIG}"
path = "configs/{CONFIG}"
"""

FILES = {f"images/{IMAGE}": images.ios(), f"configs/{CONFIG}": known_config()}

HQ = SiteSpec("hq", NETWORK + IMAGES + CONFIGS, FILES)
"""The common site: everything is declared."""

PINNED = SiteSpec(
    "pinned",
    NETWORK
    + IMAGES
    + 'allowed_servers = ["10.0.0.5"]\nallowed_devices = ["10.0.1.0/24"]\n'
    + CONFIGS
    + 'allowed_servers = ["10.0.0.5"]\nallowed_devices = ["10.0.1.1"]\n',
    FILES,
)
"""The same, and each file is meant for some devices and comes from one server."""

PINNED_REDUNDANT = SiteSpec(
    "pinned-redundant",
    PINNED.toml.replace('boot_servers = ["10.0.0.5", ', 'boot_servers = ["10.0.0.5", "10.0.0.15", '),
    FILES,
)
"""The same, with a second boot server that may hand out none of these files."""

LAB = SiteSpec("lab", NETWORK)
"""A lab: networks and servers are declared, images and configurations are not."""

CAMPUS = SiteSpec("campus", NETWORK.replace("10.0.0.0/16", "10.0.1.0/24") + IMAGES + CONFIGS, FILES)
"""Only the switches' own network holds devices: all other hosts are just local."""

DEVICES_ONLY = SiteSpec("devices-only", '[network]\ndevices = ["10.0.0.0/16"]\nlocal = ["10.0.0.0/8"]\n')
"""Only the devices are declared."""

REDUNDANT = SiteSpec(
    "redundant", NETWORK.replace('["10.0.0.5", ', '["10.0.0.5", "10.0.0.15", ') + IMAGES + CONFIGS, FILES
)
"""The same as the common site, with a second boot server."""

OLDER = "c2900-universalk9-mz.SPA.152-4.M3.bin"
"""An older image of the same platform, of version 15.2(4)M3."""

TWO_VERSIONS = SiteSpec(
    "two-versions",
    NETWORK + IMAGES + f'\n[[image]]\nfile_name = "{OLDER}"\npath = "images/{OLDER}"\n' + CONFIGS,
    FILES | {f"images/{OLDER}": images.ios(OLDER, "15.2(4)M3")},
)
"""The same as the common site, with the older image approved too."""

SIGNED = SiteSpec("signed", NETWORK, zeek="redef Bootwarden::require_signatures = T;\n")
"""Every image whose format can carry a signature must have one."""
