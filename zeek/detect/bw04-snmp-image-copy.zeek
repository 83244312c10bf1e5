##! BW04: an SNMP SET moves an image, or sets what the device boots from.

@load ../signals/snmp-set
@load ./orders

module Bootwarden;

redef enum Notice::Type += {
	## An image is moved, or the boot source set, by SNMP.
	SNMP_Image_Copy,
};

hook judge(e: Evidence)
	{
	if ( e$evidence == SNMP_IMAGE )
		judge_order("BW04", SNMP_Image_Copy, e, fmt(
		    "image or boot source by SNMP (%s)", e$detail));
	}
