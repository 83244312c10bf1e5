##! Writes the files that TFTP moves to disk, decoded, as far as they came in order. Off by default.

@load ./main

module Bootwarden;

export {
	## Whether files are written to disk.
	option tftp_extract = F;
	## Folder to write them to; it is made where it does not exist.
	option tftp_extract_dir = "bootwarden-files";
	## Bytes of one file that are written.
	option tftp_extract_limit = 104857600;
	## Bytes of all files together that one process writes.
	option tftp_extract_total = 10737418240;
	## Whether this file is written, where ``tftp_extract`` is set: break to leave it.
	global tftp_extract_policy: hook(t: Transfer);
}

type TftpExtract: record {
	out: file;
	left: count;
};

global tftp_extracted = 0;
global tftp_extract_files = 0;

# Letters, digits, dot, dash and underscore of the name's end, never a dot first.
function tftp_safe_name(name: string): string
	{
	local safe = gsub(name, /[^A-Za-z0-9._-]/, "_");
	return gsub(|safe| > 80 ? safe[|safe| - 80 :] : safe, /^\.+/, "_");
	}

function tftp_extract_write(x: TftpExtract, data: string)
	{
	if ( tftp_extracted >= tftp_extract_total )
		return;

	local total_left = tftp_extract_total - tftp_extracted;
	local part = data[0 : x$left < total_left ? x$left : total_left];
	x$left -= |part|;
	tftp_extracted += |part|;
	write_file(x$out, part);
	}

# What to write the transfer to, with ``tftp_extract``: nothing where it is not to be written.
function tftp_extract_open(t: Transfer): vector of TftpExtract
	{
	local opened: vector of TftpExtract;
	if ( tftp_extracted >= tftp_extract_total || ! hook tftp_extract_policy(t) )
		return opened;

	mkdir(tftp_extract_dir);
	local uid = t?$data_uid ? t$data_uid : t$uid;
	# One connection may carry several files.
	t$extracted = fmt("%s/%s-%d-%s", tftp_extract_dir, uid, ++tftp_extract_files,
	    tftp_safe_name(t?$file_name ? t$file_name : ""));
	local out = open(t$extracted);
	enable_raw_output(out);
	opened += TftpExtract($out=out, $left=tftp_extract_limit);
	return opened;
	}
