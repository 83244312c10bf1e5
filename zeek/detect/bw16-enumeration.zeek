##! BW16: a client guesses file names on TFTP servers.

@load ../signals/enumeration
@load ./main

module Bootwarden;

redef enum Notice::Type += {
	## A client missed many different names in a short time.
	TFTP_Enumeration,
};

hook judge(e: Evidence)
	{
	if ( e$evidence != FILE_GUESSING )
		return;
	raise(Finding($id="BW16", $note=TFTP_Enumeration, $e=e, $what=fmt(
	    "%s guesses file names on %s", e?$actor ? e$actor : e$device,
	    e$server), $sub=e$detail));
	}
