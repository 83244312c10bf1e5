##! BW26: a known configuration is served with other boot-relevant lines than the known-good one has.

@load ./config-order

module Bootwarden;

redef enum Notice::Type += {
	## A known configuration was served with other boot-relevant lines.
	Unapproved_Config,
};

hook judge(e: Evidence)
	{
	local standing = config_standing(e);
	switch ( standing$judgement )
		{
		case CONTENT_APPROVED:
			expect(e);
			break;
		case CONTENT_MODIFIED, CONTENT_WRONG_DEVICE:
			raise(Finding($id="BW26", $note=Unapproved_Config, $e=e, $what=told(e),
			    $sub=standing$why, $key=e$content$sha256));
			break;
		}
	}
