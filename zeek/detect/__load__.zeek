##! Judges evidence: gives each its verdict, writes bootwarden.log and raises notices.

@load ./main
