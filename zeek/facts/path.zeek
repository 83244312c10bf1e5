##! Files that no TFTP server hands out on purpose.
##!
##! Written by `bootwarden facts build` from tools/bootwarden/facts: change it there.

module Bootwarden;

export {
	## Files of a server's own system: paths from its root on, in lower case, without a drive.
	const system_files: pattern =
		string_to_pattern(join_string_vec(vector(
		"etc\\/(passwd|shadow|group|gshadow|hosts|sudoers|crontab|fstab|inetd\\.conf|master\\.passwd|xinetd\\.conf|exports)-?",
		"etc\\/(ssh|ssl\\/private|xinetd\\.d|cron\\.d|sudoers\\.d|wireguard)\\/.+",
		"proc\\/.+",
		"root\\/\\..+",
		"(home\\/[^\\/]+\\/)?\\.ssh\\/.+",
		"(home\\/[^\\/]+\\/)?\\.(bash_history|netrc|pgpass|my\\.cnf)",
		"([^\\/]+\\/)*id_(rsa|dsa|ecdsa|ed25519)",
		"var\\/(log|spool\\/cron)\\/.+",
		"boot\\.ini",
		"autoexec\\.bat",
		"(windows|winnt)\\/(win|system)\\.ini",
		"(windows|winnt)\\/repair\\/.+",
		"(windows|winnt)\\/system32\\/(config|drivers\\/etc|inetsrv)\\/.+",
		"(windows|winnt)\\/(panther|ntds)\\/.+",
		"inetpub\\/wwwroot\\/web\\.config"), "|"), F) &redef;
}
