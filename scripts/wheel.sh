#!/usr/bin/env bash
# make wheel: the addon and its glue addons as wheels in build/, for `pip install`.
# shellcheck source=scripts/setup.sh
. "$(dirname "$0")/setup.sh"
prepare_python
unlock_home
mkdir -p "$PROJECT/build"
rm -f "$PROJECT"/build/*.whl # each commit has a version of its own
for NAME in "$ADDON" $(glue_addons); do
  "$VENV/bin/pip" wheel --quiet --no-deps --wheel-dir "$PROJECT/build" "$PROJECT/$NAME"
done
ls "$PROJECT"/build/*.whl
