##! What vendors' devices obey and say: data, and no code.

@load ./aaa
@load ./autoinstall
@load ./detections
@load ./http
