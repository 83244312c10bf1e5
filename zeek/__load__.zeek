##! Bootwarden: detection of TFTP Boot (MITRE ATT&CK T1542.005). Loading the package loads all of it;
##! `@load bootwarden/tftp` alone gives the TFTP protocol layer and its log without any judgement.

@load ./main
@load ./cluster
@load ./kinds
@load ./facts
@load ./site
@load ./tftp
@load ./image
@load ./signals
@load ./detect
