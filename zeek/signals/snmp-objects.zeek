##! The SNMP objects by which devices are told to move an image or a configuration, to boot from elsewhere,
##! or to reload. From the vendors' MIBs, by way of the fact sheet.

@load ./kinds

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
		## Role of the object that names the server.
		server: string &default="server";
		## Role of the object that names the file.
		file_name: string &default="file";
	};

	## A group of objects that together make an order: the columns of a table, or scalars.
	type SnmpGroup: record {
		## MIB and table.
		name: string;
		## Role of each column. The value of a role with "url" in its name gives two more, ending in .server
		## and .file.
		columns: table[count] of string;
		## The orders that it can express; the first that fits counts.
		orders: vector of SnmpOrder;
		## Setting one of these roles to one of these values starts the order (an empty set: any value).
		start: table[string] of set[int] &default=table();
		## These roles together start it, too.
		complete: set[string] &default=set();
		## What the values of the role "protocol" mean.
		protocols: table[int] of string &default=table();
		## The instance is the server's address.
		index_is_server: bool &default=F;
	};

	## Stands for whatever value an object is set to.
	const any_value: set[int] = set();

	## All groups known, by the OID under which their columns are numbered.
	const snmp_groups: table[string] of SnmpGroup = {
		["1.3.6.1.4.1.9.9.96.1.1.1.1"] = SnmpGroup(
		    $name="CISCO-CONFIG-COPY-MIB ccCopyTable", $columns=table([2] =
		    "protocol", [3] = "source", [4] = "destination", [5] =
		    "server", [6] = "file", [14] = "status", [16] = "server"),
		    $orders=vector(SnmpOrder($when_set=table(["source"] = set(
		    +1), ["destination"] = set(+3)), $kind=SNMP_CONFIG,
		    $detail="network to startup-config"), SnmpOrder(
		    $when_set=table(["source"] = set(+1), ["destination"] = set(
		    +4)), $kind=SNMP_CONFIG,
		    $detail="network to running-config"), SnmpOrder(
		    $when_set=table(["source"] = set(+1)), $kind=SNMP_CONFIG,
		    $detail="network to device"), SnmpOrder($when_set=table([
		    "destination"] = set(+1)), $kind=SNMP_CONFIG,
		    $detail="device to network", $leaves=T)), $protocols=table([+1] =
		    "tftp", [+2] = "ftp", [+3] = "rcp", [+4] = "scp", [+5] =
		    "sftp"), $start=table(["status"] = set(+1, +4))),
		["1.3.6.1.4.1.9.2.1"] = SnmpGroup($name="OLD-CISCO-SYS-MIB", $columns=table([50] =
		    "net", [53] = "host", [55] = "write"), $orders=vector(
		    SnmpOrder($when_set=table(["net"] = any_value),
		    $kind=SNMP_CONFIG, $file_name="net",
		    $detail="network to running-config (netConfigSet)"),
		    SnmpOrder($when_set=table(["host"] = any_value),
		    $kind=SNMP_CONFIG, $file_name="host",
		    $detail="network to running-config (hostConfigSet)"),
		    SnmpOrder($when_set=table(["write"] = any_value),
		    $kind=SNMP_CONFIG, $file_name="write",
		    $detail="running-config to network (writeNet)", $leaves=T)),
		    $start=table(["net"] = any_value, ["host"] = any_value, [
		    "write"] = any_value), $index_is_server=T),
		["1.3.6.1.4.1.9.9.10.1.2.1.1"] = SnmpGroup(
		    $name="CISCO-FLASH-MIB ciscoFlashCopyTable", $columns=table([2] =
		    "command", [3] = "protocol", [4] = "server", [5] = "file", [6] =
		    "to", [11] = "status", [14] = "server"), $orders=vector(
		    SnmpOrder($when_set=table(["command"] = set(+1, +2)),
		    $kind=SNMP_IMAGE, $detail="network to flash"), SnmpOrder(
		    $when_set=table(["command"] = set(+3)), $kind=SNMP_IMAGE,
		    $detail="flash to network", $leaves=T)), $protocols=table([+1] =
		    "tftp", [+2] = "rcp", [+3] = "lex", [+4] = "ftp", [+5] =
		    "scp", [+6] = "sftp"), $start=table(["status"] = set(+1,
		    +4))),
		["1.3.6.1.4.1.9.2.10"] = SnmpGroup($name="OLD-CISCO-FLASH-MIB",
		    $columns=table([9] = "out", [12] = "in"), $orders=vector(
		    SnmpOrder($when_set=table(["in"] = any_value),
		    $kind=SNMP_IMAGE, $file_name="in",
		    $detail="network to flash (netToFlash)"), SnmpOrder(
		    $when_set=table(["out"] = any_value), $kind=SNMP_IMAGE,
		    $file_name="out", $detail="flash to network (flashToNet)",
		    $leaves=T)), $start=table(["in"] = any_value, ["out"] =
		    any_value), $index_is_server=T),
		["1.3.6.1.4.1.9.2.9"] = SnmpGroup($name="OLD-CISCO-TS-MIB tsMsgSend",
		    $columns=table([9] = "message"), $orders=vector(SnmpOrder(
		    $when_set=table(["message"] = set(+2)), $kind=RELOAD_ORDER,
		    $detail="reload")), $start=table(["message"] = set(+2))),
		["1.3.6.1.4.1.9.9.360.1.1.3.1"] = SnmpGroup(
		    $name="CISCO-IMAGE-UPGRADE-MIB ciuImageURI", $columns=table([1] =
		    "url"), $orders=vector(SnmpOrder($when_set=table([
		    "url.server"] = any_value), $kind=SNMP_IMAGE,
		    $detail="image URL set", $server="url.server",
		    $file_name="url.file")), $start=table(["url"] = any_value)),
		["1.3.6.1.4.1.9.9.360.1.1.6.1"] = SnmpGroup(
		    $name="CISCO-IMAGE-UPGRADE-MIB ciuImageLocInputURI",
		    $columns=table([1] = "url"), $orders=vector(SnmpOrder(
		    $when_set=table(["url.server"] = any_value),
		    $kind=SNMP_IMAGE, $detail="image URL set",
		    $server="url.server", $file_name="url.file")),
		    $start=table(["url"] = any_value)),
		["1.3.6.1.4.1.9.9.725.1.2"] = SnmpGroup($name="CISCO-SMART-INSTALL-MIB",
		    $columns=table([1] = "url", [2] = "config-url"),
		    $orders=vector(SnmpOrder($when_set=table(["url.server"] =
		    any_value), $kind=SNMP_IMAGE,
		    $detail="image URL for clients set", $server="url.server",
		    $file_name="url.file"), SnmpOrder($when_set=table([
		    "config-url.server"] = any_value), $kind=SNMP_CONFIG,
		    $detail="configuration URL for clients set",
		    $server="config-url.server", $file_name="config-url.file")),
		    $start=table(["url"] = any_value, ["config-url"] =
		    any_value)),
		["1.3.6.1.4.1.9.9.725.1.2.5.1"] = SnmpGroup(
		    $name="CISCO-SMART-INSTALL-MIB csiProfileTable",
		    $columns=table([3] = "url", [5] = "config-url"),
		    $orders=vector(SnmpOrder($when_set=table(["url.server"] =
		    any_value), $kind=SNMP_IMAGE,
		    $detail="image URL for clients set", $server="url.server",
		    $file_name="url.file"), SnmpOrder($when_set=table([
		    "config-url.server"] = any_value), $kind=SNMP_CONFIG,
		    $detail="configuration URL for clients set",
		    $server="config-url.server", $file_name="config-url.file")),
		    $start=table(["url"] = any_value, ["config-url"] =
		    any_value)),
		["1.3.6.1.4.1.1991.1.1.2.4.1.1"] = SnmpGroup(
		    $name="FOUNDRY-SN-AGENT-MIB snAgBootSeqTable",
		    $columns=table([2] = "boot", [3] = "server", [4] = "file", [5] =
		    "status"), $orders=vector(SnmpOrder($when_set=table(["boot"] =
		    set(+3)), $kind=SNMP_IMAGE,
		    $detail="boot from TFTP server"), SnmpOrder(
		    $when_set=table(["boot"] = set(+4)), $kind=SNMP_IMAGE,
		    $detail="boot from BOOTP server")), $start=table(["status"] =
		    set(+2, +4)), $complete=set("boot", "server", "file")),
		["1.3.6.1.4.1.1991.1.1.2.1"] = SnmpGroup(
		    $name="FOUNDRY-SN-AGENT-MIB snAgentGbl", $columns=table([3] =
		    "reload", [5] = "server", [6] = "file", [7] = "image-load", [8] =
		    "config-file", [9] = "config-load"), $orders=vector(
		    SnmpOrder($when_set=table(["reload"] = set(+3)),
		    $kind=RELOAD_ORDER, $detail="reload", $server="",
		    $file_name=""), SnmpOrder($when_set=table(["image-load"] =
		    set(+20, +22)), $kind=SNMP_IMAGE,
		    $detail="network to flash"), SnmpOrder($when_set=table([
		    "image-load"] = set(+19, +21)), $kind=SNMP_IMAGE,
		    $detail="flash to network", $leaves=T), SnmpOrder(
		    $when_set=table(["config-load"] = set(+21, +23)),
		    $kind=SNMP_CONFIG, $file_name="config-file",
		    $detail="network to device"), SnmpOrder($when_set=table([
		    "config-load"] = set(+20, +22)), $kind=SNMP_CONFIG,
		    $file_name="config-file", $detail="device to network",
		    $leaves=T)), $start=table(["reload"] = set(+3), [
		    "image-load"] = any_value, ["config-load"] = any_value)),
		["1.3.6.1.4.1.11.2.14.11.1.3.1.1"] = SnmpGroup(
		    $name="HP-ICF-DOWNLOAD hpicfDownloadTable", $columns=table([4] =
		    "server", [6] = "file", [10] = "status"), $orders=vector(
		    SnmpOrder($when_set=table(["file"] = any_value),
		    $kind=SNMP_IMAGE, $detail="network to flash")),
		    $start=table(["status"] = set(+1, +4))),
		["1.3.6.1.4.1.11.2.14.11.1.3.11.1"] = SnmpGroup(
		    $name="HP-ICF-DOWNLOAD hpicfDownloadAutoTftpTable",
		    $columns=table([3] = "server", [4] = "file", [5] =
		    "enable"), $orders=vector(SnmpOrder($when_set=table([
		    "enable"] = set(+1)), $kind=SNMP_IMAGE,
		    $detail="fetch image at every boot")), $start=table([
		    "enable"] = set(+1)), $complete=set("enable", "server",
		    "file")),
		["1.3.6.1.4.1.2011.6.10.1.2.4.1"] = SnmpGroup(
		    $name="HUAWEI-CONFIG-MAN-MIB hwCfgOperateTable",
		    $columns=table([2] = "type", [3] = "protocol", [4] = "file", [5] =
		    "server", [9] = "status"), $orders=vector(SnmpOrder(
		    $when_set=table(["type"] = set(+4, +5)), $kind=SNMP_CONFIG,
		    $detail="network to device"), SnmpOrder($when_set=table([
		    "type"] = set(+3, +6)), $kind=SNMP_CONFIG,
		    $detail="device to network", $leaves=T)), $protocols=table([+1] =
		    "ftp", [+2] = "tftp", [+3] = "sftp"), $start=table(["status"] =
		    set(+1, +4))),
		["1.3.6.1.4.1.2011.6.9.1.2.1.1"] = SnmpGroup(
		    $name="HUAWEI-FLASH-MAN-MIB huaweiFlhOpTable",
		    $columns=table([2] = "type", [3] = "protocol", [4] =
		    "server", [7] = "file", [8] = "to", [12] = "status"),
		    $orders=vector(SnmpOrder($when_set=table(["type"] = set(+1,
		    +2)), $kind=SNMP_IMAGE, $detail="network to flash"),
		    SnmpOrder($when_set=table(["type"] = set(+3)),
		    $kind=SNMP_IMAGE, $detail="flash to network", $leaves=T)),
		    $protocols=table([+1] = "ftp", [+2] = "sftp", [+3] =
		    "tftp"), $start=table(["status"] = set(+1, +4))),
		["1.3.6.1.4.1.2011.5.25.19.1.3"] = SnmpGroup($name="HUAWEI-SYS-MAN-MIB",
		    $columns=table([2] = "action", [4] = "reboot"),
		    $orders=vector(SnmpOrder($when_set=table(["action"] = set(+2,
		    +3)), $kind=RELOAD_ORDER, $detail="reload"), SnmpOrder(
		    $when_set=table(["reboot"] = set(+2)), $kind=RELOAD_ORDER,
		    $detail="reboot")), $start=table(["action"] = set(+2, +3), [
		    "reboot"] = set(+2))),
		["1.3.6.1.4.1.25506.2.4.1.2.4.1"] = SnmpGroup(
		    $name="HH3C-CONFIG-MAN-MIB hh3cCfgOperateTable",
		    $columns=table([2] = "type", [3] = "protocol", [4] = "file", [5] =
		    "server", [9] = "status"), $orders=vector(SnmpOrder(
		    $when_set=table(["type"] = set(+4, +5)), $kind=SNMP_CONFIG,
		    $detail="network to device"), SnmpOrder($when_set=table([
		    "type"] = set(+3, +6)), $kind=SNMP_CONFIG,
		    $detail="device to network", $leaves=T)), $protocols=table([+1] =
		    "ftp", [+2] = "tftp", [+3] = "clusterftp", [+4] =
		    "clustertftp"), $start=table(["status"] = set(+1, +4))),
		["1.3.6.1.4.1.25506.2.5.1.2.1.1"] = SnmpGroup(
		    $name="HH3C-FLASH-MAN-MIB hh3cFlhOpTable", $columns=table([2] =
		    "type", [3] = "protocol", [4] = "server", [7] = "file", [8] =
		    "to", [12] = "status"), $orders=vector(SnmpOrder(
		    $when_set=table(["type"] = set(+1, +2)), $kind=SNMP_IMAGE,
		    $detail="network to flash"), SnmpOrder($when_set=table([
		    "type"] = set(+3)), $kind=SNMP_IMAGE,
		    $detail="flash to network", $leaves=T)), $protocols=table([+1] =
		    "ftp", [+2] = "tftp", [+3] = "clusterftp", [+4] =
		    "clustertftp"), $start=table(["status"] = set(+1, +4))),
		["1.3.6.1.4.1.89.87.2.1"] = SnmpGroup($name="RADLAN-COPY-MIB rlCopyTable",
		    $columns=table([3] = "from", [4] = "server", [6] = "file", [7] =
		    "source", [8] = "to", [9] = "to-server", [11] = "to-file",
		    [12] = "destination", [17] = "status"), $orders=vector(
		    SnmpOrder($when_set=table(["from"] = set(+3, +5), [
		    "destination"] = set(+8, +9)), $kind=SNMP_IMAGE,
		    $detail="network to device"), SnmpOrder($when_set=table([
		    "from"] = set(+3, +5), ["source"] = set(+8, +9)),
		    $kind=SNMP_IMAGE, $detail="network to device"), SnmpOrder(
		    $when_set=table(["from"] = set(+3, +5)), $kind=SNMP_CONFIG,
		    $detail="network to device"), SnmpOrder($when_set=table(["to"] =
		    set(+3, +5), ["source"] = set(+8, +9)), $kind=SNMP_IMAGE,
		    $detail="device to network", $leaves=T, $server="to-server",
		    $file_name="to-file"), SnmpOrder($when_set=table(["to"] =
		    set(+3, +5)), $kind=SNMP_CONFIG,
		    $detail="device to network", $leaves=T, $server="to-server",
		    $file_name="to-file")), $start=table(["status"] = set(+1,
		    +4))),
		["1.3.6.1.4.1.1916.1.10.1.2.1"] = SnmpGroup(
		    $name="EXTREME-FILETRANSFER-MIB extremeFileTransferTable",
		    $columns=table([2] = "server", [3] = "file", [4] =
		    "operation", [6] = "start"), $orders=vector(SnmpOrder(
		    $when_set=table(["operation"] = set(+1, +2)),
		    $kind=SNMP_IMAGE, $detail="network to device"), SnmpOrder(
		    $when_set=table(["operation"] = set(+3)), $kind=SNMP_CONFIG,
		    $detail="network to device"), SnmpOrder($when_set=table([
		    "operation"] = set(+4)), $kind=SNMP_CONFIG,
		    $detail="device to network", $leaves=T)), $start=table([
		    "start"] = set(+1))),
		["1.3.6.1.4.1.30065.3.7.1.1"] = SnmpGroup(
		    $name="ARISTA-CONFIG-COPY-MIB aristaConfigCopyCommandTable",
		    $columns=table([3] = "url", [4] = "to-url", [11] =
		    "status"), $orders=vector(SnmpOrder($when_set=table([
		    "url.server"] = any_value), $kind=SNMP_CONFIG,
		    $detail="network to device", $server="url.server",
		    $file_name="url.file"), SnmpOrder($when_set=table([
		    "to-url.server"] = any_value), $kind=SNMP_CONFIG,
		    $detail="device to network", $leaves=T,
		    $server="to-url.server", $file_name="to-url.file")),
		    $start=table(["status"] = set(+1, +4))),
	} &redef;
}
