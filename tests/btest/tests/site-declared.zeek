# @TEST-DOC: What a site declares with redef makes the demo attack a story of notices that share a chain.
# @TEST-EXEC: zeek -r $PCAPS/demo.pcap %INPUT
# @TEST-EXEC: $SCRIPTS/columns note src dst sub <notice.log | sort >output
# @TEST-EXEC: $SCRIPTS/columns stage evidence verdict <bootwarden.log >>output
# @TEST-EXEC: test ! -e reporter.log
# @TEST-EXEC: btest-diff output

@load bootwarden

redef Bootwarden::devices += {10.0.1.0/24};
redef Bootwarden::boot_servers += {10.0.0.5/32};
redef Bootwarden::admin_hosts += {10.0.9.0/24};
