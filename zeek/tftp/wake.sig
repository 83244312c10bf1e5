# These wake the UDP payload handler up; it sleeps while no TFTP is about. A payload signature fires once per
# connection and only near its beginning, hence the first one, which needs no payload.

signature bootwarden-tftp-port {
  ip-proto == udp
  dst-port == 69
  event Bootwarden::tftp_port_seen
}

signature bootwarden-tftp-request-to-server {
  ip-proto == udp
  dst-port == 69
  payload /^\x00[\x01\x02][^\x00]/
  event Bootwarden::tftp_packet_seen
}

signature bootwarden-tftp-request {
  ip-proto == udp
  dst-port != 69
  payload /^\x00[\x01\x02][^\x00]+\x00([oO][cC][tT][eE][tT]|[nN][eE][tT][aA][sS][cC][iI][iI]|[mM][aA][iI][lL])/
  event Bootwarden::tftp_packet_seen
}

# Find data connections whose request was not seen, on any port; by an ACK where the DATA cannot be believed. Two,
# because a capture may begin with an ACK, and each is found once.
signature bootwarden-tftp-data {
  ip-proto == udp
  payload /^\x00(\x03|\x06[A-Za-z])/
  event Bootwarden::tftp_packet_seen
}

signature bootwarden-tftp-answer {
  ip-proto == udp
  payload /^\x00(\x04\x00[\x00\x01]|\x05\x00[\x00-\x08])/
  event Bootwarden::tftp_packet_seen
}
