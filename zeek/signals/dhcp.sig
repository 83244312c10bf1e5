# The first reply of each flow: a signature fires once per connection. It also sees BOOTP without options,
# for which Zeek's analyzer has no event. Clients look at the port that a reply comes to, not where it is from.
signature bootwarden-boot-reply {
  ip-proto == udp
  dst-port == 67,68,4011
  payload /^\x02[\x01-\x20][\x00-\x10]/
  event Bootwarden::boot_reply_seen
}

# Answers from 4011 may go to whatever port the client asked from.
signature bootwarden-proxy-reply {
  ip-proto == udp
  src-port == 4011
  payload /^\x02[\x01-\x20][\x00-\x10]/
  event Bootwarden::boot_reply_seen
}

# DHCPv6: ADVERTISE, REPLY, and both from behind a relay.
signature bootwarden-boot-reply6 {
  ip-proto == udp
  dst-port == 546,547
  payload /^[\x02\x07\x0d]/
  event Bootwarden::boot_reply6_seen
}
