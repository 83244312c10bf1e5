##! The SNMP objects by which devices are told to move an image or a configuration, to boot from elsewhere, to lose
##! what they would boot from, or to reload. From the vendors' MIBs.

@load ../kinds

module Bootwarden;

export {
	## What an order does, once its objects have these values.
	type SnmpOrder: record {
		## Values that name the order, by role; an empty set: any value.
		when_set: table[string] of set[int];
		## Kind of evidence.
		kind: EvidenceKind;
		## What is moved, and which way.
		detail: string;
		## Whether a file leaves the device.
		leaves: bool &default=F;
		## Role of the object that names the server; empty where none does.
		server: string &default="server";
		## Role of the object that names the file.
		file_name: string &default="file";
		## Role of the object, or of the URL, that says by which protocol; empty where the order moves nothing.
		protocol: string &default="protocol";
	};

	## A group of objects that together make an order: the columns of a table, or scalars.
	type SnmpGroup: record {
		## MIB and table.
		name: string;
		## Role of each column, by the arcs between the group's OID and the instance. The value of a role with "url"
		## in its name gives three more, ending in .server, .file and .protocol. "other-server" is a second object for
		## the server; "address-type" says what kind of address an InetAddress is.
		columns: table[string] of string;
		## The orders that it can express; the first that fits counts.
		orders: vector of SnmpOrder;
		## Setting one of these roles to one of these values starts the order (an empty set: any value).
		start: table[string] of set[int] &default=table();
		## These roles together start it, too.
		complete: set[string] &default=set();
		## What the values of the role that names the protocol mean.
		protocols: table[int] of string &default=table();
		## What files move by where no object says.
		protocol: string &default="";
		## The instance is the server's address.
		index_is_server: bool &default=F;
		## Objects of whatever instance belong together.
		one_row: bool &default=F;
	};

	## Stands for whatever value an object is set to.
	const any_value: set[int] = set();

	## All groups known, by the OID under which their columns are numbered.
	const snmp_groups: table[string] of SnmpGroup = {
		["1.3.6.1.4.1.9.9.96.1.1.1.1"] = SnmpGroup(
		    $name="CISCO-CONFIG-COPY-MIB ccCopyTable", $columns=table(["2"] =
		    "protocol", ["3"] = "source", ["4"] = "destination", ["5"] =
		    "server", ["6"] = "file", ["14"] = "status", ["15"] =
		    "address-type", ["16"] = "other-server"), $orders=vector(
		    SnmpOrder($when_set=table(["source"] = set(+1), [
		    "destination"] = set(+3)), $kind=SNMP_CONFIG,
		    $detail="network to startup-config"), SnmpOrder(
		    $when_set=table(["source"] = set(+1), ["destination"] = set(
		    +4)), $kind=SNMP_CONFIG,
		    $detail="network to running-config"), SnmpOrder(
		    $when_set=table(["source"] = set(+1), ["destination"] = set(
		    +2)), $kind=SNMP_CONFIG,
		    $detail="network to a file of the device"), SnmpOrder(
		    $when_set=table(["source"] = set(+1)), $kind=SNMP_CONFIG,
		    $detail="network to device"), SnmpOrder($when_set=table([
		    "destination"] = set(+1)), $kind=SNMP_CONFIG,
		    $detail="device to network", $leaves=T)), $start=table([
		    "status"] = set(+1, +4)), $protocols=table([+1] = "tftp", [+2] =
		    "ftp", [+3] = "rcp", [+4] = "scp", [+5] = "sftp"),
		    $protocol="tftp"),
		["1.3.6.1.4.1.9.2.1"] = SnmpGroup($name="OLD-CISCO-SYS-MIB", $columns=table(["50"] =
		    "net", ["53"] = "host", ["54"] = "memory", ["55"] =
		    "write"), $orders=vector(SnmpOrder($when_set=table(["net"] =
		    any_value), $kind=SNMP_CONFIG,
		    $detail="network to running-config (netConfigSet)",
		    $file_name="net"), SnmpOrder($when_set=table(["host"] =
		    any_value), $kind=SNMP_CONFIG,
		    $detail="network to running-config (hostConfigSet)",
		    $file_name="host"), SnmpOrder($when_set=table(["write"] =
		    any_value), $kind=SNMP_CONFIG,
		    $detail="running-config to network (writeNet)", $leaves=T,
		    $file_name="write"), SnmpOrder($when_set=table(["memory"] =
		    set(+0)), $kind=SNMP_CONFIG,
		    $detail="startup-config erased (writeMem)", $server="",
		    $file_name="")), $start=table(["net"] = any_value, ["host"] =
		    any_value, ["write"] = any_value, ["memory"] = set(+0)),
		    $protocol="tftp", $index_is_server=T),
		["1.3.6.1.4.1.9.9.10.1.2.1.1"] = SnmpGroup(
		    $name="CISCO-FLASH-MIB ciscoFlashCopyTable",
		    $columns=table(["2"] = "command", ["3"] = "protocol", ["4"] =
		    "server", ["5"] = "file", ["6"] = "to", ["11"] = "status", ["13"] =
		    "address-type", ["14"] = "other-server"), $orders=vector(
		    SnmpOrder($when_set=table(["command"] = set(+1)),
		    $kind=SNMP_IMAGE, $detail="network to erased flash"),
		    SnmpOrder($when_set=table(["command"] = set(+2)),
		    $kind=SNMP_IMAGE, $detail="network to flash"), SnmpOrder(
		    $when_set=table(["command"] = set(+3, +4)),
		    $kind=SNMP_IMAGE, $detail="flash to network", $leaves=T)),
		    $start=table(["status"] = set(+1, +4)), $protocols=table([+1] =
		    "tftp", [+2] = "rcp", [+3] = "lex", [+4] = "ftp", [+5] =
		    "scp", [+6] = "sftp"), $protocol="tftp"),
		# Without an image in flash, a device boots from the network.
		["1.3.6.1.4.1.9.9.10.1.2.3.1"] = SnmpGroup(
		    $name="CISCO-FLASH-MIB ciscoFlashMiscOpTable",
		    $columns=table(["2"] = "command", ["3"] = "file", ["7"] =
		    "status"), $orders=vector(SnmpOrder($when_set=table([
		    "command"] = set(+1)), $kind=SNMP_IMAGE,
		    $detail="flash erased", $server="", $file_name=""),
		    SnmpOrder($when_set=table(["command"] = set(+3)),
		    $kind=SNMP_IMAGE, $detail="file of the flash deleted",
		    $server=""), SnmpOrder($when_set=table(["command"] = set(
		    +6)), $kind=SNMP_IMAGE, $detail="flash formatted",
		    $server="", $file_name="")), $start=table(["status"] = set(+1,
		    +4))),
		["1.3.6.1.4.1.9.2.10"] = SnmpGroup($name="OLD-CISCO-FLASH-MIB",
		    $columns=table(["6"] = "erase", ["9"] = "out", ["12"] =
		    "in"), $orders=vector(SnmpOrder($when_set=table(["in"] =
		    any_value), $kind=SNMP_IMAGE,
		    $detail="network to flash (netToFlash)", $file_name="in"),
		    SnmpOrder($when_set=table(["out"] = any_value),
		    $kind=SNMP_IMAGE, $detail="flash to network (flashToNet)",
		    $leaves=T, $file_name="out"), SnmpOrder($when_set=table([
		    "erase"] = any_value), $kind=SNMP_IMAGE,
		    $detail="flash erased (flashErase)", $server="",
		    $file_name="")), $start=table(["in"] = any_value, ["out"] =
		    any_value, ["erase"] = any_value), $protocol="tftp",
		    $index_is_server=T),
		["1.3.6.1.4.1.9.2.9"] = SnmpGroup($name="OLD-CISCO-TS-MIB tsMsgSend",
		    $columns=table(["9"] = "message"), $orders=vector(SnmpOrder(
		    $when_set=table(["message"] = set(+2)), $kind=RELOAD_ORDER,
		    $detail="reload", $server="", $file_name="")),
		    $start=table(["message"] = set(+2))),
		# URIs stand in tables, the command that installs them beside.
		["1.3.6.1.4.1.9.9.360.1.1"] = SnmpGroup($name="CISCO-IMAGE-UPGRADE-MIB",
		    $columns=table(["3.1.1"] = "url", ["6.1.1"] = "url", ["4.1"] =
		    "command"), $orders=vector(SnmpOrder($when_set=table([
		    "command"] = set(+3)), $kind=SNMP_IMAGE,
		    $detail="install the image", $server="url.server",
		    $file_name="url.file", $protocol="url"), SnmpOrder(
		    $when_set=table(["url.server"] = any_value),
		    $kind=SNMP_IMAGE, $detail="image URL set",
		    $server="url.server", $file_name="url.file")),
		    $start=table(["url"] = any_value, ["command"] = set(+3)),
		    $one_row=T),
		["1.3.6.1.4.1.9.9.725.1"] = SnmpGroup($name="CISCO-SMART-INSTALL-MIB",
		    $columns=table(["1.3"] = "server", ["1.7.1"] =
		    "backup-url", ["2.1"] = "url", ["2.2"] = "config-url", [
		    "2.5.1.3"] = "url", ["2.5.1.4"] = "second-url", ["2.5.1.5"] =
		    "config-url"), $orders=vector(SnmpOrder($when_set=table([
		    "server"] = any_value), $kind=SNMP_IMAGE,
		    $detail="Smart Install director set", $file_name="",
		    $protocol=""), SnmpOrder($when_set=table(["url.server"] =
		    any_value), $kind=SNMP_IMAGE,
		    $detail="image URL for clients set", $server="url.server",
		    $file_name="url.file"), SnmpOrder($when_set=table([
		    "second-url.server"] = any_value), $kind=SNMP_IMAGE,
		    $detail="image URL for clients set",
		    $server="second-url.server", $file_name="second-url.file"),
		    SnmpOrder($when_set=table(["config-url.server"] =
		    any_value), $kind=SNMP_CONFIG,
		    $detail="configuration URL for clients set",
		    $server="config-url.server", $file_name="config-url.file"),
		    SnmpOrder($when_set=table(["backup-url.server"] =
		    any_value), $kind=SNMP_CONFIG,
		    $detail="backups of clients sent to URL", $leaves=T,
		    $server="backup-url.server", $file_name="backup-url.file")),
		    $start=table(["server"] = any_value, ["url"] = any_value, [
		    "second-url"] = any_value, ["config-url"] = any_value, [
		    "backup-url"] = any_value)),
		["1.3.6.1.4.1.1991.1.1.2.4.1.1"] = SnmpGroup(
		    $name="FOUNDRY-SN-AGENT-MIB snAgBootSeqTable",
		    $columns=table(["2"] = "boot", ["3"] = "server", ["4"] =
		    "file", ["5"] = "status"), $orders=vector(SnmpOrder(
		    $when_set=table(["boot"] = set(+3)), $kind=SNMP_IMAGE,
		    $detail="boot from TFTP server", $protocol=""), SnmpOrder(
		    $when_set=table(["boot"] = set(+4)), $kind=SNMP_IMAGE,
		    $detail="boot from BOOTP server", $protocol="")),
		    $start=table(["status"] = set(+2, +4)), $complete=set(
		    "boot", "server", "file")),
		["1.3.6.1.4.1.1991.1.1.2.1"] = SnmpGroup(
		    $name="FOUNDRY-SN-AGENT-MIB snAgentGbl", $columns=table(["1"] =
		    "reload", ["2"] = "nvram", ["5"] = "server", ["6"] =
		    "file", ["7"] = "image-load", ["8"] = "config-file", ["9"] =
		    "config-load"), $orders=vector(SnmpOrder($when_set=table([
		    "reload"] = set(+3)), $kind=RELOAD_ORDER, $detail="reload",
		    $server="", $file_name=""), SnmpOrder($when_set=table([
		    "nvram"] = set(+3)), $kind=SNMP_CONFIG,
		    $detail="startup-config erased", $server="", $file_name=""),
		    SnmpOrder($when_set=table(["image-load"] = set(+20, +22,
		    +24, +25, +27, +29, +31, +32)), $kind=SNMP_IMAGE,
		    $detail="network to flash"), SnmpOrder($when_set=table([
		    "image-load"] = set(+19, +21, +26, +28, +30)),
		    $kind=SNMP_IMAGE, $detail="flash to network", $leaves=T),
		    SnmpOrder($when_set=table(["config-load"] = set(+21, +23,
		    +25, +27, +30)), $kind=SNMP_CONFIG,
		    $detail="network to device", $file_name="config-file"),
		    SnmpOrder($when_set=table(["config-load"] = set(+20, +22,
		    +24, +26)), $kind=SNMP_CONFIG, $detail="device to network",
		    $leaves=T, $file_name="config-file")), $start=table([
		    "reload"] = set(+3), ["nvram"] = set(+3), ["image-load"] =
		    any_value, ["config-load"] = any_value), $protocol="tftp"),
		["1.3.6.1.4.1.11.2.14.11.1.3.1.1"] = SnmpGroup(
		    $name="HP-ICF-DOWNLOAD hpicfDownloadTable", $columns=table(["4"] =
		    "server", ["6"] = "file", ["7"] = "reset", ["10"] =
		    "status"), $orders=vector(SnmpOrder($when_set=table(["file"] =
		    any_value, ["reset"] = set(+2, +3)), $kind=SNMP_IMAGE,
		    $detail="network to flash, and reset"), SnmpOrder(
		    $when_set=table(["file"] = any_value), $kind=SNMP_IMAGE,
		    $detail="network to flash")), $start=table(["status"] = set(+1,
		    +4)), $protocol="tftp"),
		["1.3.6.1.4.1.11.2.14.11.1.3.9.1"] = SnmpGroup(
		    $name="HP-ICF-DOWNLOAD hpicfDownloadInetTable",
		    $columns=table(["2"] = "address-type", ["3"] = "server", ["4"] =
		    "file", ["9"] = "protocol", ["10"] = "reset", ["13"] =
		    "status", ["17"] = "operation", ["18"] = "type"),
		    $orders=vector(SnmpOrder($when_set=table(["operation"] =
		    set(+2), ["type"] = set(+2, +3, +4)), $kind=SNMP_CONFIG,
		    $detail="device to network", $leaves=T), SnmpOrder(
		    $when_set=table(["operation"] = set(+2)), $kind=SNMP_IMAGE,
		    $detail="device to network", $leaves=T), SnmpOrder(
		    $when_set=table(["type"] = set(+2, +3, +4)),
		    $kind=SNMP_CONFIG, $detail="network to device"), SnmpOrder(
		    $when_set=table(["file"] = any_value, ["reset"] = set(+2,
		    +3)), $kind=SNMP_IMAGE,
		    $detail="network to flash, and reset"), SnmpOrder(
		    $when_set=table(["file"] = any_value), $kind=SNMP_IMAGE,
		    $detail="network to flash")), $start=table(["status"] = set(+1,
		    +4)), $protocols=table([+1] = "usb", [+2] = "tftp", [+3] =
		    "xmodem"), $protocol="tftp"),
		["1.3.6.1.4.1.11.2.14.11.1.3.11.1"] = SnmpGroup(
		    $name="HP-ICF-DOWNLOAD hpicfDownloadAutoTftpTable",
		    $columns=table(["2"] = "address-type", ["3"] = "server", ["4"] =
		    "file", ["5"] = "enable"), $orders=vector(SnmpOrder(
		    $when_set=table(["enable"] = set(+1)), $kind=SNMP_IMAGE,
		    $detail="fetch image at every boot")), $start=table([
		    "enable"] = set(+1)), $complete=set("enable", "server",
		    "file"), $protocol="tftp"),
		["1.3.6.1.4.1.11.2.14.11.1.3"] = SnmpGroup($name="HP-ICF-DOWNLOAD",
		    $columns=table(["5"] = "old-client", ["6"] = "serve", ["8"] =
		    "serve", ["12"] = "client"), $orders=vector(SnmpOrder(
		    $when_set=table(["serve"] = set(+1)), $kind=SNMP_CONFIG,
		    $detail="TFTP server of the device switched on", $leaves=T,
		    $server="", $file_name=""), SnmpOrder($when_set=table([
		    "old-client"] = set(+2)), $kind=SNMP_CONFIG,
		    $detail="TFTP client of the device switched on", $server="",
		    $file_name=""), SnmpOrder($when_set=table(["client"] = set(
		    +1)), $kind=SNMP_CONFIG,
		    $detail="TFTP client of the device switched on", $server="",
		    $file_name="")), $start=table(["serve"] = set(+1), [
		    "old-client"] = set(+2), ["client"] = set(+1))),
		["1.3.6.1.4.1.2011.6.10.1.2.4.1"] = SnmpGroup(
		    $name="HUAWEI-CONFIG-MAN-MIB hwCfgOperateTable",
		    $columns=table(["2"] = "type", ["3"] = "protocol", ["4"] =
		    "file", ["5"] = "server", ["9"] = "status"), $orders=vector(
		    SnmpOrder($when_set=table(["type"] = set(+4, +5)),
		    $kind=SNMP_CONFIG, $detail="network to device"), SnmpOrder(
		    $when_set=table(["type"] = set(+3, +6)), $kind=SNMP_CONFIG,
		    $detail="device to network", $leaves=T)), $start=table([
		    "status"] = set(+1, +4)), $protocols=table([+1] = "ftp", [+2] =
		    "tftp", [+3] = "sftp")),
		["1.3.6.1.4.1.2011.6.9.1.2.1.1"] = SnmpGroup(
		    $name="HUAWEI-FLASH-MAN-MIB huaweiFlhOpTable",
		    $columns=table(["2"] = "type", ["3"] = "protocol", ["4"] =
		    "server", ["7"] = "file", ["8"] = "to", ["12"] = "status"),
		    $orders=vector(SnmpOrder($when_set=table(["type"] = set(+1,
		    +2)), $kind=SNMP_IMAGE, $detail="network to flash"),
		    SnmpOrder($when_set=table(["type"] = set(+3)),
		    $kind=SNMP_IMAGE, $detail="flash to network", $leaves=T),
		    SnmpOrder($when_set=table(["type"] = set(+4)),
		    $kind=SNMP_IMAGE, $detail="file of the flash deleted",
		    $server="", $file_name="to")), $start=table(["status"] =
		    set(+1, +4)), $protocols=table([+1] = "ftp", [+2] =
		    "sftp", [+3] = "tftp")),
		["1.3.6.1.4.1.2011.5.25.19.1.3"] = SnmpGroup($name="HUAWEI-SYS-MAN-MIB",
		    $columns=table(["2"] = "action", ["4"] = "reboot", ["3.1.3"] =
		    "next-config", ["3.1.4"] = "next-image"), $orders=vector(
		    SnmpOrder($when_set=table(["action"] = set(+2, +3)),
		    $kind=RELOAD_ORDER, $detail="reload", $server="",
		    $file_name=""), SnmpOrder($when_set=table(["reboot"] = set(
		    +2)), $kind=RELOAD_ORDER, $detail="reboot", $server="",
		    $file_name=""), SnmpOrder($when_set=table(["next-image"] =
		    any_value), $kind=SNMP_IMAGE,
		    $detail="image of the next start set", $server="",
		    $file_name=""), SnmpOrder($when_set=table(["next-config"] =
		    any_value), $kind=SNMP_CONFIG,
		    $detail="configuration of the next start set", $server="",
		    $file_name="")), $start=table(["action"] = set(+2, +3), [
		    "reboot"] = set(+2), ["next-image"] = any_value, [
		    "next-config"] = any_value)),
		["1.3.6.1.4.1.25506.2.4.1.2.4.1"] = SnmpGroup(
		    $name="HH3C-CONFIG-MAN-MIB hh3cCfgOperateTable",
		    $columns=table(["2"] = "type", ["3"] = "protocol", ["4"] =
		    "file", ["5"] = "server", ["9"] = "status"), $orders=vector(
		    SnmpOrder($when_set=table(["type"] = set(+4, +5)),
		    $kind=SNMP_CONFIG, $detail="network to device"), SnmpOrder(
		    $when_set=table(["type"] = set(+3, +6)), $kind=SNMP_CONFIG,
		    $detail="device to network", $leaves=T)), $start=table([
		    "status"] = set(+1, +4)), $protocols=table([+1] = "ftp", [+2] =
		    "tftp", [+3] = "clusterftp", [+4] = "clustertftp")),
		["1.3.6.1.4.1.25506.2.5.1.2.1.1"] = SnmpGroup(
		    $name="HH3C-FLASH-MAN-MIB hh3cFlhOpTable", $columns=table(["2"] =
		    "type", ["3"] = "protocol", ["4"] = "server", ["7"] =
		    "file", ["8"] = "to", ["12"] = "status"), $orders=vector(
		    SnmpOrder($when_set=table(["type"] = set(+1, +2)),
		    $kind=SNMP_IMAGE, $detail="network to flash"), SnmpOrder(
		    $when_set=table(["type"] = set(+3)), $kind=SNMP_IMAGE,
		    $detail="flash to network", $leaves=T), SnmpOrder(
		    $when_set=table(["type"] = set(+4)), $kind=SNMP_IMAGE,
		    $detail="file of the flash deleted", $server="",
		    $file_name="to")), $start=table(["status"] = set(+1, +4)),
		    $protocols=table([+1] = "ftp", [+2] = "tftp", [+3] =
		    "clusterftp", [+4] = "clustertftp")),
		["1.3.6.1.4.1.89.87.2.1"] = SnmpGroup($name="RADLAN-COPY-MIB rlCopyTable",
		    $columns=table(["3"] = "from", ["4"] = "server", ["6"] =
		    "file", ["7"] = "source", ["8"] = "to", ["9"] =
		    "to-server", ["11"] = "to-file", ["12"] = "destination", ["17"] =
		    "status"), $orders=vector(SnmpOrder($when_set=table(["from"] =
		    set(+3, +5), ["destination"] = set(+8, +9)),
		    $kind=SNMP_IMAGE, $detail="network to device",
		    $protocol="from"), SnmpOrder($when_set=table(["from"] = set(+3,
		    +5), ["source"] = set(+8, +9)), $kind=SNMP_IMAGE,
		    $detail="network to device", $protocol="from"), SnmpOrder(
		    $when_set=table(["from"] = set(+3, +5)), $kind=SNMP_CONFIG,
		    $detail="network to device", $protocol="from"), SnmpOrder(
		    $when_set=table(["to"] = set(+3, +5), ["source"] = set(+8,
		    +9)), $kind=SNMP_IMAGE, $detail="device to network",
		    $leaves=T, $server="to-server", $file_name="to-file",
		    $protocol="to"), SnmpOrder($when_set=table(["to"] = set(+3,
		    +5)), $kind=SNMP_CONFIG, $detail="device to network",
		    $leaves=T, $server="to-server", $file_name="to-file",
		    $protocol="to")), $start=table(["status"] = set(+1, +4)),
		    $protocols=table([+3] = "tftp", [+5] = "scp")),
		["1.3.6.1.4.1.6027.3.5.1.1.1.1"] = SnmpGroup(
		    $name="FORCE10-COPY-CONFIG-MIB f10CopyTable",
		    $columns=table(["2"] = "source", ["3"] = "from", ["4"] =
		    "file", ["5"] = "destination", ["6"] = "to", ["7"] =
		    "to-file", ["8"] = "server", ["15"] = "status", ["16"] =
		    "address-type", ["17"] = "other-server"), $orders=vector(
		    SnmpOrder($when_set=table(["from"] = set(+3, +4, +5), [
		    "destination"] = set(+2, +3)), $kind=SNMP_CONFIG,
		    $detail="network to device", $protocol="from"), SnmpOrder(
		    $when_set=table(["from"] = set(+3, +4, +5)),
		    $kind=SNMP_IMAGE, $detail="network to a file of the device",
		    $protocol="from"), SnmpOrder($when_set=table(["to"] = set(+3, +4,
		    +5), ["source"] = set(+2, +3)), $kind=SNMP_CONFIG,
		    $detail="device to network", $leaves=T,
		    $file_name="to-file", $protocol="to"), SnmpOrder(
		    $when_set=table(["to"] = set(+3, +4, +5)), $kind=SNMP_IMAGE,
		    $detail="file of the device to network", $leaves=T,
		    $file_name="to-file", $protocol="to")), $start=table([
		    "status"] = set(+1, +4)), $protocols=table([+3] = "tftp", [+4] =
		    "ftp", [+5] = "scp")),
		["1.3.6.1.4.1.1916.1.10.1.2.1"] = SnmpGroup(
		    $name="EXTREME-FILETRANSFER-MIB extremeFileTransferTable",
		    $columns=table(["2"] = "server", ["3"] = "file", ["4"] =
		    "operation", ["6"] = "start"), $orders=vector(SnmpOrder(
		    $when_set=table(["operation"] = set(+1, +2, +7, +8)),
		    $kind=SNMP_IMAGE, $detail="network to device"), SnmpOrder(
		    $when_set=table(["operation"] = set(+3, +9)),
		    $kind=SNMP_CONFIG, $detail="network to device"), SnmpOrder(
		    $when_set=table(["operation"] = set(+4, +5, +6)),
		    $kind=SNMP_CONFIG, $detail="device to network", $leaves=T)),
		    $start=table(["start"] = set(+1)), $protocol="tftp"),
		["1.3.6.1.4.1.30065.3.7.1.1"] = SnmpGroup(
		    $name="ARISTA-CONFIG-COPY-MIB aristaConfigCopyCommandTable",
		    $columns=table(["3"] = "url", ["4"] = "to-url", ["11"] =
		    "status"), $orders=vector(SnmpOrder($when_set=table([
		    "url.server"] = any_value), $kind=SNMP_CONFIG,
		    $detail="network to device", $server="url.server",
		    $file_name="url.file"), SnmpOrder($when_set=table([
		    "to-url.server"] = any_value), $kind=SNMP_CONFIG,
		    $detail="device to network", $leaves=T,
		    $server="to-url.server", $file_name="to-url.file")),
		    $start=table(["status"] = set(+1, +4))),
	} &redef;

	## Where else the same objects stand: OIDs that other brands and older releases number them under, and the
	## group's OID.
	const snmp_same_objects: table[string] of string = {
	# Cisco small business, Netgear.
		["1.3.6.1.4.1.9.6.1.101.87.2.1"] = "1.3.6.1.4.1.89.87.2.1",
		["1.3.6.1.4.1.4526.17.87.2.1"] = "1.3.6.1.4.1.89.87.2.1",
		# HP ProCurve routing switches, made by Foundry.
		["1.3.6.1.4.1.11.2.3.7.11.12.1.2.1"] = "1.3.6.1.4.1.1991.1.1.2.1",
		["1.3.6.1.4.1.11.2.3.7.11.12.1.2.4.1.1"] = "1.3.6.1.4.1.1991.1.1.2.4.1.1",
		# H3C while it was Huawei-3Com.
		["1.3.6.1.4.1.2011.10.2.4.1.2.4.1"] = "1.3.6.1.4.1.25506.2.4.1.2.4.1",
		["1.3.6.1.4.1.2011.10.2.5.1.2.1.1"] = "1.3.6.1.4.1.25506.2.5.1.2.1.1",
	} &redef;
}
