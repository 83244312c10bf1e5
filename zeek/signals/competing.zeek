##! Evidence that two hosts answered one TFTP request with differing content.

@load ../tftp
@load ./tftp-files

module Bootwarden;

export {
	redef enum EvidenceKind += {
		## A second host answered a request with other content.
		COMPETING_ANSWERS,
	};

	redef record Evidence += {
		## The other host that answered.
		rival: addr &optional;
	};
}

event tftp_competing(t: Transfer, other: Transfer)
	{
	if ( ! tftp_concerns_us(other) )
		return;
	# Named is the host that was not asked; where all were asked, the later.
	local asked_later = other?$requested && other$requested == other$server;
	local named = asked_later ? t : other;
	local c = tftp_content(named, parties(named$client, named$server));
	local e = tftp_evidence(COMPETING_ANSWERS, "fetch", named, c);
	e$rival = asked_later ? other$server : t$server;
	e$detail = fmt("%s answered too, with other content", e$rival);
	event Bootwarden::evidence(e);
	}
