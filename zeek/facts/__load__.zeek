##! What vendors' devices obey and say: data, and no code.

@load ./aaa
@load ./autoinstall
@load ./command
@load ./detections
@load ./http
@load ./loader
@load ./log
@load ./says
