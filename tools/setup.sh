#!/usr/bin/env bash
# Gets this machine ready for `make demo` and `make test`: the Python environment, Suricata 7 and 8,
# tshark, Zeek (and for root jemalloc, with which it starts sooner). What is there already is used as it is,
# so a second run does no work. Only a missing Python environment is a failure: an engine that is not there
# is explained, and the work goes on.
#
# Environment: PYTHON, ZEEK, SURICATA (programs to use), BOOTWARDEN_CACHE (folder for Suricata 8 and the log),
# BOOTWARDEN_BROWSER (not empty: Chromium too, in which the tests look at the report), BOOTWARDEN_LAB (not empty: the
# daemons, clients and boot loaders of `bootwarden lab`, too).
set -euo pipefail

readonly PYTHON_MIN=3.11
readonly ZEEK_WANTED="8.0.10 or 8.2.2 or later" SURICATA_MIN=7.0.10
# The release whose backports carry Suricata 8. Its libraries come along, so the machine's own release does not matter.
readonly SURICATA8_RELEASE=trixie
readonly BACKPORTS_FILE=/etc/apt/sources.list.d/bootwarden-backports

REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [[ -z ${HOME:-} ]]; then unset HOME && HOME=~; fi # cron and some CI runners leave it unset
CACHE=${BOOTWARDEN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/bootwarden}
[[ $CACHE == /* ]] || CACHE=$PWD/$CACHE # the wrapper holds absolute paths
LOG=$CACHE/setup.log
TEMP=
CACHE_WRITABLE=yes
APT_UPDATED=
ROOT_BY=unknown
PIP= # the process that installs the Python packages
STAMP=
WANTED=() # packages that only an administrator can install

# --- small helpers ---------------------------------------------------------------------------------

say() { printf 'setup: %s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }
# Each branch has its own first release without a known out-of-bounds read of UDP payload (GHSA-q48f-3qm2-j875).
zeek_serves() { { at_least "$1" 8.0.10 && ! at_least "$1" 8.1; } || at_least "$1" 8.2.2; } # zeek_serves VERSION
at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; } # at_least VERSION MINIMUM
version_in() { sed -n 's/^[^0-9]*\([0-9][0-9]*\.[0-9][0-9.]*\).*/\1/p' | head -n 1; }
os() { [[ -r /etc/os-release ]] && sed -n "s/^$1=\"\{0,1\}\([^\"]*\)\"\{0,1\}\$/\1/p" /etc/os-release; }

# Output goes to the log. The lock (descriptor 9) is closed, because a service that a package starts
# would keep it for ever; standard input is closed, because nothing may wait for an answer.
run() { "$@" >>"$LOG" 2>&1 </dev/null 9>&-; }

# step TEXT COMMAND...: says what takes a while before it takes a while, and says why it failed.
step() {
  local text=$1 from
  shift
  say "$text ..."
  printf '\n== %s\n' "$text" >>"$LOG"
  from=$(wc -l <"$LOG")
  "$@" && return 0
  say "FAILED: $text$(network_hint "$from") (log: $LOG)"
  return 1
}

network_hint() { # network_hint FIRST-LOG-LINE
  local signs='resolving|resolve|Could not connect|unreachable|timed out|Connection (refused|failed)|NewConnectionError|No matching distribution'
  if tail -n "+$1" "$LOG" | grep -q 'CERTIFICATE_VERIFY_FAILED'; then
    printf ': a proxy here shows a certificate that this machine does not know: name its CA file in PIP_CERT'
  elif tail -n "+$1" "$LOG" | grep -qE "$signs"; then
    printf ': the package server cannot be reached or lacks it'
  fi
}

prepare_cache() {
  if ! mkdir -p "$CACHE/bin" 2>/dev/null || [[ ! -w $CACHE ]]; then
    CACHE_WRITABLE=
    LOG=$(mktemp -t bootwarden-setup.XXXXXX)
    say "cannot write the cache folder $CACHE: no Suricata 8; set BOOTWARDEN_CACHE to a folder of yours (log: $LOG)"
    return
  fi
  if have flock; then lock; fi
  : >"$LOG"
}

# Two set-ups at once (two clones, one cache) would undo each other's work. The file says who holds the lock.
lock() {
  local pid since where said='' file=$CACHE/setup.lock
  exec 9>>"$file"
  until flock -n 9; do
    read -r pid since where <"$file" || true
    if [[ $pid =~ ^[0-9]+$ && ! -d /proc/$pid ]]; then
      # It died; something that it started still holds the file. A new one is nobody's.
      rm -f "$file"
      exec 9>>"$file"
      continue
    fi
    if [[ -z $said ]]; then
      say "waiting for the set-up of ${where:-another clone} (process ${pid:-unknown}, since ${since:-some time}): end it, or wait"
      said=yes
    fi
    sleep 1
  done
  # Whoever took a dead one's lock at the same time has another file: the one that is there counts.
  if [[ ! $file -ef /proc/self/fd/9 ]]; then lock; return; fi
  printf '%s %s %s\n' "$$" "$(date +%H:%M)" "$REPO" >"$file"
}

# shellcheck disable=SC2317  # called by the trap
clean_up() {
  if [[ -n $PIP ]]; then kill "$PIP" 2>/dev/null || true; wait "$PIP" 2>/dev/null || true; fi
  if [[ -n $TEMP ]]; then rm -rf "$TEMP"; fi
}

make_temp() {
  # Beside its goal, so that the final rename stays on one file system.
  if [[ -z $TEMP ]]; then TEMP=$(mktemp -d "${LOG%/*}/.setup.XXXXXX"); fi
}

# --- root and apt ----------------------------------------------------------------------------------

# Asked only when there is something to install, so that nobody types a password for nothing.
find_root() {
  [[ $ROOT_BY == unknown ]] || return 0
  ROOT_BY=none
  if [[ $(id -u) == 0 ]]; then
    ROOT_BY=self
  elif have sudo; then
    if sudo -n true 2>/dev/null; then
      ROOT_BY=sudo
    elif [[ -t 0 ]]; then
      say "sudo is needed to install packages"
      if sudo -v; then ROOT_BY=sudo; fi
    fi
  fi
}

can_install() {
  have apt-get || return 1
  find_root
  [[ $ROOT_BY != none ]]
}

as_root() { # through `env`, because sudo drops the environment
  local command=(env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 "$@")
  if [[ $ROOT_BY == sudo ]]; then command=(sudo "${command[@]}"); fi
  run "${command[@]}"
}

apt_root() { as_root apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=1 -o Acquire::http::Timeout=30 "$@"; }

# A foreign source that does not answer must not stop us: whether an install works is seen at the install.
apt_update() {
  [[ -z $APT_UPDATED ]] || return 0
  APT_UPDATED=yes
  apt_root update || true
}

apt_install() { apt_root install --no-install-recommends "$@"; }

# candidates PACKAGE...: a line "package version" for each that apt could install, the version without its epoch
candidates() {
  have apt-cache || return 0
  apt-cache policy "$@" 2>/dev/null | awk '
    /^[^ ]/ { package = $1; sub(/:$/, "", package) }
    $1 == "Candidate:" && $2 != "(none)" { sub(/^[0-9]+:/, "", $2); print package, $2 }'
}

# Copies the distribution's own source for other suites: mirror, keyring and options stay the machine's.
# copy_source SUITES PATH-WITHOUT-ENDING: writes a .sources or a .list, whichever the machine has, and prints its path.
copy_source() {
  local suites=$1 target=$2 codename file suite
  codename=$(os VERSION_CODENAME)
  for file in /etc/apt/sources.list.d/*.sources; do
    [[ -r $file ]] || continue
    # A stanza is the one when its Suites hold the release's bare name (not -security, not -updates).
    grep -v '^#' "$file" | awk -v RS= -v codename="$codename" -v suites="$suites" '
      tolower($0) ~ /(^|\n)enabled:[ \t]*no/ { next }
      {
        n = split($0, line, "\n"); mine = 0; text = ""; skip = 0
        for (i = 1; i <= n; i++) {
          if (line[i] ~ /^[ \t]/) { if (!skip) text = text line[i] "\n"; continue }
          field = tolower(line[i]); skip = 0
          if (field ~ /^suites:/) {
            m = split(line[i], word, /[ \t]+/)
            for (j = 2; j <= m; j++) if (word[j] == codename) mine = 1
          }
          if (field ~ /^(types|suites|components):/) skip = 1
          else text = text line[i] "\n"
        }
        if (mine) { printf "Types: deb\n%sSuites: %s\nComponents: main\n", text, suites; exit }
      }' >"$target.sources"
    if [[ -s $target.sources ]]; then
      echo "$target.sources"
      return 0
    fi
    rm -f "$target.sources"
  done
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [[ -r $file ]] || continue
    for suite in $suites; do
      sed -nE "s/^[ \t]*deb[ \t]+(\[[^]]*\][ \t]+)?([^ \t]+)[ \t]+${codename}[ \t]+.*/deb \1\2 $suite main/p" "$file" | head -n 1
    done >"$target.list"
    if [[ -s $target.list ]]; then
      echo "$target.list"
      return 0
    fi
    rm -f "$target.list"
  done
  echo "no apt source for $codename found" >>"$LOG"
  return 1
}

# --- Python ----------------------------------------------------------------------------------------

venv_stamp() { { echo "$REPO"; cat "$REPO/pyproject.toml"; } | sha256sum | cut -d ' ' -f 1; }
venv_runs() { "$REPO/.venv/bin/python" -c "import sys, pip; sys.exit(sys.version_info < (${PYTHON_MIN/./, }))" >/dev/null 2>&1; }

python_can_venv() { "$PYTHON" -c 'import venv, ensurepip' >/dev/null 2>&1; }

install_python_venv() {
  apt_update
  apt_install python3 python3-venv
}

# Looked at before anything else: pip would try for a long time to find packages for a Python that is too old.
check_python() {
  local version
  if ! have "$PYTHON"; then
    if [[ $PYTHON == python3 ]]; then return 0; fi # it is installed with python3-venv
    say "FAILED: PYTHON names $PYTHON, which is no program: name a Python $PYTHON_MIN or later"
    return 1
  fi
  version=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || true
  if [[ -z $version ]] || ! at_least "$version" "$PYTHON_MIN"; then
    say "FAILED: $PYTHON is ${version:+Python }${version:-no Python}; needed is $PYTHON_MIN or later: name one, as in PYTHON=python3.12 make demo"
    return 1
  fi
}

setup_python() {
  STAMP=$(venv_stamp)
  if [[ -x $REPO/.venv/bin/bootwarden && $(cat "$REPO/.venv/.bootwarden" 2>/dev/null) == "$STAMP" ]]; then
    say "Python environment $REPO/.venv is there"
    return 0
  fi
  if ! venv_runs; then
    if ! python_can_venv; then
      if ! can_install; then
        WANTED+=(python3-venv)
        say "FAILED: $PYTHON cannot make virtual environments"
        return 1
      fi
      step "installing python3-venv" install_python_venv || return 1
    fi
    # --clear: half an environment from an interrupted run would otherwise stay half.
    step "making the Python environment" run "$PYTHON" -m venv --clear "$REPO/.venv" || return 1
  fi
  start_pip
}

# Its minute is the processor's, that of the engines is the network's: they are fetched meanwhile.
start_pip() {
  make_temp
  say "installing bootwarden and its Python packages (while the rest is looked at) ..."
  # No function and no shell between, so that the number is pip's own.
  "$REPO/.venv/bin/python" -m pip install --quiet --disable-pip-version-check -e "${REPO}[dev]" \
    >"$TEMP/pip.log" 2>&1 </dev/null 9>&- &
  PIP=$!
}

finish_python() {
  local status=0 from
  [[ -n $PIP ]] || return 0
  wait "$PIP" || status=$?
  PIP=
  printf '\n== installing bootwarden and its Python packages\n' >>"$LOG"
  from=$(wc -l <"$LOG")
  cat "$TEMP/pip.log" >>"$LOG"
  if ((status)); then
    say "FAILED: installing bootwarden and its Python packages$(network_hint "$from") (log: $LOG)"
    return 1
  fi
  echo "$STAMP" >"$REPO/.venv/.bootwarden"
  say "Python environment $REPO/.venv is ready"
}

# --- Suricata from packages ------------------------------------------------------------------------

suricata_program() { if [[ -n ${SURICATA:-} ]]; then command -v "$SURICATA"; else command -v suricata; fi; }

suricata_version() { # suricata_version PROGRAM
  "$1" -V 2>/dev/null | version_in
}

backports() { printf '%s-backports' "$(os VERSION_CODENAME)"; }

suricata_is_packaged() { # new enough, in the sources the machine has
  local package version
  read -r package version < <(candidates suricata) && [[ -n $package ]] && at_least "$version" "$SURICATA_MIN"
}

# shellcheck disable=SC2016  # $(RELEASE) is for apt
has_source() { apt-get indextargets --format '$(RELEASE)' 2>/dev/null | grep -qx "$1"; }

add_backports() {
  local source
  make_temp
  source=$(copy_source "$(backports)" "$TEMP/backports") || return 1
  sed -i "1i # Added by Bootwarden's tools/setup.sh, which takes Suricata from here." "$source"
  as_root install -m 644 "$source" "$BACKPORTS_FILE.${source##*.}"
  APT_UPDATED=
  apt_update
}

install_suricata_from_backports() {
  if ! has_source "$(backports)"; then add_backports || return 1; fi
  if ! apt_install -t "$(backports)" suricata suricata-update; then
    # A source that does not help is not left behind.
    as_root rm -f "$BACKPORTS_FILE.sources" "$BACKPORTS_FILE.list"
    return 1
  fi
}

install_suricata() {
  apt_update
  if suricata_is_packaged; then
    apt_install suricata suricata-update || return 1
  elif [[ $(os ID) == debian ]]; then
    install_suricata_from_backports || return 1
  else
    echo "no Suricata $SURICATA_MIN or later in this distribution" >>"$LOG"
    return 1
  fi
  # Bootwarden runs the program; nobody asked for a sensor that watches this machine's network card.
  if [[ -d /run/systemd/system ]]; then as_root systemctl disable --now suricata.service || true; fi
}

setup_suricata() {
  local program version
  if ! program=$(suricata_program); then
    if [[ -n ${SURICATA:-} ]]; then
      say "SURICATA names $SURICATA, which is no program: no Suricata from there"
      return 0
    fi
    if ! can_install; then
      WANTED+=(suricata suricata-update)
      return 0
    fi
    step "installing Suricata" install_suricata || return 0
    hash -r
    program=$(suricata_program) || return 0
  fi
  version=$(suricata_version "$program") || true
  if [[ -z $version ]]; then
    say "$program does not start: no Suricata from there"
  elif at_least "$version" "$SURICATA_MIN"; then
    say "Suricata $version is $program"
  else
    say "Suricata $version is $program, older than $SURICATA_MIN: the rules are not made for it"
  fi
}

# --- Suricata 8 in the cache folder ----------------------------------------------------------------

# apt with its own lists and an empty package database: it sees nothing of the machine but its settings,
# changes nothing on it and needs no root.
private_apt() {
  local apt=$TEMP/apt
  run apt-get -q -y --no-install-recommends -o Acquire::Retries=1 -o Acquire::http::Timeout=30 \
    -o Dir::State="$apt/state" -o Dir::State::status="$apt/status" -o Dir::Cache="$apt/cache" \
    -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$apt/sources" \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts="$apt/preferences" \
    -o APT::Sandbox::User=root -o APT::Default-Release="$SURICATA8_RELEASE-backports" \
    -o Debug::NoLocking=true -o Acquire::Languages=none "$@"
}

# One simulated install gives the closure. Only libraries and Suricata itself are taken: the rest
# (Python, tar, dpkg) serves package scripts, which are not run here.
suricata8_packages() {
  local apt=$TEMP/apt
  LOG=$apt/plan private_apt --simulate install suricata || { cat "$apt/plan" >>"$LOG"; return 1; }
  sed -nE 's/^Inst ([^ ]+) \(([^ ]+) .*/\1=\2/p' "$apt/plan" | grep -E '^(lib|suricata=)' | grep -v '^libpython'
}

fetch_suricata8() {
  local apt=$TEMP/apt root=$TEMP/root deb packages
  mkdir -p "$apt"/{state/lists/partial,cache/archives/partial,sources,preferences,debs} "$root"
  : >"$apt/status"
  copy_source "$SURICATA8_RELEASE $SURICATA8_RELEASE-backports" "$apt/sources/suricata8" >/dev/null || return 1
  private_apt --error-on=any update || return 1
  packages=$(suricata8_packages) || return 1
  # shellcheck disable=SC2086  # one word a package
  (cd "$apt/debs" && private_apt download $packages) || return 1
  for deb in "$apt"/debs/*.deb; do run dpkg-deb -x "$deb" "$root" || return 1; done
  rm -rf "$root"/usr/share/{doc,man,locale,lintian} "$root/usr/lib"/*/{gconv,systemd}
  # The stock settings name their neighbours by absolute path.
  sed -i -E "s#/(etc|var/lib)/suricata#$CACHE/suricata8/\\1/suricata#g" "$root/etc/suricata/suricata.yaml"
  mkdir -p "$root/var/lib/suricata"
}

# The libraries are another release's, so the program must be started by their own loader.
write_suricata8_wrapper() {
  local loader=("$CACHE"/suricata8/usr/lib/*/ld-linux*.so.*)
  [[ -x ${loader[0]} ]] || return 1
  cat >"$TEMP/wrapper" <<WRAPPER
#!/usr/bin/env bash
# Written by Bootwarden's tools/setup.sh: starts the Suricata 8 beside it with its own loader and libraries.
root=$(printf '%q' "$CACHE/suricata8")
loader=$(printf '%q' "${loader[0]}")
WRAPPER
  cat >>"$TEMP/wrapper" <<'WRAPPER'
# What the caller does not name comes from this folder: /etc/suricata is missing or another version's.
yaml='' named=" $* " defaults=() previous=''
for word in "$@"; do
  if [[ $previous == -c ]]; then yaml=$word; fi
  case $word in -c?*) yaml=${word#-c} ;; esac
  previous=$word
done
if [[ -z $yaml ]]; then defaults=(-c "$root/etc/suricata/suricata.yaml"); fi
for file in classification.config:classification-file reference.config:reference-config-file; do
  option=${file#*:}
  if [[ -n $yaml && $named != *" $option="* ]] && ! grep -qsE "^[[:space:]]*$option:" "$yaml"; then
    defaults+=(--set "$option=$root/etc/suricata/${file%:*}")
  fi
done
# -V and friends print and leave; they take no settings.
case ${1:-} in -V | -h | --help | --build-info) defaults=() ;; esac
export MAGIC=${MAGIC:-$root/usr/lib/file/magic.mgc}
exec "$loader" --library-path "${loader%/*}" --argv0 suricata8 "$root/usr/bin/suricata" "$@" "${defaults[@]}"
WRAPPER
  chmod 755 "$TEMP/wrapper"
  mv -T "$TEMP/wrapper" "$CACHE/bin/suricata8"
}

try_suricata8() {
  make_temp
  : >"$TEMP/empty.rules"
  run "$CACHE/bin/suricata8" -T -S "$TEMP/empty.rules" -l "$TEMP"
}

install_suricata8() {
  make_temp
  fetch_suricata8 || return 1
  rm -rf "$CACHE/suricata8"
  mv -T "$TEMP/root" "$CACHE/suricata8"
  if ! write_suricata8_wrapper || ! try_suricata8; then
    rm -rf "$CACHE/suricata8" "$CACHE/bin/suricata8"
    return 1
  fi
}

setup_suricata8() {
  local program version wrapper=$CACHE/bin/suricata8
  if program=$(suricata_program); then
    version=$(suricata_version "$program") || true
    if [[ -n $version ]] && at_least "$version" 8.0; then return 0; fi
  fi
  [[ -n $CACHE_WRITABLE ]] || return 0
  version=$(suricata_version "$wrapper") || true
  if [[ -z $version ]]; then
    if [[ $(os ID) != debian ]] || ! have apt-get || ! have dpkg-deb; then
      say "Suricata 8 is fetched on Debian only: going on without it"
      return 0
    fi
    step "fetching Suricata 8 into $CACHE" install_suricata8 || return 0
    version=$(suricata_version "$wrapper") || true
  fi
  say "Suricata $version is $wrapper"
}

# --- tshark ----------------------------------------------------------------------------------------

# Its question (may others capture?) is answered "no" by noninteractive: the tests only read files.
install_tshark() {
  apt_update
  apt_install tshark
}

setup_tshark() {
  if have tshark; then
    say "tshark is $(command -v tshark)"
  elif can_install; then
    if step "installing tshark" install_tshark; then say "tshark is $(command -v tshark || true)"; fi
  else
    WANTED+=(tshark)
  fi
}

# --- Chromium --------------------------------------------------------------------------------------

install_chromium() {
  apt_update
  apt_install chromium fonts-dejavu-core
}

# 113 MB that only the tests of the report use, so only who asks for it gets it, as .ci/run does.
setup_chromium() {
  if have chromium; then
    say "Chromium is $(command -v chromium)"
  elif [[ -n ${BOOTWARDEN_BROWSER:-} && $(os ID) == debian ]]; then
    if ! can_install; then
      WANTED+=(chromium)
    elif step "installing Chromium" install_chromium; then
      say "Chromium is $(command -v chromium || true)"
    fi
  fi
}

# --- the lab ---------------------------------------------------------------------------------------

# A program of each package says whether it is there. Who asks for the lab gets those that are missing.
readonly LAB_PROGRAMS="ip:iproute2 dnsmasq:dnsmasq-base busybox:busybox in.tftpd:tftpd-hpa tftp:tftp-hpa atftp:atftp
  dhcpd:isc-dhcp-server kea-dhcp4:kea-dhcp4-server nginx:nginx-light
  /usr/lib/python3/dist-packages/pyftpdlib/__main__.py:python3-pyftpdlib
  curl:curl snmpset:snmp snmpd:snmpd telnet:inetutils-telnet telnetd:inetutils-telnetd rsyslogd:rsyslog
  qemu-system-x86_64:qemu-system-x86 /usr/lib/ipxe/qemu/pxe-e1000.rom:ipxe-qemu /usr/lib/PXELINUX/pxelinux.0:pxelinux"

lab_lacks() {
  local pair program
  for pair in $LAB_PROGRAMS; do
    program=${pair%:*}
    if [[ $program == /* ]]; then [[ -e $program ]] || echo "${pair#*:}"; continue; fi
    PATH=$PATH:/usr/sbin:/sbin have "$program" || echo "${pair#*:}"
  done
}

install_lab() { # install_lab PACKAGE...
  local service package
  apt_update
  # A release may lack one of them: the acts that need it are left out, not all.
  apt_install "$@" || for package in "$@"; do apt_install "$package" || say "no package $package here"; done
  # The lab starts its own; nobody asked for servers that this machine offers.
  for service in tftpd-hpa snmpd rsyslog inetutils-inetd isc-dhcp-server kea-dhcp4-server nginx; do
    if [[ -d /run/systemd/system && " $* " == *" $service "* ]]; then
      as_root systemctl disable --now "$service" || true
    fi
  done
}

setup_lab() {
  local packages
  [[ -n ${BOOTWARDEN_LAB:-} && $(os ID) == debian ]] || return 0
  mapfile -t packages < <(lab_lacks)
  if ((${#packages[@]} == 0)); then
    say "the lab's programs are there"
  elif can_install; then
    step "installing the lab's programs" install_lab "${packages[@]}" || true
  else
    WANTED+=("${packages[@]}")
  fi
}

# --- Zeek ------------------------------------------------------------------------------------------

zeek_program() {
  local program
  if [[ -n ${ZEEK:-} ]]; then
    command -v "$ZEEK"
    return
  fi
  for program in zeek /opt/zeek/bin/zeek /usr/local/zeek/bin/zeek; do
    if command -v "$program"; then return; fi
  done
  return 1
}

# Whichever name the machine's sources use. Both in one question: apt-cache may need half a second for each.
zeek_package() {
  local package version
  while read -r package version; do
    if zeek_serves "$version"; then
      echo "$package"
      return
    fi
  done < <(candidates zeek zeek-lts)
  return 1
}

setup_zeek() {
  local program version package
  if program=$(zeek_program); then
    version=$("$program" --version 2>/dev/null | version_in) || true
    if [[ -z $version ]]; then
      say "$program does not start (\`$program --version\` says why): no Zeek from there, so Zeek's results are shown as recorded"
    elif zeek_serves "$version"; then
      say "Zeek $version is $program"
    else
      say "Zeek $version ($program) is not $ZEEK_WANTED and is not used: recorded results are shown; a newer one is at https://zeek.org/get-zeek/"
    fi
    return 0
  fi
  if package=$(zeek_package); then
    if ! can_install; then
      WANTED+=("$package")
    elif step "installing Zeek" apt_install "$package" && program=$(zeek_program); then
      say "Zeek is $program"
    fi
    return 0
  fi
  say "no Zeek $ZEEK_WANTED is here or in this machine's package sources, so Zeek's results are shown as recorded: to run it live, install it from https://zeek.org/get-zeek/"
}

install_jemalloc() {
  apt_update
  apt_install libjemalloc2
}

# Zeek starts in three quarters of the time with it, and the tests start it two thousand times. Nobody types a password for that.
setup_jemalloc() {
  if ! zeek_program >/dev/null || [[ $(id -u) != 0 ]] || ! have apt-get; then return 0; fi
  if PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep -q 'libjemalloc\.so\.2'; then return 0; fi
  step "installing jemalloc, with which Zeek starts sooner" install_jemalloc || true
}

# --- what an administrator has to do ---------------------------------------------------------------

report_wanted() {
  local options='' note=''
  ((${#WANTED[@]})) || return 0
  if ! have apt-get; then
    say "this machine has no apt; install with its own package manager: ${WANTED[*]}"
    return
  fi
  if [[ " ${WANTED[*]} " == *" suricata "* && $(os ID) == debian ]] && ! suricata_is_packaged; then
    options="-t $(backports) "
    note=" (with $(backports) among the apt sources)"
  fi
  say "no root and no sudo here; an administrator can run: apt-get install $options${WANTED[*]}$note"
}

main() {
  local status=0
  PYTHON=${PYTHON:-python3}
  trap clean_up EXIT
  trap 'echo; say "interrupted"; exit 130' INT TERM
  check_python || return 1
  prepare_cache
  setup_python || status=1
  setup_suricata
  setup_suricata8
  setup_tshark
  setup_chromium
  setup_lab
  setup_zeek
  setup_jemalloc
  finish_python || status=1
  report_wanted
  return "$status"
}

main "$@"
