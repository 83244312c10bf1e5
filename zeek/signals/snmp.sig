# The first SET of each flow: a signature fires once per connection. Its bytes are looked at where something follows it.
signature bootwarden-snmp-set {
  ip-proto == udp
  dst-port == 161
  payload /^\x30([\x00-\x7f]|[\x81-\x84].{1,4})\x02.{1,8}\x04.{0,160}\xa3/
  event Bootwarden::snmp_set_bytes
}
