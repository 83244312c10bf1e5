##! What boot loaders print when they load from the network.
##!
##! Written by `bootwarden facts build` from tools/bootwarden/facts: change it there.

module Bootwarden;

export {
	## How a loader says what it loads. File and server stand between the first of a pattern before them, and
	## the next of one after.
	type LoaderForm: record {
		## Recognizes the line that names the server.
		mark: pattern;
		## Before the server's address.
		server_before: pattern;
		## After the server's address.
		server_after: pattern;
		## Before the file's name.
		file_before: pattern;
		## After the file's name.
		file_after: pattern;
		## Recognizes the later line that names the file, where the first does not.
		then: pattern &optional;
	};

	## All forms known, by the loader that prints so.
	const loader_forms: table[string] of LoaderForm = {
		["CFE"] = LoaderForm($mark=/Filesys:tftp Dev:[a-z0-9]+ +File:[0-9.]+:/, $server_before=/File:/, $server_after=/:/, $file_before=/File:[0-9.]+:/, $file_after=/ /),
		["ASA"] = LoaderForm($mark=/^tftp [^ @]+@[0-9.]+ via [0-9.]+/, $server_before=/@/, $server_after=/ /, $file_before=/^tftp /, $file_after=/@/),
		["IOS"] = LoaderForm($mark=/(^|[>#] *)(Loading|Booting) [^ ]+ from [0-9.]+ \(via /, $server_before=/ from /, $server_after=/ /, $file_before=/(Loading|Booting) /, $file_after=/ /),
		["ROMMON"] = LoaderForm($mark=/(^|> *)Receiving [^ ]+ from [0-9.]+( |!|$)/, $server_before=/ from /, $server_after=/[ !]/, $file_before=/Receiving /, $file_after=/ /),
		["FortiOS"] = LoaderForm($mark=/Enter (TFTP|tftp) server address \[[^\]]*\]: *[0-9.]+/, $server_before=/\]: */, $server_after=/[^0-9.]/, $file_before=/\]: */, $file_after=/ /, $then=/^Enter [a-zA-Z ]*(file name|File Name) \[[^\]]*\]: *[^ ]/),
		["ONIE"] = LoaderForm($mark=/ONIE: Executing installer: (tftp|ftp|http):\/\/[0-9.]+[:\/]/, $server_before=/installer: [a-z]+:\/\//, $server_after=/[:\/]/, $file_before=/installer: [a-z]+:\/\/[0-9.]+(:[0-9]+)?\//, $file_after=/[ \r\n]/),
		["U-Boot"] = LoaderForm($mark=/TFTP from server [0-9.]+; our IP address is /, $server_before=/TFTP from server /, $server_after=/;/, $file_before=/Filename '/, $file_after=/'/, $then=/^Filename '[^']+'/)
	} &redef;
}
