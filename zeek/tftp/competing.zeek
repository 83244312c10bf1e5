##! Two hosts that answer one request with other content.

@load ./state

module Bootwarden;

# Whether one is the beginning of the other; a block that ends its file ends the comparison with it.
function tftp_same_start(a: TftpFlow, b: TftpFlow): bool
	{
	local n = |a$first| < |b$first| ? |a$first| : |b$first|;
	if ( a$first[0:n] != b$first[0:n] )
		return F;

	local short = a$first_size < b$first_size ? a : b;
	return a$first_size == b$first_size || short$first_size >= short$t$blksize;
	}

# Whether two answers to one request contradict each other, as far as is known.
function tftp_differ(a: TftpFlow, b: TftpFlow): bool
	{
	if ( a$t?$tsize
	    && b$t?$tsize
	    && a$agreed
	    && b$agreed
	    && a$t$op == "read"
	    && a$t$tsize != b$t$tsize )
		return T;
	return a?$first && b?$first && ! tftp_same_start(a, b);
	}

# Something new is known of this answer: compares it with the others. On a cluster the worker of the later
# answer says so.
function tftp_compare(f: TftpFlow)
	{
	if ( ! f?$request )
		return;

	hook tftp_answered(f);
	if ( |f$request$answers| < 2 )
		return;
	for ( _, other in f$request$answers )
		{
		local first = other$begun < f$begun ? other : f;
		local second = other$begun < f$begun ? f : other;
		if ( first$t$server == second$t$server
		    || second$remote
		    || second$contested
		    || ! tftp_differ(first, second) )
			next;

		second$contested = T;
		event tftp_competing(first$t, second$t);
		}
	}

# Both are whole, and other files, though they begin alike.
function tftp_compare_whole(f: TftpFlow)
	{
	if ( ! f?$request || |f$request$answers| < 2 || ! f$t?$sha256 || f$contested )
		return;

	for ( _, other in f$request$answers )
		if ( other$over
		    && other$t?$sha256
		    && other$t$sha256 != f$t$sha256
		    && other$t$server != f$t$server
		    && ! other$contested )
			{
			f$contested = T;
			event tftp_competing(other$t, f$t);
			return;
			}
	}
