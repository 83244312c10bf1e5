##! Commands that set or use a network boot, move files, restart devices or lower their guard.
##!
##! Written by `bootwarden facts build` from tools/bootwarden/facts: change it there.

module Bootwarden;

export {
	## What stands behind the words of a command, and where in it server and file stand.
	type LineArguments: enum {
		## Nothing, or options.
		LINE_NONE,
		## Nothing: the words are the whole line.
		LINE_ALONE,
		## A URL anywhere behind; without one the line is none.
		LINE_URL,
		## A URL, or its beginning (``tftp:``): the device asks for the rest.
		LINE_URL_OR_ASK,
		## The device asks for everything.
		LINE_ASK,
		## A file, and maybe a host after or before it.
		LINE_FILE_HOST,
		## A file and an address, and nothing else.
		LINE_FILE_ADDRESS,
		## A host, and a file at the end.
		LINE_HOST_FILE,
		## A file on the device itself.
		LINE_LOCAL_FILE,
		## A file on the device itself, with its file system: what the words alone do not say.
		LINE_LOCAL_URL,
		## A host alone.
		LINE_HOST,
		## Options, a host, ``get`` and a file.
		LINE_GET,
		## Options, a host, ``put`` and a file.
		LINE_PUT,
		## U-Boot: where to load to, and a file, maybe with its host or alone.
		LINE_LOADER,
		## A configuration register that does not boot as configured.
		LINE_REGISTER,
		## Something of the device's own, then a URL or its beginning.
		LINE_TO_URL,
		## Options in any order, a host among them: ``address HOST filename FILE``.
		LINE_OPTIONS,
		## A host's address and its file in one word.
		LINE_HOST_COLON,
		## ``name=value`` as RouterOS has them: url, address, src-path, file-name.
		LINE_SETTINGS,
	};

	## A form that a line may have.
	type LineForm: record {
		## Its words. ``sy|stem`` may be shortened to ``sy``; ``*`` stands for any one word.
		words: string;
		## What it makes a device do: boot, config, copy, send, serve, register, reload, set or weaken.
		act: string;
		## What follows the words.
		arguments: LineArguments;
		## What stands behind has this in it, in lower case.
		has: pattern &optional;
		## What stands behind has this not in it, in lower case.
		lacks: pattern &optional;
	};

	## Forms that lines may have. Where several fit, the one of most words counts, then the first.
	const line_forms: vector of LineForm = vector(
		LineForm($words="loa|d", $act="copy", $arguments=LINE_SETTINGS, $has=/(^| )(met(hod)?=(tf(tp)?|http|web|www)|(fi(le)?|srcf(ile)?|se(rver)?)=.*)( |$)/),
		LineForm($words="upl|oad", $act="send", $arguments=LINE_SETTINGS, $has=/(^| )(method=tftp)( |$)/),
		LineForm($words="zerotouch en|able", $act="config", $arguments=LINE_NONE),
		LineForm($words="swi=", $act="boot", $arguments=LINE_URL),
		LineForm($words="global.bootm.verify=none", $act="weaken", $arguments=LINE_NONE),
		LineForm($words="global bootm.verify=none", $act="weaken", $arguments=LINE_NONE),
		LineForm($words="nv bootm.verify=none", $act="weaken", $arguments=LINE_NONE),
		LineForm($words="upg|rade rommon", $act="copy", $arguments=LINE_URL_OR_ASK),
		LineForm($words="wr|ite n|etwork", $act="send", $arguments=LINE_HOST_COLON),
		LineForm($words="wr|ite n|etwork", $act="send", $arguments=LINE_HOST_FILE),
		LineForm($words="conf|igure n|etwork", $act="copy", $arguments=LINE_HOST_COLON),
		LineForm($words="cop|y", $act="send", $arguments=LINE_TO_URL, $lacks=/^(firmware|config)( |$)/),
		LineForm($words="sh|ow", $act="send", $arguments=LINE_URL, $has=/(^| )(re(d(i(r(e(c(t)?)?)?)?)?)?|tee|app(end)?|save|>>?)( |$)/),
		LineForm($words="mon|itor cap|ture * exp|ort", $act="send", $arguments=LINE_URL),
		LineForm($words="mon|itor cap|ture b|uffer * exp|ort", $act="send", $arguments=LINE_URL),
		LineForm($words="ar|chive t|ar /c|reate", $act="send", $arguments=LINE_URL),
		LineForm($words="no file v|erify a|uto", $act="weaken", $arguments=LINE_NONE),
		LineForm($words="no sec|ure boot-i|mage", $act="weaken", $arguments=LINE_NONE),
		LineForm($words="no sec|ure boot-c|onfig", $act="weaken", $arguments=LINE_NONE),
		LineForm($words="bo|ot s|ystem t|ftp", $act="boot", $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot s|ystem rc|p", $act="boot", $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot s|ystem ft|p", $act="boot", $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot s|ystem m|op", $act="boot", $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot s|ystem", $act="boot", $arguments=LINE_URL),
		LineForm($words="bo|ot s|ystem", $act="boot", $arguments=LINE_FILE_ADDRESS),
		LineForm($words="bo|ot n|etwork", $act="config", $arguments=LINE_URL_OR_ASK),
		LineForm($words="bo|ot n|etwork t|ftp", $act="config", $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot n|etwork", $act="config", $arguments=LINE_FILE_ADDRESS),
		LineForm($words="bo|ot ho|st", $act="config", $arguments=LINE_URL_OR_ASK),
		LineForm($words="bo|ot ho|st t|ftp", $act="config", $arguments=LINE_FILE_HOST),
		LineForm($words="bo|ot ho|st", $act="config", $arguments=LINE_FILE_ADDRESS),
		LineForm($words="bo|ot c|onfig", $act="config", $arguments=LINE_URL),
		LineForm($words="bo|ot st|artup-config", $act="config", $arguments=LINE_URL),
		LineForm($words="bo|ot bootl|dr", $act="boot", $arguments=LINE_URL),
		LineForm($words="bo|ot ip|xe", $act="boot", $arguments=LINE_NONE),
		LineForm($words="bo|ot man|ual", $act="register", $arguments=LINE_NONE),
		LineForm($words="ser|vice conf|ig", $act="config", $arguments=LINE_ALONE),
		LineForm($words="con|fig-register", $act="register", $arguments=LINE_REGISTER),
		LineForm($words="tftp-s|erver", $act="serve", $arguments=LINE_LOCAL_FILE),
		LineForm($words="tf|tp-server", $act="serve", $arguments=LINE_LOCAL_URL),
		LineForm($words="snmp-s|erver sys|tem-shutdown", $act="reload", $arguments=LINE_NONE),
		LineForm($words="cop|y", $act="copy", $arguments=LINE_URL_OR_ASK),
		LineForm($words="conf|igure rep|lace", $act="copy", $arguments=LINE_URL_OR_ASK),
		LineForm($words="conf|igure n|etwork", $act="copy", $arguments=LINE_ASK),
		LineForm($words="conf|igure o|verwrite-network", $act="copy", $arguments=LINE_ASK),
		LineForm($words="ar|chive d|ownload-sw", $act="copy", $arguments=LINE_URL),
		LineForm($words="ar|chive t|ar /x|tract", $act="copy", $arguments=LINE_URL),
		LineForm($words="ins|tall", $act="copy", $arguments=LINE_URL, $lacks=/^(it)( |$)/),
		LineForm($words="so|ftware i|nstall", $act="copy", $arguments=LINE_URL),
		LineForm($words="req|uest p|latform s|oftware", $act="copy", $arguments=LINE_URL),
		LineForm($words="upg|rade rom|-monitor", $act="copy", $arguments=LINE_URL_OR_ASK),
		LineForm($words="tc|lsh", $act="copy", $arguments=LINE_URL),
		LineForm($words="relo|ad w|arm f|ile", $act="boot", $arguments=LINE_URL),
		LineForm($words="relo|ad", $act="reload", $arguments=LINE_NONE, $lacks=/^(c(a(n(c(el?)?)?)?)?)( |$)/),
		LineForm($words="path", $act="send", $arguments=LINE_URL),
		LineForm($words="boot nxos", $act="boot", $arguments=LINE_URL),
		LineForm($words="boot kick|start", $act="boot", $arguments=LINE_URL),
		LineForm($words="boot poap", $act="config", $arguments=LINE_NONE),
		LineForm($words="b|oot", $act="boot", $arguments=LINE_URL_OR_ASK),
		LineForm($words="b|oot", $act="boot", $arguments=LINE_FILE_ADDRESS),
		LineForm($words="confreg", $act="register", $arguments=LINE_REGISTER),
		LineForm($words="o/r", $act="register", $arguments=LINE_REGISTER),
		LineForm($words="tftpdnld", $act="boot", $arguments=LINE_NONE),
		LineForm($words="tftp_server=", $act="set", $arguments=LINE_HOST),
		LineForm($words="tftp_file=", $act="set", $arguments=LINE_LOCAL_FILE),
		LineForm($words="server=", $act="set", $arguments=LINE_HOST),
		LineForm($words="image=", $act="set", $arguments=LINE_LOCAL_FILE),
		LineForm($words="boot=", $act="boot", $arguments=LINE_URL),
		LineForm($words="set boot", $act="boot", $arguments=LINE_URL),
		LineForm($words="set boot conf|ig-register", $act="register", $arguments=LINE_REGISTER),
		LineForm($words="tran|sfer d|ownload serv|erip", $act="copy", $arguments=LINE_HOST),
		LineForm($words="tran|sfer u|pload serv|erip", $act="send", $arguments=LINE_HOST),
		LineForm($words="bac|kup st|artup-configuration to", $act="send", $arguments=LINE_HOST_FILE),
		LineForm($words="rest|ore st|artup-configuration from", $act="config", $arguments=LINE_HOST_FILE),
		LineForm($words="image i|nstall", $act="copy", $arguments=LINE_URL),
		LineForm($words="image d|ownload", $act="copy", $arguments=LINE_URL),
		LineForm($words="download firmware_fromtftp", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="download cfg_fromtftp", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="upload cfg_totftp", $act="send", $arguments=LINE_HOST_FILE),
		LineForm($words="upload cfg_totftp", $act="send", $arguments=LINE_URL),
		LineForm($words="upload configuration", $act="send", $arguments=LINE_HOST_FILE),
		LineForm($words="tftp put", $act="send", $arguments=LINE_HOST_FILE),
		LineForm($words="tftp get", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="download url", $act="copy", $arguments=LINE_URL),
		LineForm($words="download image", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="tftp", $act="copy", $arguments=LINE_OPTIONS, $has=/(^| )(-g|--get)( |$)/),
		LineForm($words="tftp", $act="send", $arguments=LINE_OPTIONS, $has=/(^| )(-p|--put)( |$)/),
		LineForm($words="download conf|iguration", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="boot autoinstall start", $act="config", $arguments=LINE_NONE),
		LineForm($words="upg|rade sy|stem", $act="copy", $arguments=LINE_URL_OR_ASK),
		LineForm($words="exe|cute ba|ckup * tf|tp", $act="send", $arguments=LINE_FILE_HOST),
		LineForm($words="exe|cute res|tore * tf|tp", $act="copy", $arguments=LINE_FILE_HOST),
		LineForm($words="exe|cute reb|oot", $act="reload", $arguments=LINE_NONE),
		LineForm($words="exe|cute up|load * tf|tp", $act="copy", $arguments=LINE_OPTIONS),
		LineForm($words="exe|cute up|load * ft|p", $act="copy", $arguments=LINE_OPTIONS),
		LineForm($words="exe|cute res|tore * ft|p", $act="copy", $arguments=LINE_FILE_HOST),
		LineForm($words="exe|cute ba|ckup * ft|p", $act="send", $arguments=LINE_FILE_HOST),
		LineForm($words="cop|y t|ftp system-manifest", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="set check_signatures=no", $act="weaken", $arguments=LINE_NONE),
		LineForm($words="unset check_signatures", $act="weaken", $arguments=LINE_NONE),
		LineForm($words="cop|y co|nfig rem|ote", $act="copy", $arguments=LINE_URL),
		LineForm($words="cop|y co|nfig ru|nning-config rem|ote", $act="send", $arguments=LINE_URL),
		LineForm($words="cop|y * t|ftp", $act="send", $arguments=LINE_HOST_FILE),
		LineForm($words="cop|y t|ftp *", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="auto-tftp", $act="boot", $arguments=LINE_HOST_FILE),
		LineForm($words="tftp", $act="send", $arguments=LINE_PUT),
		LineForm($words="tftp", $act="copy", $arguments=LINE_GET),
		LineForm($words="reb|oot", $act="reload", $arguments=LINE_NONE),
		LineForm($words="backup conf|iguration t|ftp", $act="send", $arguments=LINE_HOST_FILE),
		LineForm($words="load packetfile t|ftp", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="imgtrust --allow", $act="weaken", $arguments=LINE_NONE),
		LineForm($words="save so|ftware from t|ftp", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="save conf|ig from t|ftp", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="save conf|ig to t|ftp", $act="send", $arguments=LINE_HOST_FILE),
		LineForm($words="get conf|ig * t|ftp", $act="send", $arguments=LINE_HOST_FILE),
		LineForm($words="fi|le cop|y", $act="send", $arguments=LINE_TO_URL),
		LineForm($words="set system archival configuration archive-sites", $act="send", $arguments=LINE_URL),
		LineForm($words="set system autoinstallation", $act="config", $arguments=LINE_URL),
		LineForm($words="set system autoinstallation", $act="config", $arguments=LINE_NONE),
		LineForm($words="autoinstallation", $act="config", $arguments=LINE_URL),
		LineForm($words="netboot", $act="boot", $arguments=LINE_NONE),
		LineForm($words="req|uest sy|stem so|ftware", $act="copy", $arguments=LINE_URL),
		LineForm($words="req|uest vm|host so|ftware", $act="copy", $arguments=LINE_URL),
		LineForm($words="load", $act="copy", $arguments=LINE_URL),
		LineForm($words="req|uest sy|stem reb|oot", $act="reload", $arguments=LINE_NONE),
		LineForm($words="fi|le cop|y", $act="copy", $arguments=LINE_URL_OR_ASK),
		LineForm($words="loadfirmware", $act="copy", $arguments=LINE_OPTIONS),
		LineForm($words="image f|etch", $act="copy", $arguments=LINE_URL),
		LineForm($words="configuration up|load *", $act="send", $arguments=LINE_URL),
		LineForm($words="/ip tf|tp add", $act="serve", $arguments=LINE_NONE, $has=/(^| )(real-filename=.*|req-filename=.*)( |$)/),
		LineForm($words="/to|ol fe|tch", $act="send", $arguments=LINE_SETTINGS, $has=/(^| )(upload=yes)( |$)/),
		LineForm($words="/to|ol fe|tch", $act="copy", $arguments=LINE_SETTINGS, $lacks=/(^| )(upload=yes)( |$)/),
		LineForm($words="/sy|stem ro|uterboard s|ettings s|et", $act="weaken", $arguments=LINE_NONE, $has=/(^| )(protected-routerboot=disabled)( |$)/),
		LineForm($words="/sy|stem device-mode u|pdate", $act="weaken", $arguments=LINE_NONE, $has=/(^| )(flagging-enabled=no)( |$)/),
		LineForm($words="/sy|stem ro|uterboard s|ettings s|et", $act="boot", $arguments=LINE_NONE, $has=/(^| )(boot-device=[^ ]*ethernet[^ ]*)( |$)/),
		LineForm($words="/sy|stem reb|oot", $act="reload", $arguments=LINE_NONE),
		LineForm($words="bof primary-i|mage", $act="boot", $arguments=LINE_URL),
		LineForm($words="bof secondary-i|mage", $act="boot", $arguments=LINE_URL),
		LineForm($words="bof primary-c|onfig", $act="config", $arguments=LINE_URL),
		LineForm($words="primary-i|mage", $act="boot", $arguments=LINE_URL),
		LineForm($words="primary-c|onfig", $act="config", $arguments=LINE_URL),
		LineForm($words="save", $act="send", $arguments=LINE_URL),
		LineForm($words="cop|y conf|ig t|ftp", $act="send", $arguments=LINE_OPTIONS, $has=/(^| )(addr(ess)?)( |$)/),
		LineForm($words="cop|y ru|nning-config t|ftp", $act="send", $arguments=LINE_OPTIONS, $has=/(^| )(addr(ess)?)( |$)/),
		LineForm($words="cop|y", $act="copy", $arguments=LINE_HOST_COLON),
		LineForm($words="cop|y *", $act="send", $arguments=LINE_HOST_COLON),
		LineForm($words="save network", $act="send", $arguments=LINE_HOST_FILE),
		LineForm($words="cop|y t|ftp conf|ig", $act="copy", $arguments=LINE_OPTIONS, $has=/(^| )(addr(ess)?)( |$)/),
		LineForm($words="onie-nos-install", $act="copy", $arguments=LINE_URL),
		LineForm($words="onie-install", $act="copy", $arguments=LINE_URL),
		LineForm($words="sonic-installer install", $act="copy", $arguments=LINE_URL),
		LineForm($words="tftp im|port * from", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="tftp ex|port * from * to", $act="send", $arguments=LINE_HOST_FILE),
		LineForm($words="req|uest rest|art system", $act="reload", $arguments=LINE_NONE),
		LineForm($words="tftp ex|port * to", $act="send", $arguments=LINE_HOST_FILE),
		LineForm($words="scp ex|port", $act="send", $arguments=LINE_OPTIONS, $has=/(^| )(to)( |$)/),
		LineForm($words="upload startup-config t|ftp", $act="send", $arguments=LINE_HOST_FILE),
		LineForm($words="download * t|ftp", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="fw set host", $act="copy", $arguments=LINE_HOST),
		LineForm($words="mokutil --disable-validation", $act="weaken", $arguments=LINE_NONE),
		LineForm($words="export current-conf|ig", $act="send", $arguments=LINE_URL),
		LineForm($words="firmware upgrade ip-address", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="cop|y t|ftp * ip-address", $act="copy", $arguments=LINE_HOST_FILE),
		LineForm($words="cop|y * t|ftp ip-address", $act="send", $arguments=LINE_HOST_FILE),
		LineForm($words="setenv verify", $act="weaken", $arguments=LINE_NONE, $has=/(^| )(n(o)?|0|f(alse)?|off)( |$)/),
		LineForm($words="env set verify", $act="weaken", $arguments=LINE_NONE, $has=/(^| )(n(o)?|0|f(alse)?|off)( |$)/),
		LineForm($words="tftpb|oot", $act="boot", $arguments=LINE_LOADER),
		LineForm($words="tftp", $act="boot", $arguments=LINE_LOADER),
		LineForm($words="dhcp", $act="boot", $arguments=LINE_LOADER),
		LineForm($words="bootp", $act="boot", $arguments=LINE_LOADER),
		LineForm($words="setenv bootcmd", $act="boot", $arguments=LINE_NONE, $has=/(^| )(tftp(b(o(ot?)?)?)?|dhcp|bootp|pxe)( |$)/),
		LineForm($words="setenv serverip", $act="set", $arguments=LINE_HOST),
		LineForm($words="setenv bootfile", $act="set", $arguments=LINE_LOCAL_FILE),
		LineForm($words="set-inform", $act="config", $arguments=LINE_URL),
		LineForm($words="add system image", $act="copy", $arguments=LINE_URL)
	) &redef;
}
