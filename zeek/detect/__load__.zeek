##! Judges evidence: gives each its verdict, writes bootwarden.log and raises notices. One file per detection.

@load ./main
@load ./cluster
@load ./bw10-unauthorized-server
@load ./bw11-external-server
@load ./bw12-server-changed
@load ./bw13-autoinstall
@load ./bw14-competing-servers
@load ./bw15-image-upload
@load ./bw16-enumeration
@load ./bw17-path-traversal
@load ./bw18-config-exfiltration
@load ./bw19-device-access
@load ./bw20-unapproved-image
@load ./bw21-modified-image
@load ./bw22-downgraded-image
@load ./bw23-disguised-image
@load ./bw24-unsigned-image
@load ./bw25-tampered-transfer
@load ./bw26-unapproved-config
