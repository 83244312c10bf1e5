##! Known-good images and configurations, re-read when their files change.

module Bootwarden;

export {
	## TSV of approved images; empty means none declared.
	option images_file = "";
	## TSV of known-good configurations; empty means none declared.
	option configs_file = "";
}
