##! Why anyone would fetch a file: network-image, network-config, pxe, phone or other.

@load ../facts/config
@load ../facts/image

module Bootwarden;

export {
	## The class that a name promises, whatever the file is.
	global class_of_name: function(file_name: string): string;

	## The class of a file from its name and its kind. What the bytes are certainly decides; a name that others use
	## for their settings, too, makes no network configuration; else the name decides.
	global classify: function(file_name: string, kind: string): string;
}

# Folders whose files are for PXE, whatever their names.
const pxe_folder =
    /(.*\/)?(pxelinux\.cfg|grub2?|smsboot|boot\/x(64|86))(\/.*)?/;

# Kinds whose bytes may be any configuration, or a page that says why there is none.
const readable_kinds: set[string] = {
	"script",
	"text",
	"unknown",
	"zip",
	"gzip",
	"bzip2",
	"xz",
	"zstd",
};

# A name in lower case, with the slashes that all understand.
function plain_name(file_name: string): string
	{
	return to_lower("\\" in file_name ? gsub(file_name, /\\/, "/") : file_name);
	}

function last_part(plain: string): string
	{
	local slash = rfind_str(plain, "/");
	return slash < 0 ? plain : plain[slash + 1 :];
	}

# The first that has the name counts: a PXE configuration's name also looks like a device's.
function class_of_name(file_name: string): string
	{
	local plain = plain_name(file_name);
	if ( "/" in plain && pxe_folder == plain )
		return "pxe";
	local base = last_part(plain);
	if ( phone_names == base )
		return "phone";
	if ( pxe_names == base )
		return "pxe";
	if ( network_image_names == base )
		return "network-image";
	return network_config_names == base || shared_config_names == base ?
	    "network-config" : "other";
	}

function classify(file_name: string, kind: string): string
	{
	if ( kind in class_of_kind )
		return class_of_kind[kind];
	if ( kind in config_kinds && config_kinds[kind] == "network-config" )
		return "network-config";

	local class = class_of_name(file_name);
	if ( kind in config_kinds )
		return class == "phone" ? class : config_kinds[kind];
	if ( class == "network-config" )
		return kind in readable_kinds && network_config_names == last_part(plain_name(
		    file_name)) ? class : "other";
	return class == "other" && kind in class_of_unnamed_kind ?
	    class_of_unnamed_kind[kind] : class;
	}
