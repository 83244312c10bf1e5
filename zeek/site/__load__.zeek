##! What the site declared: networks, servers, images and configurations.

@load ./networks
@load ./parse
@load ./manifests
@load ./versions
