# An rsh request: port for errors (or none), local user, remote user. Port 514 alone may be syslog.
signature bootwarden-rsh {
  ip-proto == tcp
  dst-port == 514
  payload /^[0-9]{0,5}\x00[^\x00]{1,32}\x00[^\x00]{1,32}\x00/
  tcp-state originator
  enable "rsh"
}
