##! Reads URLs and makes texts fit for a log: what redirects, orders and configurations name.

module Bootwarden;

export {
	## What a URL names.
	type NamedUrl: record {
		## An address or a host name, in lower case.
		server: string &optional;
		## The path, without the first slash.
		file_name: string &optional;
	};

	## The server and the file that a URL names; both absent when it is none.
	global boot_url: function(url: string): NamedUrl;

	## Printable, without passwords in URLs, and no longer than a log line should be.
	global plain_text: function(text: string): string;
}

# EOS takes one slash, too, before an address.
const network_url = /^(tftp|ftp|http|https|rcp|scp|sftp):(\/\/.*|\/[0-9]{1,3}(\.[0-9]{1,3}){3}(\/.*)?)/;

function plain_text(text: string): string
	{
	# A password may hold an @ itself.
	local shown = gsub(text, /:\/\/[^\/ ]*@/, "://");
	if ( |shown| > 200 )
		shown = fmt("%s...", shown[0:197]);
	return clean(shown);
	}

function boot_url(url: string): NamedUrl
	{
	local named = NamedUrl();
	if ( network_url !in to_lower(url) )
		return named;
	local rest = sub(url, /^[a-zA-Z]+:\/\/?([^\/]*@)?/, "");
	local slash = strstr(rest, "/");
	local host = slash == 0 ? rest : rest[0 : slash - 1];
	local path = slash == 0 ? "" : rest[slash:];
	# IPv6 addresses stand in brackets; a port may follow the host.
	if ( /^\[.*\]/ in host )
		host = sub(sub(host, /^\[/, ""), /\].*$/, "");
	else
		host = sub(host, /:[0-9]*$/, "");
	path = sub(path, /^\/+/, "");
	if ( host != "" && host != "255.255.255.255" )
		named$server = plain_text(to_lower(host));
	if ( path != "" )
		named$file_name = plain_text(path);
	return named;
	}
