##! Web management in clear, and how its requests carry commands.
##!
##! Written by `bootwarden facts build` from tools/bootwarden/facts: change it there.

module Bootwarden;

export {
	## Where the command of a request stands.
	type HttpCarries: enum {
		## Its words are parts of the path.
		HTTP_PATH,
		## Any of the texts in its body, JSON or XML.
		HTTP_TEXTS,
		## The path is the command, the body has its arguments.
		HTTP_REST,
		## A procedure is called.
		HTTP_CALLS,
		## It is itself a download of the configuration.
		HTTP_DOWNLOAD,
	};

	## A kind of request that gives a device orders.
	type HttpManagement: record {
		## What it is called.
		name: string;
		## How the path begins, decoded and in lower case.
		path: pattern;
		## Where the command stands.
		carries: HttpCarries;
		## What the body must hold.
		mark: pattern &optional;
	};

	## Requests that give devices orders; the first whose path fits counts.
	const http_management: vector of HttpManagement = vector(
		HttpManagement($name="eAPI", $path=/^\/command-api/, $carries=HTTP_TEXTS, $mark=/\"?(runCmds|cmds)/),
		HttpManagement($name="IOS HTTP server", $path=/^(\/level\/[0-9]+)?\/(exec|configure)\//, $carries=HTTP_PATH),
		HttpManagement($name="IOS-XE WSMA", $path=/^\/.*wsma/, $carries=HTTP_TEXTS, $mark=/(urn:cisco:wsma|execCLI|cli-config-data)/),
		HttpManagement($name="NX-API", $path=/^\/ins$/, $carries=HTTP_TEXTS, $mark=/(ins_api|\"method\" *: *\"cli)/),
		HttpManagement($name="FortiOS configuration backup", $path=/^\/api\/v2\/monitor\/system\/config\/backup/, $carries=HTTP_DOWNLOAD),
		HttpManagement($name="Junos REST", $path=/^\/rpc([\/?]|$)/, $carries=HTTP_CALLS),
		HttpManagement($name="RouterOS REST", $path=/^\/rest\/[a-z]/, $carries=HTTP_REST)
	) &redef;

	## Procedures and the commands that they amount to; {} stands for the first URL among the arguments.
	const http_calls: table[string] of string = {
		["request-reboot"] = "request system reboot",
		["request-halt"] = "request system halt",
		["request-package-add"] = "request system software add {}",
		["request-package-validate-add"] = "request system software add {}",
		["load-configuration"] = "load override {}"
	} &redef;
}
