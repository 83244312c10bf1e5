##! The TFTP protocol layer: one record per transfer, no policy. Usable alone.

@load ./main
