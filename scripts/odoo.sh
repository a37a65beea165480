# Odoo 19 Community from Debian's unstable suite, unpacked beside the system.
# shellcheck shell=bash disable=SC2034

# package/suite.  Odoo links to files of other packages; each comes from the suite
# whose version still has them (a newer Font Awesome dropped what Odoo links to).
ODOO_PACKAGES=(
  odoo-19/sid fonts-montserrat/sid
  fonts-font-awesome/bookworm fonts-inconsolata/bookworm
  fonts-roboto-unhinted/bookworm fonts-ocr-b/bookworm
  libjs-jquery/bookworm libjs-underscore/bookworm libjs-jquery-form/bookworm
)
ODOO_PATH=$ODOO_ROOT/usr/lib/python3/dist-packages
DEBS=$CACHE/debs

# apt with a state of its own: the machine's package lists and sources stay as they are.
private_apt() {
  local state=$CACHE/apt
  "$@" -q \
    -o Dir::State="$state/state" -o Dir::State::status="$state/status" -o Dir::Cache="$state/cache" \
    -o Dir::Etc::sourcelist="$state/etc/sources.list" -o Dir::Etc::sourceparts="$state/etc/empty" \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts="$state/etc/empty" \
    -o Dir::Etc::trusted=/dev/null -o Dir::Etc::trustedparts="$state/etc/empty" \
    -o APT::Sandbox::User=root -o APT::Get::AllowUnauthenticated=false -o Acquire::Retries=3
}

debian_archive() { # the address of the Debian archive this machine already uses
  # shellcheck disable=SC2016  # apt fills these in; it knows no label before its first update
  apt-get indextargets --format '$(REPO_URI) $(LABEL)' 'Created-By: Packages' |
    awk '$2 == "Debian" || $1 ~ "/debian/?$" { print $1; exit }'
}

write_apt_sources() {
  local archive keyring=/usr/share/keyrings/debian-archive-keyring.gpg state=$CACHE/apt
  archive=$(debian_archive)
  [ -n "$archive" ] || fail "this machine's apt names no Debian archive"
  [ -s "$keyring" ] || fail "$keyring is missing; install debian-archive-keyring"
  mkdir -p "$state"/{state/lists/partial,cache/archives/partial,etc/empty}
  : >"$state/status"
  printf "deb [signed-by=$keyring] $archive %s main\n" sid bookworm >"$state/etc/sources.list"
}

fetch_odoo() {
  mkdir -p "$DEBS"
  if (cd "$DEBS" && sha256sum --quiet -c complete) >/dev/null 2>&1; then return; fi
  write_apt_sources
  private_apt apt-get update >&2
  # Every file is checked against the signed index; the list is written last, so an
  # interrupted download is never taken for a complete one.
  rm -f "$DEBS"/*.deb "$DEBS/complete"
  (cd "$DEBS" && private_apt apt-get download "${ODOO_PACKAGES[@]}" >&2 && sha256sum ./*.deb >complete.new &&
    mv complete.new complete)
}

unpack_odoo() {
  local wanted new=$ODOO_ROOT.new
  wanted=$(digest <"$DEBS/complete")
  [ "$(cat "$ODOO_ROOT/stamp" 2>/dev/null)" != "$wanted" ] || return 0
  rm -rf "$new"
  mkdir -p "$new"
  for deb in "$DEBS"/*.deb; do
    # dist-packages/addons repeats odoo/addons without its static files
    dpkg-deb --fsys-tarfile "$deb" |
      tar -x -C "$new" --exclude='./usr/lib/python3/dist-packages/addons' --exclude='./usr/share/doc/*'
  done
  stub_stripped_file "$new"
  [ -z "$(find "$new" -xtype l)" ] || fail "links without target: $(find "$new" -xtype l | head -5)"
  echo "$wanted" >"$new/stamp"
  rm -rf "$ODOO_ROOT"
  mv "$new" "$ODOO_ROOT"
}

# Debian leaves this file out as non-free, but the mail addon still asks for it, and a
# missing file makes every page of the web client log an error.
stub_stripped_file() {
  local file=$1/usr/lib/python3/dist-packages/odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js
  [ -e "$file" ] || { mkdir -p "$(dirname "$file")"; echo '/* left out by Debian: non-free */' >"$file"; }
}
