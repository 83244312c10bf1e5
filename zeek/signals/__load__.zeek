##! Turns protocols into evidence and judges nothing.

@load ./kinds
@load ./rsh
@load ./smart-install
@load ./snmp-running
@load ./snmp-set
@load ./syslog
@load ./telnet
@load ./fetch
@load ./files
@load ./requests
@load ./enumeration
@load ./competing
@load ./device-access
