#!/usr/bin/env bash
# Builds once and runs every test. Needs the .NET 10 SDK; installs the other tools that the tests use.
set -euo pipefail
cd "$(dirname "$0")"

# What the tests use of the system: command → Debian package. Debian keeps some of them off the path.
declare -A needed=([setsid]=util-linux [ps]=procps [script]=bsdutils [gcc]=build-essential [chromium]=chromium [haproxy]=haproxy [initdb]=postgresql [npm]=npm [pgbackrest]=pgbackrest [pgbouncer]=pgbouncer [prometheus]=prometheus)
export PATH="$PATH:/usr/sbin:/sbin:$(printf '%s:' /usr/lib/postgresql/*/bin)"

require_sdk() {
  if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
    echo "The .NET 10 SDK is missing. Install it (https://dotnet.microsoft.com/download) and run this script again." >&2
    exit 1
  fi
}

require_tools() {
  local command packages=()
  for command in "${!needed[@]}"; do
    command -v "$command" >/dev/null || { echo "Missing: $command (package ${needed[$command]})"; packages+=("${needed[$command]}"); }
  done
  ((${#packages[@]})) || return 0

  local sudo=()
  [[ $EUID -eq 0 ]] || sudo=(sudo -n)
  if ! command -v apt-get >/dev/null || ! "${sudo[@]}" true 2>/dev/null; then
    echo "The tests need them. Run: sudo apt-get install ${packages[*]}" >&2
    exit 1
  fi
  echo "Installing: ${packages[*]}"
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" apt-get install -y -qq "${packages[@]}"
}

# Netlify's own command line and Prism, exactly as locked: once, and again when the lock has changed.
install_node_tools() {
  local folder=eng/node
  ! cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json" || return 0
  echo "Installing the programs that $folder/package-lock.json names, with npm (about 600 MB)"
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json"
}

passed=0 failed=0 skipped=0
log="$(mktemp)" failures_log="$(mktemp)"
trap 'rm -f "$log" "$failures_log"' EXIT

# The number behind "  NAME: " in the closing summary of the last run; 0 if the run ended without one.
count() {
  local number
  number="$(sed -n "s/^  $1: \([0-9]*\)$/\1/p" "$log" | tail -n 1)"
  echo "${number:-0}"
}

# Each failed test of the last run with the first 40 lines of its message; where the run ended without naming one, its last 40 lines.
failures_of() {
  echo
  echo "-- $1"
  if grep -q '^failed ' "$log"; then
    awk '/^[^[:space:]]/ { lines = /^failed / ? 1 : 0 } lines > 0 && lines <= 40 { print; lines++ }' "$log"
  else
    tail -n 40 "$log"
  fi
}

run() {
  local project="$1" code=0 failures
  echo
  echo "== $(basename "$project")"
  if [[ -z "$(find "$project" -name '*.cs' -not -path '*/obj/*' -print -quit)" ]]; then
    echo "No tests written yet."
    return
  fi

  dotnet test --project "$project" --configuration Release --no-build --no-ansi --progress off --timeout 20m 2>&1 | tee "$log" || code=$?

  failures="$(count failed)"
  if ((code != 0 && failures == 0)); then
    echo "FAILED: $project ended with exit code $code and no failed test."
    failures=1
  fi
  ((failures == 0)) || failures_of "$(basename "$project")" >>"$failures_log"
  passed=$((passed + $(count succeeded)))
  failed=$((failed + failures))
  skipped=$((skipped + $(count skipped)))
}

require_sdk
require_tools
install_node_tools &
node_tools=$!
dotnet build BlueGreen.sln --configuration Release --nologo --verbosity quiet
wait "$node_tools"

for project in tests/*Tests/ samples/*Tests/; do
  run "${project%/}"
done

echo
((passed + failed > 0)) || echo "No test ran."
if ((failed > 0)); then
  echo "== Failed"
  cat "$failures_log"
  echo
fi
echo "$passed passed, $failed failed, $skipped skipped"
((failed == 0 && passed > 0))
