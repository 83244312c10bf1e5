# @TEST-DOC: With nothing declared the package says what no site would want, and logs the rest as evidence.
# @TEST-EXEC: zeek -r $PCAPS/bw17-etc-passwd.pcap %INPUT
# @TEST-EXEC: $SCRIPTS/columns note msg <notice.log >output
# @TEST-EXEC: test ! -e reporter.log
# @TEST-EXEC: btest-diff output

@load bootwarden
