##! Turns protocols into evidence and judges nothing.

@load ./competing
@load ./config-search
@load ./device-access
@load ./dhcp
@load ./enumeration
@load ./http-management
@load ./moved-files
@load ./radius
@load ./requests
@load ./rsh
@load ./smart-install
@load ./snmp-bytes
@load ./snmp-running
@load ./snmp-set
@load ./syslog
@load ./syslog-tcp
@load ./tacacs
@load ./telnet
@load ./tftp-files
