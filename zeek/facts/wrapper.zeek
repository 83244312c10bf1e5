##! What stands before a command that a script, a scheduler or a shell gives.
##!
##! Written by `bootwarden facts build` from tools/bootwarden/facts: change it there.

module Bootwarden;

export {
	## Beginnings of lines that give a command: what follows is the command, or holds some in quotes.
	const command_wrappers: pattern =
		string_to_pattern(join_string_vec(vector(
		"(?i:^((action +)?(bash +)?(sudo +)?(Fast)?Cli +(-[a-z]+ *[0-9]* +)*-c +))",
		"(?i:^(schedule +([^ ]+ +){2,12}command +(bash +)?))",
		"(?i:^([0-9]+ +cli +))",
		"(?i:^(action +[^ ]+ +cli +(command +)?))",
		"(?i:^(cli +(command +)?))",
		"(?i:^((puts +\\[ *)?(exec|ios_config) +))",
		"(?i:^(((from +cli +import +[^ ;]+|import +cli) *; *)?([a-z_]+ *= *)?cli(\\.[a-z]+)?\\())",
		"(?i:^(dohost +))",
		"(?i:^((run +bash +)?(sudo +)?vsh +(-[a-z] +)*-c +))",
		"(?i:^(command +[0-9]+ +))",
		"(?i:^(schedule +job +(at +[^ ]+ +([^ ]+ +)?|delay +[^ ]+ +)view +[^ ]+ +))",
		"(?i:^(set +script +))",
		"(?i:^((set +([^ ]+ +){0,6})?execute-commands +commands +))",
		"(?i:^((\\/usr\\/s?bin\\/)?cli +-c +))",
		"(?i:^((\\/bin\\/)?busybox +))",
		"(?i:^(cd +[^ ;&]+ *(;|&&) *))",
		"(?i:^((\\/bin\\/)?(ba|da|a)?sh +-c +))",
		"(?i:^((\\/?system[ \\/]+(scheduler|script)[ \\/]+)?(add|set) +([^ ]+ +){0,12}(on-event|source)=))",
		"(?i:^(:execute +(script=)?))"), "|"), F) &redef;
}
