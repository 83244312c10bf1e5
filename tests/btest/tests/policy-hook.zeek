# @TEST-DOC: A site drops a finding, and every line of the log, with the documented hooks.
# @TEST-EXEC: zeek -r $PCAPS/bw17-etc-passwd.pcap %INPUT
# @TEST-EXEC: test ! -e notice.log
# @TEST-EXEC: test ! -e bootwarden.log
# @TEST-EXEC: test -e bootwarden_tftp.log
# @TEST-EXEC: test ! -e reporter.log

@load bootwarden

hook Bootwarden::finding_policy(f: Bootwarden::Finding)
	{
	break;
	}

hook Bootwarden::log_policy(rec: Bootwarden::Evidence, id: Log::ID,
    filter: Log::Filter)
	{
	break;
	}
