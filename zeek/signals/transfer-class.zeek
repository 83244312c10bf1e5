##! Why a file moves by TFTP, worked out once a transfer, and again only where its name or kind turned out later.

@load ../image
@load ../tftp

module Bootwarden;

export {
	## The class of the file that a transfer moves.
	global transfer_class: function(t: Transfer): string;

	## The name that a transfer asked for; empty where none was seen.
	global transfer_name: function(t: Transfer): string;
}

redef record Transfer += {
	# The class, and the name and kind from which it was worked out.
	class: string &optional;
	class_name: string &optional;
	class_kind: string &optional;
};

function transfer_name(t: Transfer): string
	{
	return t?$file_name ? t$file_name : "";
	}

function transfer_class(t: Transfer): string
	{
	local name = transfer_name(t);
	local kind = t?$kind ? t$kind : "unknown";
	if ( t?$class && t$class_kind == kind && t$class_name == name )
		return t$class;
	t$class = classify(name, kind);
	t$class_name = name;
	t$class_kind = kind;
	return t$class;
	}
