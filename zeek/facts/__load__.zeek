##! What vendors' devices obey and say: data, and no code.

@load ./autoinstall
