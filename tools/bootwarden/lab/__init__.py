"""A laboratory: real programs in network namespaces, judged by engines that watch the bridge between them."""
