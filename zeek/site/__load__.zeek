##! What the site declared: networks, servers, images and configurations.

@load ./networks
@load ./manifests
