##! What vendors' devices obey and say: data, and no code.

@load ./aaa
@load ./autoinstall
@load ./command
@load ./config
@load ./detections
@load ./dhcp
@load ./http
@load ./image
@load ./loader
@load ./log
@load ./path
@load ./says
@load ./snmp
@load ./wrapper
