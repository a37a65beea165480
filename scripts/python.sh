# The virtual environment: the packages of the lock file, and `odoo` on top.
# shellcheck shell=bash

LOCK=$PROJECT/scripts/requirements.lock

python_packages() {
  local wanted
  wanted=$(digest <"$LOCK")
  [ "$(cat "$VENV/stamp" 2>/dev/null)" != "$wanted" ] || return 0
  # Without a stamp an earlier start was interrupted half-way: begin anew.
  if [ ! -e "$VENV/stamp" ] || ! "$VENV/bin/python" -c '' 2>/dev/null; then
    rm -rf "$VENV"
    "$(system_python)" -m venv "$VENV"
  fi
  # Odoo itself stays out of pip's sight: its unpinned requirements would not let the lock pass.
  rm -f "$VENV/stamp" "$(site_packages)/odoo.pth"
  PIP_CACHE_DIR=$CACHE/pip "$VENV/bin/pip" install --no-deps --require-hashes --prefer-binary -r "$LOCK" \
    2>"$CACHE/pip.err" | count_lines 'Collecting' "$(grep -c == "$LOCK")" || { cat "$CACHE/pip.err" >&2; exit 1; }
  echo "$wanted" >"$VENV/stamp"
}

# Makes `import odoo` and the command `odoo` work without installing anything.
link_odoo() {
  echo "$ODOO_PATH" >"$(site_packages)/odoo.pth"
  printf '#!%s\nimport odoo.cli\nodoo.cli.main()\n' "$VENV/bin/python" >"$VENV/bin/odoo"
  chmod +x "$VENV/bin/odoo"
  "$VENV/bin/python" -c 'import odoo.release; assert odoo.release.version_info[0] == 19'
}

# The locked versions have wheels for these two; Debian 12 has the first.
system_python() {
  local name
  for name in python3.11 python3.12 python3; do
    "$name" -c 'import sys, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' 2>/dev/null &&
      { command -v "$name"; return; }
  done
  fail "Python 3.11 or 3.12 is needed; or use an Odoo 19 that is there already (ODOO_BIN, see README)"
}

site_packages() { "$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))'; }

count_lines() { # count_lines PATTERN TOTAL: show how many lines of a command's output have come by
  awk -v pattern="$1" -v total="$2" '
    $0 ~ pattern { n++; if (n % 20 == 0 || n == total) { printf "  %d of %d\n", n, total; fflush() } }' >&2
}
