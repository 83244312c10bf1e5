##! What a file is, by its bytes and its name. Knows formats and no policy.

@load ./identify
@load ./tags
@load ./names
@load ./prose
@load ./classify
