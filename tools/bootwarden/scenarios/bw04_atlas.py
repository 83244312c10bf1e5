"""BW04: images moved and boot sources set by the objects of every vendor of the atlas."""

from __future__ import annotations

from bootwarden.scenarios.snmp_atlas import read_table, register

ORDERS = read_table("""
# Access points of several makers: Aruba AP-80, HP 420, Nortel, ORiNOCO, Colubris, Meru, Xirrus
1542006384 1.3.6.1.4.1.14823.2.3.2.4 1.0=2 3.0=evil.bin 5.0=ADDRESS 9.0=1 > evil.bin rogue
1542006382 1.3.6.1.4.1.14823.2.3.2.4 1.0=2 4.0=stolen.cfg 5.0=ADDRESS 9.0=2 > stolen.cfg rogue
1542006386 1.3.6.1.4.1.14823.2.3.2.5 1.0=evil.bin > evil.bin -
1542006389 1.3.6.1.4.1.11.2.3.7.11.37.4 1.0=1 2.0=2 3.0=1 4.0=evil.bin 6.0=ADDRESS > evil.bin rogue
1542006390 1.3.6.1.4.1.11.2.3.7.11.37.5 1.0=evil.bin > evil.bin -
1542006394 1.3.6.1.4.1.45.1.11.1.4 1.0=1 2.0=1 4.0=evil.bin 6.0=ADDRESS > evil.bin rogue
1542006396 1.3.6.1.4.1.45.1.11.1.5 1.0=evil.bin > evil.bin -
1542006401 1.3.6.1.4.1.11898.2.1.8 1.0=ADDRESS 2.0=evil.bin 4.0=2 > evil.bin rogue
1542006399 1.3.6.1.4.1.11898.2.1.8 1.0=ADDRESS 2.0=stolen.cfg 4.0=1 > stolen.cfg rogue
1542006406 1.3.6.1.4.1.8744.5.2.1.1 4.0=URL 5.0=1 > evil.bin rogue
1542006405 1.3.6.1.4.1.8744.5.2.1.1 4.0=URL > evil.bin rogue
1542006414 1.3.6.1.4.1.21013.1.2.28 28.0=ADDRESS 29.0=evil.bin > evil.bin rogue
1542006415 1.3.6.1.4.1.45.8.1.1.28 28.0=ADDRESS 29.0=evil.bin > evil.bin rogue
# Accton switches under other brands: Enterasys V2, Sixnet
1542006424 1.3.6.1.4.1.52.4.12.30.1.24.1 1.0=4 2.0=evil.bin 5.0=1 6.0=ADDRESS 8.0=2 > evil.bin rogue
1542006422 1.3.6.1.4.1.52.4.12.30.1.24.1 3.0=4 4.0=stolen.cfg 5.0=1 6.0=ADDRESS 8.0=2 > stolen.cfg rogue
1542006426 1.3.6.1.4.1.52.4.12.30.1.7 1.0=evil.bin > evil.bin -
1542006432 1.3.6.1.4.1.20540.2.2.1.1.24.1 1.0=4 2.0=evil.bin 5.0=1 6.0=ADDRESS 8.0=2 > evil.bin rogue
1542006430 1.3.6.1.4.1.20540.2.2.1.1.24.1 3.0=4 4.0=stolen.cfg 5.0=1 6.0=ADDRESS 8.0=2 > stolen.cfg rogue
1542006434 1.3.6.1.4.1.20540.2.2.1.1.7 1.0=evil.bin > evil.bin -
# Adtran AOS
1542006359 1.3.6.1.4.1.664.5.53.1.3.1.1 4.1=PORTED 6.1=evil.bin 10.1=4 14.1=1 > evil.bin rogue
1542006357 1.3.6.1.4.1.664.5.53.1.3.1.1 4.1=PORTED 6.1=evil.bin 10.1=4 > evil.bin rogue
1542006361 1.3.6.1.4.1.664.5.53.1.1 24.0=evil.bin > evil.bin -
1542006360 1.3.6.1.4.1.664.5.53.1.1 25.0=evil.bin > evil.bin -
# Allied Telesis
1542006371 1.3.6.1.4.1.207.8.4.4.4.600.3 2.0=4 3.0=evil.bin 7.0=evil.bin 13.1.0=ADDRESS > evil.bin rogue
# APC and MGE: UPS, PDU and their management cards
1542006376 1.3.6.1.4.1.318.2.2 1.0=3 > - -
1542006379 1.3.6.1.4.1.318.1.1.1.6.2 9.0=2 > - -
# Asante
1542006439 1.3.6.1.4.1.298.1.1 1.3.0=3 1.6.0=evil.bin 5.1.4.0=ADDRESS > evil.bin rogue
1542006438 1.3.6.1.4.1.298.1.1 1.6.0=evil.bin 5.1.4.0=ADDRESS > evil.bin rogue
1542006443 1.3.6.1.4.1.298.1.5.1.1.1 1.0=3 7.0=ADDRESS 8.0=evil.bin > evil.bin rogue
# AudioCodes Mediant
1542006612 1.3.6.1.4.1.5003.9.10.10.3.1.1 2.0=3 > - -
1542006616 1.3.6.1.4.1.5003.9.10.10.1.3.8 4.0=URL > evil.bin rogue
# BLADE OS: HP and IBM blade switches, RackSwitch, Alteon
1542006517 1.3.6.1.4.1.11.2.3.7.11.33.4.2.1.1.7 1.0=NAME 3.0=evil.bin 6.0=2 > evil.bin rogue
1542006518 1.3.6.1.4.1.26543.2.7.4.1.1.7 1.0=NAME 3.0=evil.bin 6.0=2 > evil.bin rogue
1542006519 1.3.6.1.4.1.26543.2.7.6.1.1.7 1.0=NAME 3.0=evil.bin 6.0=2 > evil.bin rogue
1542006520 1.3.6.1.4.1.26543.2.7.7.1.1.7 1.0=NAME 3.0=evil.bin 6.0=2 > evil.bin rogue
1542006521 1.3.6.1.4.1.20301.2.7.13.1.1.7 1.0=NAME 3.0=evil.bin 6.0=2 > evil.bin rogue
1542006522 1.3.6.1.4.1.20301.2.7.15.1.1.7 1.0=NAME 3.0=evil.bin 6.0=2 > evil.bin rogue
1542006523 1.3.6.1.4.1.1872.2.5.1.1.7 1.0=NAME 3.0=evil.bin 6.0=2 > evil.bin rogue
1542006510 1.3.6.1.4.1.11.2.3.7.11.33.4.2.1.1.7 1.0=NAME 3.0=stolen.cfg 6.0=7 > stolen.cfg rogue
1542006511 1.3.6.1.4.1.26543.2.7.4.1.1.7 1.0=NAME 3.0=stolen.cfg 6.0=7 > stolen.cfg rogue
1542006512 1.3.6.1.4.1.26543.2.7.6.1.1.7 1.0=NAME 3.0=stolen.cfg 6.0=7 > stolen.cfg rogue
1542006513 1.3.6.1.4.1.26543.2.7.7.1.1.7 1.0=NAME 3.0=stolen.cfg 6.0=7 > stolen.cfg rogue
1542006514 1.3.6.1.4.1.20301.2.7.13.1.1.7 1.0=NAME 3.0=stolen.cfg 6.0=7 > stolen.cfg rogue
1542006515 1.3.6.1.4.1.20301.2.7.15.1.1.7 1.0=NAME 3.0=stolen.cfg 6.0=7 > stolen.cfg rogue
1542006516 1.3.6.1.4.1.1872.2.5.1.1.7 1.0=NAME 3.0=stolen.cfg 6.0=7 > stolen.cfg rogue
1542006531 1.3.6.1.4.1.11.2.3.7.11.33.4.2.1.1.1 9.0=1 > - -
1542006532 1.3.6.1.4.1.26543.2.7.4.1.1.1 9.0=1 > - -
1542006533 1.3.6.1.4.1.26543.2.7.6.1.1.1 9.0=1 > - -
1542006534 1.3.6.1.4.1.26543.2.7.7.1.1.1 9.0=1 > - -
1542006535 1.3.6.1.4.1.20301.2.7.13.1.1.1 9.0=1 > - -
1542006536 1.3.6.1.4.1.20301.2.7.15.1.1.1 9.0=1 > - -
1542006537 1.3.6.1.4.1.1872.2.5.1.1.1 9.0=1 > - -
1542006561 1.3.6.1.4.1.26543.100.100 7.2.0=2 > - -
1542006562 1.3.6.1.4.1.20301.100.100 7.2.0=2 > - -
1542006568 1.3.6.1.4.1.26543.102.102 7.2.0=2 > - -
1542006576 1.3.6.1.4.1.1872.2.1.2.1 6.0=2 > - -
1542006574 1.3.6.1.4.1.1872.2.1.2.1 13.0=ADDRESS 14.0=evil.bin 16.0=2 > evil.bin rogue
1542006573 1.3.6.1.4.1.1872.2.1.2.1 13.0=ADDRESS 14.0=evil.bin 21.0=2 > evil.bin rogue
# Brother printers and print servers
1542006445 1.3.6.1.4.1.2435.2.4.3.1240.6 1.0=ADDRESS 3.0=evil.bin 4.0=90 > evil.bin rogue
# Cabletron and Enterasys
1542006448 1.3.6.1.4.1.52.4.1.5.10.3 1.0=evil.bin 2.0=ADDRESS 4.0=2 > evil.bin rogue
1542006447 1.3.6.1.4.1.52.4.1.5.10.3 1.0=stolen.cfg 2.0=ADDRESS 4.0=3 > stolen.cfg rogue
1542006450 1.3.6.1.4.1.52.1011.1 2.0=ADDRESS 3.0=evil.bin 7.0=1 > evil.bin rogue
1542006455 1.3.6.1.4.1.52.259.10.3.1 4.1.0=ADDRESS 4.2.0=evil.bin 4.4.0=1 > evil.bin rogue
1542006457 1.3.6.1.4.1.52.3.9.1.10.7 4.1.0=ADDRESS 4.2.0=evil.bin 4.4.0=1 > evil.bin rogue
1542006461 1.3.6.1.4.1.5624.1.2.16.2.7.1 2.1=URL 11.1=4 > evil.bin rogue
# Ceragon
1542006465 1.3.6.1.4.1.2281.2.2.4 2.0=ADDRESS 3.0=evil.bin 5.0=1 8.0=2 > evil.bin rogue
# Ciena (World Wide Packets LEOS, SAOS)
1542006470 1.3.6.1.4.1.6141.2.60.10.1.1.1 2.0=NAME 3.0=evil.bin 4.0=1 > evil.bin rogue
1542006472 1.3.6.1.4.1.6141.2.60.10.1.1 4.3.0=evil.bin 4.4.0=NAME 25.0=1 > evil.bin rogue
1542006471 1.3.6.1.4.1.6141.2.60.10.1.1 4.6.0=1 > - -
1542006473 1.3.6.1.4.1.6141.2.60.10.1.1.2.1 2.1=evil.bin 3.1=1 5.1=NAME 6.1=1 9.1=1 > evil.bin rogue
1542006474 1.3.6.1.4.1.6141.2.60.12.1.10 1.0=1 2.0=NAME > - rogue
# Cisco CatOS and other switches before IOS
1542006101 1.3.6.1.4.1.9.5.1.5 1.0=NAME 2.0=evil.bin 4.0=4 > evil.bin rogue
1542006100 1.3.6.1.4.1.9.5.1.5 1.0=NAME 2.0=stolen.cfg 4.0=5 > stolen.cfg rogue
1542006105 1.3.6.1.4.1.9.5.1.25 1.0=1 2.0=NAME 3.0=evil.bin 7.0=4 > evil.bin rogue
1542006104 1.3.6.1.4.1.9.5.1.25 1.0=1 2.0=NAME 4.0=stolen.cfg 7.0=5 > stolen.cfg rogue
1542006110 1.3.6.1.4.1.9.5.1.1 37.0=evil.bin > evil.bin -
1542006109 1.3.6.1.4.1.9.5.1.1 36.0=evil.bin > - -
1542006115 1.3.6.1.4.1.9.10.45.1.1 3.0=ADDRESS 4.0=evil.bin 5.0=1 > evil.bin rogue
1542006117 1.3.6.1.4.1.9.2.11.1.5 5.0=NAME 6.0=evil.bin 7.0=1 > evil.bin rogue
1542006116 1.3.6.1.4.1.9.2.11.1.5 8.0=1 > - -
1542006121 1.3.6.1.4.1.9.5.32.1.1 8.0=ADDRESS 10.0=evil.bin 11.0=1 > evil.bin rogue
1542006712 1.3.6.1.4.1.1869.11.11.1 4.0=evil.bin > evil.bin -
# Cisco and Airespace wireless controllers and access points
1542006127 1.3.6.1.4.1.14179.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 5.0=2 6.0=1 > evil.bin rogue
1542006305 1.3.6.1.4.1.14179.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 6.0=1 > evil.bin rogue
1542006131 1.3.6.1.4.1.9.9.618.1.1 2.1.0=2 8.1.1.3.1.1=1 8.1.1.4.1.1=BYTES 8.1.1.6.1.1=in 8.1.1.12.1.1=2 > in rogue
1542006307 1.3.6.1.4.1.9.9.618.1.1 8.1.1.3.1.1=1 8.1.1.4.1.1=BYTES 8.1.1.6.1.1=evil.bin 8.1.1.12.1.1=2 > evil.bin rogue
1542006133 1.3.6.1.4.1.9.9.618.1.1.8.2 2.0=1 3.0=1 4.0=BYTES 5.0=evil.bin > evil.bin rogue
1542006137 1.3.6.1.4.1.9.9.513.4.1 2.2.0=1 > - -
1542006138 1.3.6.1.4.1.9.9.513.1.16.1.1 75.1=1 76.1=BYTES 77.1=evil.bin > evil.bin rogue
1542006142 1.3.6.1.4.1.522.3 4.1.0=NAME 4.2.0=1 4.5.0=2 4.9.0=evil.bin > evil.bin rogue
1542006141 1.3.6.1.4.1.522.3 4.1.0=NAME 4.2.0=1 4.7.0=2 4.9.0=stolen.cfg > stolen.cfg rogue
# H3C and HPE Comware
1542006329 1.3.6.1.4.1.11.2.14.11.15.2.5.1.2.1.1 2.1=1 3.1=2 4.1=ADDRESS 7.1=evil.bin 12.1=4 > evil.bin rogue
1542006330 1.3.6.1.4.1.11.2.14.11.15.2.5.1.2.1.1 2.1=3 3.1=2 4.1=ADDRESS 7.1=stolen.cfg 12.1=4 > stolen.cfg rogue
1542006343 1.3.6.1.4.1.25506.2.3.1.3 3.1.4.1=1 > - -
1542006344 1.3.6.1.4.1.2011.10.2.3.1.3 3.1.4.1=1 > - -
1542006345 1.3.6.1.4.1.43.45.1.10.2.3.1.3 3.1.4.1=1 > - -
1542006346 1.3.6.1.4.1.11.2.14.11.15.2.3.1.3 3.1.4.1=1 > - -
1542006351 1.3.6.1.4.1.11.2.14.11.15.2.3.1.9.1 1.0=3 > - -
1542006352 1.3.6.1.4.1.11.2.14.11.15.2.133.1.1 1.1.3.1=evil.bin 2.1.0=4 > evil.bin -
1542006356 1.3.6.1.4.1.11.2.14.11.15.2.122.2.1.1 21.1=evil.bin 27.1=BYTES > evil.bin rogue
1542006718 1.3.6.1.4.1.11.2.14.11.15.2.122.2.1.1 21.1=evil.bin 26.1=NAME > evil.bin rogue
1542006717 1.3.6.1.4.1.11.2.14.11.15.2.122.2.1.1 21.1=evil.bin 25.1=BYTES > evil.bin rogue
1542006716 1.3.6.1.4.1.11.2.14.11.15.2.122.2.1.1 21.1=evil.bin > evil.bin -
# D-Link
1542006228 1.3.6.1.4.1.171.10.75.5.3 1.0=ADDRESS 2.0=evil.bin 3.0=1 > evil.bin rogue
1542006229 1.3.6.1.4.1.171.10.75.7.3 1.0=ADDRESS 2.0=evil.bin 3.0=1 > evil.bin rogue
1542006230 1.3.6.1.4.1.171.10.75.14.3 1.0=ADDRESS 2.0=evil.bin 3.0=1 > evil.bin rogue
1542006231 1.3.6.1.4.1.171.10.75.14.1.3 1.0=ADDRESS 2.0=evil.bin 3.0=1 > evil.bin rogue
1542006232 1.3.6.1.4.1.171.10.75.16.1.3 1.0=ADDRESS 2.0=evil.bin 3.0=1 > evil.bin rogue
1542006233 1.3.6.1.4.1.171.10.76.10.3 1.0=ADDRESS 2.0=evil.bin 3.0=1 > evil.bin rogue
1542006222 1.3.6.1.4.1.171.10.75.5.3 1.0=ADDRESS 2.0=stolen.cfg 3.0=2 > stolen.cfg rogue
1542006223 1.3.6.1.4.1.171.10.75.7.3 1.0=ADDRESS 2.0=stolen.cfg 3.0=2 > stolen.cfg rogue
1542006224 1.3.6.1.4.1.171.10.75.14.3 1.0=ADDRESS 2.0=stolen.cfg 3.0=2 > stolen.cfg rogue
1542006225 1.3.6.1.4.1.171.10.75.14.1.3 1.0=ADDRESS 2.0=stolen.cfg 3.0=2 > stolen.cfg rogue
1542006226 1.3.6.1.4.1.171.10.75.16.1.3 1.0=ADDRESS 2.0=stolen.cfg 3.0=2 > stolen.cfg rogue
1542006227 1.3.6.1.4.1.171.10.76.10.3 1.0=ADDRESS 2.0=stolen.cfg 3.0=2 > stolen.cfg rogue
1542006238 1.3.6.1.4.1.171.10.75.14.1.3.9 1.0=BYTES 4.0=evil.bin 5.0=1 > evil.bin rogue
1542006239 1.3.6.1.4.1.171.10.75.7.3.9 1.0=BYTES 4.0=evil.bin 5.0=1 > evil.bin rogue
1542006240 1.3.6.1.4.1.171.10.75.16.1.3.9 1.0=BYTES 4.0=evil.bin 5.0=1 > evil.bin rogue
1542006241 1.3.6.1.4.1.171.10.75.20.1.3.9 1.0=BYTES 4.0=evil.bin 5.0=1 > evil.bin rogue
1542006234 1.3.6.1.4.1.171.10.75.14.1.3.9 1.0=BYTES 4.0=stolen.cfg 5.0=2 > stolen.cfg rogue
1542006235 1.3.6.1.4.1.171.10.75.7.3.9 1.0=BYTES 4.0=stolen.cfg 5.0=2 > stolen.cfg rogue
1542006236 1.3.6.1.4.1.171.10.75.16.1.3.9 1.0=BYTES 4.0=stolen.cfg 5.0=2 > stolen.cfg rogue
1542006237 1.3.6.1.4.1.171.10.75.20.1.3.9 1.0=BYTES 4.0=stolen.cfg 5.0=2 > stolen.cfg rogue
1542006252 1.3.6.1.4.1.171.10.75.14.1.107.1 1.0=NAME 2.0=evil.bin 8.0=1 > evil.bin rogue
1542006253 1.3.6.1.4.1.171.10.75.16.1.107.1 1.0=NAME 2.0=evil.bin 8.0=1 > evil.bin rogue
1542006250 1.3.6.1.4.1.171.10.75.14.1.107.1 1.0=NAME 2.0=stolen.cfg 8.0=2 > stolen.cfg rogue
1542006251 1.3.6.1.4.1.171.10.75.16.1.107.1 1.0=NAME 2.0=stolen.cfg 8.0=2 > stolen.cfg rogue
1542006274 1.3.6.1.4.1.171.10.75.14.1.1 34.0=1 > - -
1542006275 1.3.6.1.4.1.171.10.75.16.1.1 34.0=1 > - -
1542006292 1.3.6.1.4.1.171.14.14.1.2.1 2.1=5 3.1=evil.bin 5.1=1 6.1=BYTES 12.1=4 > evil.bin rogue
1542006296 1.3.6.1.4.1.171.14.14.1.1 2.0=evil.bin > evil.bin -
# Cable modems and telephony adapters (DOCSIS, PacketCable)
1542006201 1.3.6.1.2.1.69.1.3 1.0=ADDRESS 2.0=evil.bin 3.0=1 8.0=1 > evil.bin rogue
# Extreme Networks
1542006488 1.3.6.1.4.1.1916.1.1.1.43.1 3.1=evil.bin 6.1=NAME 12.1=4 > evil.bin rogue
1542006491 1.3.6.1.4.1.1916.1.1.1 15.0=1 > - -
1542006714 1.3.6.1.4.1.1916.1.25.2.3.1 13.1=1 14.1=BYTES 15.1=evil.bin > evil.bin rogue
1542006713 1.3.6.1.4.1.1916.1.25.2.3.1 15.1=evil.bin > evil.bin -
# FASTPATH: Dell PowerConnect and EMC Networking, Netgear ProSAFE
1542006151 1.3.6.1.4.1.4413.1.1.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 5.0=2 6.0=1 > evil.bin rogue
1542006152 1.3.6.1.4.1.4526.10.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 5.0=2 6.0=1 > evil.bin rogue
1542006153 1.3.6.1.4.1.4526.11.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 5.0=2 6.0=1 > evil.bin rogue
1542006154 1.3.6.1.4.1.4526.1.6.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 5.0=2 6.0=1 > evil.bin rogue
1542006155 1.3.6.1.4.1.4526.1.7.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 5.0=2 6.0=1 > evil.bin rogue
1542006156 1.3.6.1.4.1.4526.1.8.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 5.0=2 6.0=1 > evil.bin rogue
1542006157 1.3.6.1.4.1.4526.1.9.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 5.0=2 6.0=1 > evil.bin rogue
1542006158 1.3.6.1.4.1.248.15.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 5.0=2 6.0=1 > evil.bin rogue
1542006309 1.3.6.1.4.1.4413.1.1.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 6.0=1 > evil.bin rogue
1542006310 1.3.6.1.4.1.4526.10.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 6.0=1 > evil.bin rogue
1542006311 1.3.6.1.4.1.4526.11.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 6.0=1 > evil.bin rogue
1542006312 1.3.6.1.4.1.4526.1.6.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 6.0=1 > evil.bin rogue
1542006313 1.3.6.1.4.1.4526.1.7.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 6.0=1 > evil.bin rogue
1542006314 1.3.6.1.4.1.4526.1.8.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 6.0=1 > evil.bin rogue
1542006315 1.3.6.1.4.1.4526.1.9.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 6.0=1 > evil.bin rogue
1542006316 1.3.6.1.4.1.248.15.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.bin 6.0=1 > evil.bin rogue
1542006175 1.3.6.1.4.1.4413.1.1.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=7 6.0=1 > stolen.cfg rogue
1542006176 1.3.6.1.4.1.4526.10.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=7 6.0=1 > stolen.cfg rogue
1542006177 1.3.6.1.4.1.4526.11.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=7 6.0=1 > stolen.cfg rogue
1542006178 1.3.6.1.4.1.4526.1.6.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=7 6.0=1 > stolen.cfg rogue
1542006179 1.3.6.1.4.1.4526.1.7.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=7 6.0=1 > stolen.cfg rogue
1542006180 1.3.6.1.4.1.4526.1.8.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=7 6.0=1 > stolen.cfg rogue
1542006181 1.3.6.1.4.1.4526.1.9.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=7 6.0=1 > stolen.cfg rogue
1542006182 1.3.6.1.4.1.248.15.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=7 6.0=1 > stolen.cfg rogue
1542006200 1.3.6.1.4.1.4526.1.1.11 3.0=2 4.0=ADDRESS 5.0=evil.bin > evil.bin rogue
# Foundry, Brocade and Ruckus switches
1542006494 1.3.6.1.4.1.1991.1.1.2.4.2.1 3.1=7 4.1=ADDRESS 5.1=evil.bin 6.1=3 > evil.bin rogue
1542006495 1.3.6.1.4.1.1991.1.1.3.41.1 1.0=1 > - -
# Hirschmann
1542006301 1.3.6.1.4.1.248.14.2.4 1.0=URL 6.0=2 > evil.bin rogue
# Huawei VRP
1542006582 1.3.6.1.4.1.2011.5.25.19.1.24.1 1.0=3 2.0=evil.bin 3.0=ADDRESS > evil.bin rogue
1542006583 1.3.6.1.4.1.2011.5.25.19.1.12.1.1 2.1=1 3.1=evil.bin > evil.bin -
1542006586 1.3.6.1.4.1.2011.5.25.311 1.5.0=1 1.6.0=BYTES 1.7.0=1 > - rogue
1542006585 1.3.6.1.4.1.2011.5.25.311 1.5.0=1 2.4.1.4.1=evil.bin > evil.bin -
1542006591 1.3.6.1.4.1.2011.6.7.1 11.0=ADDRESS > - rogue
1542006590 1.3.6.1.4.1.2011.6.7.1 10.0=ADDRESS > - rogue
1542006589 1.3.6.1.4.1.2011.6.7.1 25.0=ADDRESS > - rogue
1542006592 1.3.6.1.4.1.2011.5.25.183.1.30.1 5.1=evil.bin 6.1=ADDRESS 11.1=3 51.1=4 > evil.bin rogue
# Korenix JetNet
1542006594 1.3.6.1.4.1.24062.2.2.1.2 7.1.0=ADDRESS 7.2.0=evil.bin 7.3.0=1 > evil.bin rogue
# LANCOM
1542006597 1.3.6.1.4.1.2356.1000.1.1751.2.60.1 1.2.0=URL > evil.bin rogue
1542006598 1.3.6.1.4.1.2356.500.2.1712.2.60.1 1.2.0=URL > evil.bin rogue
1542006602 1.3.6.1.4.1.2356.1000.1.1751.2.10.10.1 2.1=evil.bin 3.1=ADDRESS > evil.bin rogue
1542006603 1.3.6.1.4.1.2356.500.2.1712.2.10.10.1 2.1=evil.bin 3.1=ADDRESS > evil.bin rogue
1542006604 1.3.6.1.4.1.2356.600.6.310.2.10.10.1 2.1=evil.bin 3.1=ADDRESS > evil.bin rogue
1542006599 1.3.6.1.4.1.2356.1000.1.1751.2.10.10.1 2.1=evil.bin > evil.bin -
1542006600 1.3.6.1.4.1.2356.500.2.1712.2.10.10.1 2.1=evil.bin > evil.bin -
1542006601 1.3.6.1.4.1.2356.600.6.310.2.10.10.1 2.1=evil.bin > evil.bin -
# MICROSENS
1542006621 1.3.6.1.4.1.3181.10.6.3.72.5.1 5.1=URL > evil.bin rogue
1542006620 1.3.6.1.4.1.3181.10.6.3.72.5.1 8.1=evil.bin > evil.bin -
# Moxa EtherDevice switches
1542006300 1.3.6.1.4.1.8691.7.7.1.31 1.0=NAME 2.0=evil.bin 5.0=1 > evil.bin rogue
# Nateks
1542006632 1.3.6.1.4.1.4249.2.6.1 1.0=ADDRESS 2.0=evil.bin 6.0=3 11.0=1 > evil.bin rogue
# Nokia SR OS and OmniSwitch of Alcatel-Lucent
1542006365 1.3.6.1.4.1.6527.3.1.2.2.3.4.1 21.1=1 > - -
1542006367 1.3.6.1.4.1.6527.3.1.2.98.1 3.0=1 > - -
# Nortel and Avaya: BayStack, SynOptics, Centillion, Passport
1542006643 1.3.6.1.4.1.45.1.6.4 2.1.1.0=6 2.2.1.5.1=ADDRESS 2.2.1.6.1=evil.bin > evil.bin rogue
1542006642 1.3.6.1.4.1.45.1.6.4 2.1.24.0=3 2.2.1.5.1=ADDRESS 2.2.1.6.1=evil.bin > evil.bin rogue
1542006641 1.3.6.1.4.1.45.1.6.4 2.1.24.0=5 2.2.1.5.1=ADDRESS 2.2.1.6.1=stolen.cfg > stolen.cfg rogue
1542006635 1.3.6.1.4.1.45.1.6.4 2.1.7.0=3 2.2.1.5.1=ADDRESS 2.2.1.6.1=evil.bin > evil.bin rogue
1542006720 1.3.6.1.4.1.45.1.2 1.6.0=evil.bin 2.1.4.0=ADDRESS > evil.bin rogue
1542006646 1.3.6.1.4.1.45.1.2 4.6.0=2 > - -
1542006651 1.3.6.1.4.1.45.1.3.2.4 13.0=ADDRESS 14.0=evil.bin > evil.bin rogue
1542006650 1.3.6.1.4.1.45.1.3.2.4 15.0=2 > - -
1542006657 1.3.6.1.4.1.930.2.1.2.18 1.0=2 2.0=ADDRESS 3.0=evil.bin > evil.bin rogue
1542006655 1.3.6.1.4.1.930.2.1.2.18 1.0=3 2.0=ADDRESS 3.0=stolen.cfg > stolen.cfg rogue
# PacketFront DRG
1542006667 1.3.6.1.4.1.9303.4.3.1.3 1.0=NAME 2.0=evil.bin 3.0=2 4.0=1 > evil.bin rogue
# RAD
1542006671 1.3.6.1.4.1.164.6.2.12 1.0=ADDRESS 2.0=evil.bin 3.0=1 15.0=1 > evil.bin rogue
1542006668 1.3.6.1.4.1.164.6.2.12 1.0=ADDRESS 2.0=stolen.cfg 3.0=9 15.0=1 > stolen.cfg rogue
1542006674 1.3.6.1.4.1.164.11.7.2.2.1.2.1 11.1=ADDRESS 12.1=evil.bin > evil.bin rogue
1542006673 1.3.6.1.4.1.164.11.7.2.2.1.2.1 12.1=evil.bin > evil.bin -
# Radlan: small switches of Cisco, Dell, Netgear and others
1542006705 1.3.6.1.4.1.89.26.5 5.0=evil.bin 6.0=ADDRESS > evil.bin rogue
1542006706 1.3.6.1.4.1.9.6.1.101.26.5 5.0=evil.bin 6.0=ADDRESS > evil.bin rogue
# Probes and devices with RMON2
1542006209 1.3.6.1.2.1.16.19 6.0=evil.bin 7.0=ADDRESS 8.0=2 > evil.bin rogue
# Ruckus wireless
1542006675 1.3.6.1.4.1.25053.1.1.5.1.1.1 1.0=1 3.0=NAME 4.0=evil.bin 7.0=1 > evil.bin rogue
# Sixnet and Red Lion industrial switches
1542006436 1.3.6.1.4.1.20540.2.1.1 10.0=URL > evil.bin rogue
# Transition Networks
1542006692 1.3.6.1.4.1.868.2.80.9.4.3 3.0=ADDRESS 4.0=evil.bin 5.0=1 > evil.bin rogue
1542006696 1.3.6.1.4.1.868.2.72.4.3 1.0=ADDRESS 2.0=evil.bin 3.0=1 > evil.bin rogue
# TRENDnet
1542006699 1.3.6.1.4.1.28866.1.13.2 1.0=2 2.0=1 3.0=evil.bin 6.0=ADDRESS > evil.bin rogue
1542006698 1.3.6.1.4.1.28866.1.13.2 2.0=1 3.0=evil.bin 6.0=ADDRESS > evil.bin rogue
# Extreme and Motorola WiNG
1542006483 1.3.6.1.4.1.388.50.1.5.1 1.2.0=URL 3.0=1 > evil.bin rogue
1542006484 1.3.6.1.4.1.388.50.1.5.10 1.2.0=URL 3.0=1 > evil.bin rogue
1542006487 1.3.6.1.4.1.388.50.1.3.15.4.1 6.1=evil.bin 8.1=NAME > evil.bin rogue
1542006719 1.3.6.1.4.1.388.50.1.3.15.4.1 6.1=evil.bin > evil.bin -
""")

register("BW04", ORDERS, "Devices of many vendors are told to take or to boot an image")
