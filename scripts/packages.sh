# Debian packages that the runtime needs on the machine itself.
# shellcheck shell=bash

need() { # need COMMAND PACKAGE…: install the packages unless the command is there
  local command=$1
  shift
  command -v "$command" >/dev/null || install_packages "$@"
}

install_packages() {
  command -v apt-get >/dev/null || fail "not a Debian machine: install $* yourself"
  say "  installing $*"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >"$CACHE/apt-install.log" 2>&1 ||
    { tail -n 20 "$CACHE/apt-install.log" >&2; fail "could not install $*"; }
}

python_program() { python3 -c 'import ensurepip, venv' 2>/dev/null || install_packages python3 python3-venv; }

server_programs() {
  ! is_our_odoo || need wkhtmltopdf wkhtmltopdf
  if [ "${EXTERNAL_POSTGRES:-}" = 1 ]; then need psql postgresql-client; return; fi
  [ -n "$(postgres_binaries)" ] || install_postgres
}

browser_packages() { need chromium chromium; }

install_postgres() {
  # Debian would start a server of its own on port 5432; we only want the programs.
  if [ ! -e /etc/postgresql-common ]; then
    as_root mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' |
      as_root tee /etc/postgresql-common/createcluster.d/no-main-cluster.conf >/dev/null
  fi
  install_packages postgresql
}

need_chinese_letters() { [ -n "$(fc-list :lang=zh 2>/dev/null)" ] || install_packages fontconfig fonts-wqy-microhei; }
