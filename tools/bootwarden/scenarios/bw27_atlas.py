"""BW27: what guards a boot is turned off by the objects of the atlas."""

from __future__ import annotations

from bootwarden.scenarios.snmp_atlas import read_table, register

ORDERS = read_table("""
# FASTPATH: no check of a file's signature
1542006159 1.3.6.1.4.1.4413.1.1.1.2.9.2 14.0=2 > - -
1542006160 1.3.6.1.4.1.4526.10.1.2.9.2 14.0=2 > - -
1542006161 1.3.6.1.4.1.4526.11.1.2.9.2 14.0=2 > - -
1542006162 1.3.6.1.4.1.4526.1.6.1.2.9.2 14.0=2 > - -
1542006163 1.3.6.1.4.1.4526.1.7.1.2.9.2 14.0=2 > - -
1542006164 1.3.6.1.4.1.4526.1.8.1.2.9.2 14.0=2 > - -
1542006165 1.3.6.1.4.1.4526.1.9.1.2.9.2 14.0=2 > - -
1542006166 1.3.6.1.4.1.248.15.1.2.9.2 14.0=2 > - -
# AudioCodes: no secure startup
1542006721 1.3.6.1.4.1.5003.9.10.10.1.4.2 2.0=0 > - -
""")

register("BW27", ORDERS, "Devices are told to boot what they would have refused")
