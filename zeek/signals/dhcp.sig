# The first reply of each flow: a signature fires once per connection. It also sees BOOTP without options,
# for which Zeek's analyzer has no event.
signature bootwarden-boot-reply {
  ip-proto == udp
  src-port == 67,4011
  payload /^\x02[\x01-\x20][\x00-\x10]/
  event Bootwarden::boot_reply_seen
}
