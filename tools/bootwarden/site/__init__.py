"""What a site declares: read from site.toml, compiled for both engines, proposed from what was seen."""
