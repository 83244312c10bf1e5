##! What Zeek must know of each detection.
##!
##! Written by `bootwarden facts build` from tools/bootwarden/detections.py: change it there.

module Bootwarden;

export {
	## Detections that may fire where the site declared nothing. Others would tell of ordinary work.
	const without_site: set[string] = {
		"BW02",
		"BW06",
		"BW11",
		"BW13",
		"BW14",
		"BW16",
		"BW17",
		"BW23",
		"BW24",
		"BW25"
	} &redef;

	## ATT&CK techniques that findings are marked with, besides those that their evidence carries.
	option techniques: table[string] of set[string] = {
		["BW01"] = set("T1542.005"),
		["BW02"] = set("T1542.005"),
		["BW03"] = set("T1542.005"),
		["BW04"] = set("T1601.001"),
		["BW05"] = set("T1542.005"),
		["BW06"] = set("T1542.005"),
		["BW07"] = set("T1542.005"),
		["BW08"] = set("T1542.005"),
		["BW09"] = set("T1601.001"),
		["BW10"] = set("T1542.005"),
		["BW11"] = set("T1542.005"),
		["BW12"] = set("T1542.005"),
		["BW13"] = set("T1542.005"),
		["BW14"] = set("T1542.005"),
		["BW15"] = set("T1601.001"),
		["BW16"] = set("T1602.002"),
		["BW17"] = set("T1602.002"),
		["BW18"] = set("T1602.002"),
		["BW19"] = set("T1602.002"),
		["BW20"] = set("T1601.001"),
		["BW21"] = set("T1601.001"),
		["BW22"] = set("T1601.002"),
		["BW23"] = set("T1601.001"),
		["BW24"] = set("T1601.001"),
		["BW25"] = set("T1601.001"),
		["BW26"] = set("T1542.005"),
		["BW27"] = set("T1542.005"),
		["BW30"] = set("T1542.005")
	};

	## What a detection's notices are told apart by: the device, the server, the file.
	const told_once_for: table[string] of set[string] = {
		["BW01"] = set("device", "server", "file"),
		["BW02"] = set("device", "server", "file"),
		["BW03"] = set("device", "server", "file"),
		["BW04"] = set("device", "server", "file"),
		["BW05"] = set("device", "server", "file"),
		["BW06"] = set("device", "server", "file"),
		["BW07"] = set("device", "server", "file"),
		["BW08"] = set("device", "server", "file"),
		["BW09"] = set("device", "server", "file"),
		["BW10"] = set("device", "server"),
		["BW11"] = set("device", "server", "file"),
		["BW12"] = set("device", "server", "file"),
		["BW13"] = set("device", "server", "file"),
		["BW14"] = set("device", "server", "file"),
		["BW15"] = set("device", "server", "file"),
		["BW16"] = set("device", "server", "file"),
		["BW17"] = set("device", "server", "file"),
		["BW18"] = set("device", "server", "file"),
		["BW19"] = set("device", "server", "file"),
		["BW20"] = set("device", "server", "file"),
		["BW21"] = set("device", "server", "file"),
		["BW22"] = set("device", "server", "file"),
		["BW23"] = set("device", "server", "file"),
		["BW24"] = set("device", "server", "file"),
		["BW25"] = set("device", "server", "file"),
		["BW26"] = set("device", "server", "file"),
		["BW27"] = set("device", "server", "file"),
		["BW30"] = set("device", "server", "file")
	} &redef;
}
