##! The TFTP protocol layer: one record per transfer, no policy. Usable alone.

@load ./main
@load ./limits
@load ./wire
@load ./state
@load ./wake
@load ./quiet
@load ./file
@load ./places
@load ./blocks
@load ./requests
@load ./flow
@load ./late
@load ./orphans
@load ./packets
@load ./finish
@load ./competing
@load ./cluster
@load ./extract
@load ./intel
