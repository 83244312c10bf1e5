##! What configurations are, by their statements and names, and which lines matter.
##!
##! Written by `bootwarden facts build` from tools/bootwarden/facts: change it there.

module Bootwarden;

export {
	## How configurations of a kind are told: by what their system writes into their first comments, and by how their
	## first statement begins.
	type ConfigForm: record {
		kind: string;
		signed: pattern &optional;
		begins: pattern &optional;
	};

	## Kinds of configurations, and why such are fetched.
	const config_kinds: table[string] of string = {
		["config-aoscx"] = "network-config",
		["config-exos"] = "network-config",
		["config-fortios"] = "network-config",
		["config-huawei"] = "network-config",
		["config-ios"] = "network-config",
		["config-junos"] = "network-config",
		["config-omniswitch"] = "network-config",
		["config-procurve"] = "network-config",
		["config-pxe"] = "pxe",
		["config-routeros"] = "network-config",
		["config-sros"] = "network-config"
	} &redef;

	## Kinds whose bytes are certainly text.
	const text_kinds: set[string] = {
		"config-aoscx",
		"config-exos",
		"config-fortios",
		"config-huawei",
		"config-ios",
		"config-junos",
		"config-omniswitch",
		"config-procurve",
		"config-pxe",
		"config-routeros",
		"config-sros",
		"ini",
		"json",
		"script",
		"text",
		"xml"
	} &redef;

	## What stands before a configuration's first statement: comments and empty lines.
	const config_comments: pattern =
		/^([ \t]*([!;][^\r\n]*|#([^!\r\n][^\r\n]*)?|\/\*[^\r\n]*|: (Saved|Written by|Hardware|Serial Number)[^\r\n]*|:[ \t]*|Building configuration[^\r\n]*|Current configuration[^\r\n]*|Using [0-9]+[^\r\n]*|Running configuration[^\r\n]*|Startup configuration[^\r\n]*)?[\r\n\x00]+)+/ &redef;

	## How configurations are told, the first that fits counting.
	const config_forms: vector of ConfigForm = vector(
		ConfigForm($kind="config-ios", $signed=/(^|[\r\n])[ \t]*(! Command: show (running|startup)-config)/
		    | /(^|[\r\n])[ \t]*(! device: [^ ]+ \()/
		    | /(^|[\r\n])[ \t]*(! Last configuration change at [0-9])/
		    | /(^|[\r\n])[ \t]*(! NVRAM config last updated at [0-9])/
		    | /(^|[\r\n])[ \t]*(!! IOS XR Configuration )/
		    | /(^|[\r\n])[ \t]*(config-file-header[\r\n])/, $begins=(/^[ \t]?((ASA|PIX) Version [0-9]+\.[0-9])/
		    | /^[ \t]?(NGFW Version [0-9]+\.[0-9])/
		    | /^[ \t]?(version [0-9]+\.[0-9]+(\([0-9A-Za-z.]+\)[^ \r\n]*)?( Bios:[^\r\n]*)?[ \t]*[\r\n])/
		    | /^[ \t]?(hostname [^ =\r\n]+[ \t]*[\r\n])/
		    | /^[ \t]?((no )?service (timestamps|password-|pad|config|tcp-|compress-|dhcp|call-home|unsupported|sequence|internal))/
		    | /^[ \t]?(boot-start-marker)/
		    | /^[ \t]?(boot (system|host|network|config|nxos|manual|bootldr|buffersize) )/
		    | /^[ \t]?(config-register 0x[0-9a-f])/)
		    | (/^[ \t]?(enable (secret|password) [^\r\n])/
		    | /^[ \t]?(username [^ \r\n]+ (privilege|password|secret|role|nopassword) ?)/
		    | /^[ \t]?(snmp-server (community|host|enable|user|group|view|location|contact|system-shutdown|engine))/
		    | /^[ \t]?(interface [A-Z][A-Za-z-]+ ?[0-9])/
		    | /^[ \t]?(interface (mgmt|vlan|ethernet|loopback|port-channel) ?[0-9])/
		    | /^[ \t]?(vlan [0-9]+[0-9,-]*[ \t]*[\r\n])/
		    | /^[ \t]?(feature [a-z0-9-]+( [a-z0-9-]+)?[ \t]*[\r\n])/
		    | /^[ \t]?(router (ospf|bgp|eigrp|rip|isis)( [0-9A-Za-z]+)?[ \t]*[\r\n])/)
		    | (/^[ \t]?(ip (address|route|default-gateway|tftp|domain[ -]name|name-server|routing|cef|access-list|http|ssh) )/
		    | /^[ \t]?((ip routing|no ip http server|ip cef|end)[ \t]*[\r\n])/
		    | /^[ \t]?(no (ip|service|aaa|vstack|file verify|boot) )/
		    | /^[ \t]?(tftp-server (flash|nvram|system|bootflash|disk))/
		    | /^[ \t]?(line (con|vty|aux|console) ?[0-9])/
		    | /^[ \t]?(logging (host )?[0-9]+\.)/
		    | /^[ \t]?(ntp server [0-9a-z])/
		    | /^[ \t]?(aaa (new-model|authentication|authorization|accounting|group) ?)/)
		    | (/^[ \t]?(transceiver qsfp default-mode )/
		    | /^[ \t]?(vdc [^ \r\n]+ id [0-9])/
		    | /^[ \t]?(banner (motd|login|exec|incoming) [^ \r\n])/
		    | /^[ \t]?((no )?vstack[ \r\n])/
		    | /^[ \t]?(event manager applet )/
		    | /^[ \t]?(access-list [0-9]+ (permit|deny) )/
		    | /^[ \t]?(crypto (pki|key|isakmp|ikev2) )/
		    | /^[ \t]?(spanning-tree (mode|portfast|extend) )/)
		    | (/^[ \t]?(ver [0-9]+\.[0-9]+\.[0-9]+)/
		    | /^[ \t]?(stack unit [0-9])/
		    | /^[ \t]?(global-protected-vlan)/
		    | /^[ \t]?(config-file-header)/)),
		ConfigForm($kind="config-aoscx", $signed=/(^|[\r\n])[ \t]*(!Version ArubaOS-CX )/
		    | /(^|[\r\n])[ \t]*(!export-password: )/),
		ConfigForm($kind="config-huawei", $signed=/(^|[\r\n])[ \t]*(!Software Version V[0-9]+R[0-9]+)/, $begins=/^[ \t]?(version [0-9]+\.[0-9]+(\.[0-9]+)?, (Release|ESS|Feature|Alpha|Demo) [0-9A-Z])/
		    | /^[ \t]?(sysname [^ \r\n]+[ \t]*[\r\n])/
		    | /^[ \t]?(vlan batch [0-9])/
		    | /^[ \t]?(undo [a-z]+ [a-z])/),
		ConfigForm($kind="config-exos", $signed=/(^|[\r\n])[ \t]*(# Module [a-z]+ configuration\.)/, $begins=/^[ \t]?(configure (snmp|vlan|vr|sys-recovery-level|ports|timezone) )/
		    | /^[ \t]?(create vlan \"?[A-Za-z0-9])/),
		ConfigForm($kind="config-fortios", $signed=/(^|[\r\n])[ \t]*(#config-version=[A-Z0-9]+-[0-9])/, $begins=/^[ \t]?(config (system|firewall|router|vdom|vpn|user|log) ?[a-z]*[ \t]*[\r\n])/),
		ConfigForm($kind="config-procurve", $signed=/(^|[\r\n])[ \t]*(; [^ \r\n]+ Configuration Editor; Created on release #)/, $begins=/^[ \t]?(hostname \"[^\"\r\n]*\")/
		    | /^[ \t]?(module [0-9]+ type [A-Za-z0-9])/
		    | /^[ \t]?(auto-tftp [0-9])/),
		ConfigForm($kind="config-junos", $signed=/(^|[\r\n])[ \t]*(## Last (commit|changed): [0-9])/, $begins=/^[ \t]?(set (version [0-9]+\.[0-9]+[A-Z]|system (host-name|root-authentication|services|login|syslog|autoinstallation|domain-name|name-server|ntp)|interfaces [a-z]+[0-9-]|snmp (community|trap|location|contact)|routing-options (static|router-id)|chassis |protocols ))/
		    | /^[ \t]?(version [0-9]+\.[0-9]+[A-Z][^ \r\n;]*;)/
		    | /^[ \t]?((system|groups|interfaces|chassis|snmp|routing-options|protocols) \{[ \t]*[\r\n])/
		    | /^[ \t]?((groups|system|interfaces)[ \t]*[\r\n]+ *\{)/),
		ConfigForm($kind="config-routeros", $signed=/(^|[\r\n])[ \t]*(# [0-9a-z\/-]+ [0-9:]+ by RouterOS [0-9])/, $begins=/^[ \t]?(\/(system|ip|interface|routing|tool|user|import) [a-z])/
		    | /^[ \t]?(\/(interface|ip|system|user|snmp|port|disk)[ \t]*[\r\n]+(add|set) )/),
		ConfigForm($kind="config-sros", $signed=/(^|[\r\n])[ \t]*(# TiMOS-[A-Z]+-[0-9])/, $begins=/^[ \t]?(exit all[ \t]*[\r\n])/
		    | /^[ \t]?(echo \"System Configuration\")/
		    | /^[ \t]?(primary-(image|config) +[a-z0-9])/
		    | /^[ \t]?(configure \{[ \t]*[\r\n])/),
		ConfigForm($kind="config-omniswitch", $signed=/(^|[\r\n])[ \t]*(! (Chassis|Configuration|System Service|VLAN|IP) ?:)/
		    | /(^|[\r\n])[ \t]*(!=+!)/),
		ConfigForm($kind="config-pxe", $begins=/^[ \t]?(label [^ \r\n]+[ \t]*[\r\n])/i
		    | /^[ \t]?(default [^\r\n]*[\r\n])/i
		    | /^[ \t]?(kernel [^ \r\n])/i
		    | /^[ \t]?(menu (title|background|color|include|resolution) )/i
		    | /^[ \t]?(menuentry )/i
		    | /^[ \t]?(set (timeout|default|root|prefix)=)/i
		    | /^[ \t]?((prompt|timeout|ontimeout|ui|serial|include|say|display) [^\r\n=:]*[\r\n])/i
		    | /^[ \t]?(linux(efi|16)? \/)/i)
	) &redef;

	## How the first statement of any kind begins, to rule out most texts at once.
	const config_opening: pattern =
		(/^[ \t]?((ASA|PIX) Version [0-9]+\.[0-9])/
		| /^[ \t]?(NGFW Version [0-9]+\.[0-9])/
		| /^[ \t]?(version [0-9]+\.[0-9]+(\([0-9A-Za-z.]+\)[^ \r\n]*)?( Bios:[^\r\n]*)?[ \t]*[\r\n])/
		| /^[ \t]?(hostname [^ =\r\n]+[ \t]*[\r\n])/
		| /^[ \t]?((no )?service (timestamps|password-|pad|config|tcp-|compress-|dhcp|call-home|unsupported|sequence|internal))/
		| /^[ \t]?(boot-start-marker)/
		| /^[ \t]?(boot (system|host|network|config|nxos|manual|bootldr|buffersize) )/
		| /^[ \t]?(config-register 0x[0-9a-f])/)
		| (/^[ \t]?(enable (secret|password) [^\r\n])/
		| /^[ \t]?(username [^ \r\n]+ (privilege|password|secret|role|nopassword) ?)/
		| /^[ \t]?(snmp-server (community|host|enable|user|group|view|location|contact|system-shutdown|engine))/
		| /^[ \t]?(interface [A-Z][A-Za-z-]+ ?[0-9])/
		| /^[ \t]?(interface (mgmt|vlan|ethernet|loopback|port-channel) ?[0-9])/
		| /^[ \t]?(vlan [0-9]+[0-9,-]*[ \t]*[\r\n])/
		| /^[ \t]?(feature [a-z0-9-]+( [a-z0-9-]+)?[ \t]*[\r\n])/
		| /^[ \t]?(router (ospf|bgp|eigrp|rip|isis)( [0-9A-Za-z]+)?[ \t]*[\r\n])/)
		| (/^[ \t]?(ip (address|route|default-gateway|tftp|domain[ -]name|name-server|routing|cef|access-list|http|ssh) )/
		| /^[ \t]?((ip routing|no ip http server|ip cef|end)[ \t]*[\r\n])/
		| /^[ \t]?(no (ip|service|aaa|vstack|file verify|boot) )/
		| /^[ \t]?(tftp-server (flash|nvram|system|bootflash|disk))/
		| /^[ \t]?(line (con|vty|aux|console) ?[0-9])/
		| /^[ \t]?(logging (host )?[0-9]+\.)/
		| /^[ \t]?(ntp server [0-9a-z])/
		| /^[ \t]?(aaa (new-model|authentication|authorization|accounting|group) ?)/)
		| (/^[ \t]?(transceiver qsfp default-mode )/
		| /^[ \t]?(vdc [^ \r\n]+ id [0-9])/
		| /^[ \t]?(banner (motd|login|exec|incoming) [^ \r\n])/
		| /^[ \t]?((no )?vstack[ \r\n])/
		| /^[ \t]?(event manager applet )/
		| /^[ \t]?(access-list [0-9]+ (permit|deny) )/
		| /^[ \t]?(crypto (pki|key|isakmp|ikev2) )/
		| /^[ \t]?(spanning-tree (mode|portfast|extend) )/)
		| (/^[ \t]?(ver [0-9]+\.[0-9]+\.[0-9]+)/
		| /^[ \t]?(stack unit [0-9])/
		| /^[ \t]?(global-protected-vlan)/
		| /^[ \t]?(config-file-header)/
		| /^[ \t]?(version [0-9]+\.[0-9]+(\.[0-9]+)?, (Release|ESS|Feature|Alpha|Demo) [0-9A-Z])/
		| /^[ \t]?(sysname [^ \r\n]+[ \t]*[\r\n])/
		| /^[ \t]?(vlan batch [0-9])/
		| /^[ \t]?(undo [a-z]+ [a-z])/)
		| (/^[ \t]?(configure (snmp|vlan|vr|sys-recovery-level|ports|timezone) )/
		| /^[ \t]?(create vlan \"?[A-Za-z0-9])/
		| /^[ \t]?(config (system|firewall|router|vdom|vpn|user|log) ?[a-z]*[ \t]*[\r\n])/
		| /^[ \t]?(hostname \"[^\"\r\n]*\")/
		| /^[ \t]?(module [0-9]+ type [A-Za-z0-9])/
		| /^[ \t]?(auto-tftp [0-9])/
		| /^[ \t]?(set (version [0-9]+\.[0-9]+[A-Z]|system (host-name|root-authentication|services|login|syslog|autoinstallation|domain-name|name-server|ntp)|interfaces [a-z]+[0-9-]|snmp (community|trap|location|contact)|routing-options (static|router-id)|chassis |protocols ))/
		| /^[ \t]?(version [0-9]+\.[0-9]+[A-Z][^ \r\n;]*;)/)
		| (/^[ \t]?((system|groups|interfaces|chassis|snmp|routing-options|protocols) \{[ \t]*[\r\n])/
		| /^[ \t]?((groups|system|interfaces)[ \t]*[\r\n]+ *\{)/
		| /^[ \t]?(\/(system|ip|interface|routing|tool|user|import) [a-z])/
		| /^[ \t]?(\/(interface|ip|system|user|snmp|port|disk)[ \t]*[\r\n]+(add|set) )/
		| /^[ \t]?(exit all[ \t]*[\r\n])/
		| /^[ \t]?(echo \"System Configuration\")/
		| /^[ \t]?(primary-(image|config) +[a-z0-9])/
		| /^[ \t]?(configure \{[ \t]*[\r\n])/)
		| (/^[ \t]?(label [^ \r\n]+[ \t]*[\r\n])/i
		| /^[ \t]?(default [^\r\n]*[\r\n])/i
		| /^[ \t]?(kernel [^ \r\n])/i
		| /^[ \t]?(menu (title|background|color|include|resolution) )/i
		| /^[ \t]?(menuentry )/i
		| /^[ \t]?(set (timeout|default|root|prefix)=)/i
		| /^[ \t]?((prompt|timeout|ontimeout|ui|serial|include|say|display) [^\r\n=:]*[\r\n])/i
		| /^[ \t]?(linux(efi|16)? \/)/i) &redef;

	## How a line of any network device's configuration begins.
	const config_statements: pattern =
		(/^[ \t]?(ASA|PIX) Version [0-9]+\.[0-9]/
		| /^[ \t]?NGFW Version [0-9]+\.[0-9]/
		| /^[ \t]?version [0-9]+\.[0-9]+(\([0-9A-Za-z.]+\)[^ \r\n]*)?( Bios:[^\r\n]*)?[ \t]*[\r\n]/
		| /^[ \t]?hostname [^ =\r\n]+[ \t]*[\r\n]/
		| /^[ \t]?(no )?service (timestamps|password-|pad|config|tcp-|compress-|dhcp|call-home|unsupported|sequence|internal)/
		| /^[ \t]?boot-start-marker/
		| /^[ \t]?boot (system|host|network|config|nxos|manual|bootldr|buffersize) /
		| /^[ \t]?config-register 0x[0-9a-f]/)
		| (/^[ \t]?enable (secret|password) [^\r\n]/
		| /^[ \t]?username [^ \r\n]+ (privilege|password|secret|role|nopassword) ?/
		| /^[ \t]?snmp-server (community|host|enable|user|group|view|location|contact|system-shutdown|engine)/
		| /^[ \t]?interface [A-Z][A-Za-z-]+ ?[0-9]/
		| /^[ \t]?interface (mgmt|vlan|ethernet|loopback|port-channel) ?[0-9]/
		| /^[ \t]?vlan [0-9]+[0-9,-]*[ \t]*[\r\n]/
		| /^[ \t]?feature [a-z0-9-]+( [a-z0-9-]+)?[ \t]*[\r\n]/
		| /^[ \t]?router (ospf|bgp|eigrp|rip|isis)( [0-9A-Za-z]+)?[ \t]*[\r\n]/)
		| (/^[ \t]?ip (address|route|default-gateway|tftp|domain[ -]name|name-server|routing|cef|access-list|http|ssh) /
		| /^[ \t]?(ip routing|no ip http server|ip cef|end)[ \t]*[\r\n]/
		| /^[ \t]?no (ip|service|aaa|vstack|file verify|boot) /
		| /^[ \t]?tftp-server (flash|nvram|system|bootflash|disk)/
		| /^[ \t]?line (con|vty|aux|console) ?[0-9]/
		| /^[ \t]?logging (host )?[0-9]+\./
		| /^[ \t]?ntp server [0-9a-z]/
		| /^[ \t]?aaa (new-model|authentication|authorization|accounting|group) ?/)
		| (/^[ \t]?transceiver qsfp default-mode /
		| /^[ \t]?vdc [^ \r\n]+ id [0-9]/
		| /^[ \t]?banner (motd|login|exec|incoming) [^ \r\n]/
		| /^[ \t]?(no )?vstack[ \r\n]/
		| /^[ \t]?event manager applet /
		| /^[ \t]?access-list [0-9]+ (permit|deny) /
		| /^[ \t]?crypto (pki|key|isakmp|ikev2) /
		| /^[ \t]?spanning-tree (mode|portfast|extend) /)
		| (/^[ \t]?ver [0-9]+\.[0-9]+\.[0-9]+/
		| /^[ \t]?stack unit [0-9]/
		| /^[ \t]?global-protected-vlan/
		| /^[ \t]?config-file-header/
		| /^[ \t]?version [0-9]+\.[0-9]+(\.[0-9]+)?, (Release|ESS|Feature|Alpha|Demo) [0-9A-Z]/
		| /^[ \t]?sysname [^ \r\n]+[ \t]*[\r\n]/
		| /^[ \t]?vlan batch [0-9]/
		| /^[ \t]?undo [a-z]+ [a-z]/)
		| (/^[ \t]?configure (snmp|vlan|vr|sys-recovery-level|ports|timezone) /
		| /^[ \t]?create vlan \"?[A-Za-z0-9]/
		| /^[ \t]?config (system|firewall|router|vdom|vpn|user|log) ?[a-z]*[ \t]*[\r\n]/
		| /^[ \t]?hostname \"[^\"\r\n]*\"/
		| /^[ \t]?module [0-9]+ type [A-Za-z0-9]/
		| /^[ \t]?auto-tftp [0-9]/
		| /^[ \t]?set (version [0-9]+\.[0-9]+[A-Z]|system (host-name|root-authentication|services|login|syslog|autoinstallation|domain-name|name-server|ntp)|interfaces [a-z]+[0-9-]|snmp (community|trap|location|contact)|routing-options (static|router-id)|chassis |protocols )/
		| /^[ \t]?version [0-9]+\.[0-9]+[A-Z][^ \r\n;]*;/)
		| (/^[ \t]?(system|groups|interfaces|chassis|snmp|routing-options|protocols) \{[ \t]*[\r\n]/
		| /^[ \t]?(groups|system|interfaces)[ \t]*[\r\n]+ *\{/
		| /^[ \t]?\/(system|ip|interface|routing|tool|user|import) [a-z]/
		| /^[ \t]?\/(interface|ip|system|user|snmp|port|disk)[ \t]*[\r\n]+(add|set) /
		| /^[ \t]?exit all[ \t]*[\r\n]/
		| /^[ \t]?echo \"System Configuration\"/
		| /^[ \t]?primary-(image|config) +[a-z0-9]/
		| /^[ \t]?configure \{[ \t]*[\r\n]/) &redef;

	## The same anywhere in a text, to rule out most texts at once.
	const config_within: pattern =
		(/[\r\n\x00][ \t]?(ASA|PIX) Version [0-9]+\.[0-9]/
		| /[\r\n\x00][ \t]?NGFW Version [0-9]+\.[0-9]/
		| /[\r\n\x00][ \t]?version [0-9]+\.[0-9]+(\([0-9A-Za-z.]+\)[^ \r\n]*)?( Bios:[^\r\n]*)?[ \t]*[\r\n]/
		| /[\r\n\x00][ \t]?hostname [^ =\r\n]+[ \t]*[\r\n]/
		| /[\r\n\x00][ \t]?(no )?service (timestamps|password-|pad|config|tcp-|compress-|dhcp|call-home|unsupported|sequence|internal)/
		| /[\r\n\x00][ \t]?boot-start-marker/
		| /[\r\n\x00][ \t]?boot (system|host|network|config|nxos|manual|bootldr|buffersize) /
		| /[\r\n\x00][ \t]?config-register 0x[0-9a-f]/)
		| (/[\r\n\x00][ \t]?enable (secret|password) [^\r\n]/
		| /[\r\n\x00][ \t]?username [^ \r\n]+ (privilege|password|secret|role|nopassword) ?/
		| /[\r\n\x00][ \t]?snmp-server (community|host|enable|user|group|view|location|contact|system-shutdown|engine)/
		| /[\r\n\x00][ \t]?interface [A-Z][A-Za-z-]+ ?[0-9]/
		| /[\r\n\x00][ \t]?interface (mgmt|vlan|ethernet|loopback|port-channel) ?[0-9]/
		| /[\r\n\x00][ \t]?vlan [0-9]+[0-9,-]*[ \t]*[\r\n]/
		| /[\r\n\x00][ \t]?feature [a-z0-9-]+( [a-z0-9-]+)?[ \t]*[\r\n]/
		| /[\r\n\x00][ \t]?router (ospf|bgp|eigrp|rip|isis)( [0-9A-Za-z]+)?[ \t]*[\r\n]/)
		| (/[\r\n\x00][ \t]?ip (address|route|default-gateway|tftp|domain[ -]name|name-server|routing|cef|access-list|http|ssh) /
		| /[\r\n\x00][ \t]?(ip routing|no ip http server|ip cef|end)[ \t]*[\r\n]/
		| /[\r\n\x00][ \t]?no (ip|service|aaa|vstack|file verify|boot) /
		| /[\r\n\x00][ \t]?tftp-server (flash|nvram|system|bootflash|disk)/
		| /[\r\n\x00][ \t]?line (con|vty|aux|console) ?[0-9]/
		| /[\r\n\x00][ \t]?logging (host )?[0-9]+\./
		| /[\r\n\x00][ \t]?ntp server [0-9a-z]/
		| /[\r\n\x00][ \t]?aaa (new-model|authentication|authorization|accounting|group) ?/)
		| (/[\r\n\x00][ \t]?transceiver qsfp default-mode /
		| /[\r\n\x00][ \t]?vdc [^ \r\n]+ id [0-9]/
		| /[\r\n\x00][ \t]?banner (motd|login|exec|incoming) [^ \r\n]/
		| /[\r\n\x00][ \t]?(no )?vstack[ \r\n]/
		| /[\r\n\x00][ \t]?event manager applet /
		| /[\r\n\x00][ \t]?access-list [0-9]+ (permit|deny) /
		| /[\r\n\x00][ \t]?crypto (pki|key|isakmp|ikev2) /
		| /[\r\n\x00][ \t]?spanning-tree (mode|portfast|extend) /)
		| (/[\r\n\x00][ \t]?ver [0-9]+\.[0-9]+\.[0-9]+/
		| /[\r\n\x00][ \t]?stack unit [0-9]/
		| /[\r\n\x00][ \t]?global-protected-vlan/
		| /[\r\n\x00][ \t]?config-file-header/
		| /[\r\n\x00][ \t]?version [0-9]+\.[0-9]+(\.[0-9]+)?, (Release|ESS|Feature|Alpha|Demo) [0-9A-Z]/
		| /[\r\n\x00][ \t]?sysname [^ \r\n]+[ \t]*[\r\n]/
		| /[\r\n\x00][ \t]?vlan batch [0-9]/
		| /[\r\n\x00][ \t]?undo [a-z]+ [a-z]/)
		| (/[\r\n\x00][ \t]?configure (snmp|vlan|vr|sys-recovery-level|ports|timezone) /
		| /[\r\n\x00][ \t]?create vlan \"?[A-Za-z0-9]/
		| /[\r\n\x00][ \t]?config (system|firewall|router|vdom|vpn|user|log) ?[a-z]*[ \t]*[\r\n]/
		| /[\r\n\x00][ \t]?hostname \"[^\"\r\n]*\"/
		| /[\r\n\x00][ \t]?module [0-9]+ type [A-Za-z0-9]/
		| /[\r\n\x00][ \t]?auto-tftp [0-9]/
		| /[\r\n\x00][ \t]?set (version [0-9]+\.[0-9]+[A-Z]|system (host-name|root-authentication|services|login|syslog|autoinstallation|domain-name|name-server|ntp)|interfaces [a-z]+[0-9-]|snmp (community|trap|location|contact)|routing-options (static|router-id)|chassis |protocols )/
		| /[\r\n\x00][ \t]?version [0-9]+\.[0-9]+[A-Z][^ \r\n;]*;/)
		| (/[\r\n\x00][ \t]?(system|groups|interfaces|chassis|snmp|routing-options|protocols) \{[ \t]*[\r\n]/
		| /[\r\n\x00][ \t]?(groups|system|interfaces)[ \t]*[\r\n]+ *\{/
		| /[\r\n\x00][ \t]?\/(system|ip|interface|routing|tool|user|import) [a-z]/
		| /[\r\n\x00][ \t]?\/(interface|ip|system|user|snmp|port|disk)[ \t]*[\r\n]+(add|set) /
		| /[\r\n\x00][ \t]?exit all[ \t]*[\r\n]/
		| /[\r\n\x00][ \t]?echo \"System Configuration\"/
		| /[\r\n\x00][ \t]?primary-(image|config) +[a-z0-9]/
		| /[\r\n\x00][ \t]?configure \{[ \t]*[\r\n]/) &redef;

	## Names that only configurations of network devices have, in lower case, without folders.
	const network_config_names: pattern =
		(/.*-confg(-[0-9a-z]+)*/
		| /(startup|running)[-_]?con(fig|fg)(\.(cfg|txt|text|old|bak))?/
		| /config\.text/
		| /tar_imglist[0-9]*\.txt/
		| /(cisconet|ciscortr)\.cfg/
		| /.*\.confg/
		| /.*\.xsf/
		| /vrpcfg\.(zip|cfg)/)
		| (/juniper\.conf.*/
		| /.*\.rsc/
		| /.*\.backup/
		| /bof\.cfg/
		| /config\.ndx/) &redef;

	## Names of configurations that phones, cable modems and programs use, too.
	const shared_config_names: pattern =
		/.*[-_.]con(fg|fig)(-[0-9a-z]+)*/
		| /.*\.(cfg|conf)/
		| /.*-(run|start)\.txt/ &redef;

	## How a line begins that decides what a device boots, in lower case, maybe after ``no ``.
	const config_boot_lines: pattern =
		(/swi=/
		| /bo(o(t)?)?[ \t]+/
		| /serv(i(c(e)?)?)?[ \t]+conf(i(g)?)?/
		| /conf(i(g(\-(r(e(g(i(s(t(e(r)?)?)?)?)?)?)?)?)?)?)?[ \t]+/
		| /confreg[ \t]+/
		| /tf(t(p(\-(s(e(r(v(e(r)?)?)?)?)?)?)?)?)?[ \t]+/
		| /ip[ \t]+tf(t(p)?)?[ \t]+/
		| /vst(a(c(k)?)?)?/)
		| (/upg(r(a(d(e)?)?)?)?[ \t]+rom-monitor[ \t]+/
		| /set[ \t]+boot/
		| /boot=/
		| /tftp_server=/
		| /tftp_file=/
		| /boot-loader[ \t]+/
		| /auto-tftp[ \t]+/
		| /startup[ \t]+/)
		| (/set[ \t]+system[ \t]+autoinstallation/
		| /autoinstallation/
		| /primary-image[ \t]+/
		| /secondary-image[ \t]+/
		| /tertiary-image[ \t]+/
		| /primary-config[ \t]+/
		| /secondary-config[ \t]+/
		| /tertiary-config[ \t]+/)
		| (/setenv[ \t]+/
		| /saveenv/) &redef;
}
