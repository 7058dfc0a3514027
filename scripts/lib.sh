# shellcheck shell=bash disable=SC2034
# What the scripts share: the pinned versions, how to speak, where to find the browser and PostgreSQL. Sourced, never run.
# Written for bash 3.2 too, which is what macOS has.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
wasm_target=wasm32-unknown-unknown
cargo_leptos_version=0.3.10
# The command must match the library to the last digit, so the library's pin is the only one.
wasm_bindgen_version=$(sed -n 's/^wasm-bindgen = "=\([0-9.]*\)"$/\1/p' "$root/Cargo.toml")
cargo_deny_version=0.20.2
node_wanted=20.19
postgres_wanted=15

# A rustup from a package does not put there what `cargo install` installs.
export PATH="${CARGO_HOME:-${HOME:-}/.cargo}/bin:$PATH"

say() { printf '%s\n' "==> $*" >&2; }
fail() {
  printf '%s\n' "error: $*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command with an end to it: `limit SECONDS COMMAND...` (macOS has no timeout(1); there it runs without).
limit() {
  local seconds=$1
  shift
  if have timeout; then timeout "$seconds" "$@"; else "$@"; fi
}

# The toolchain that rust-toolchain.toml names.
rust_wanted() { sed -n 's/^channel = "\(.*\)"$/\1/p' "$root/rust-toolchain.toml"; }

# Whether rustup has the wanted toolchain under its own name.
rust_installed() { (cd "$root" && RUSTUP_AUTO_INSTALL=0 rustc --version) >/dev/null 2>&1; }

# Prints an installed toolchain of another name (`stable`, say) that is the wanted version.
rust_namesake() {
  local wanted name
  wanted=$(rust_wanted)
  for name in $(rustup toolchain list 2>/dev/null | awk '{print $1}'); do
    if [ "$(RUSTUP_TOOLCHAIN=$name rustc --version 2>/dev/null | awk '{print $2}')" = "$wanted" ]; then
      printf '%s\n' "$name"
      return
    fi
  done
}

# Lets this script and what it calls use the wanted version where rustup has it under another name only.
use_rust() {
  have rustup || return 0
  if [ -z "${RUSTUP_TOOLCHAIN:-}" ] && ! rust_installed; then
    local name
    name=$(rust_namesake)
    if [ -n "$name" ]; then export RUSTUP_TOOLCHAIN="$name"; fi
  fi
}

# Where cargo puts what it builds.
target_dir() { printf '%s\n' "${CARGO_TARGET_DIR:-$root/target}"; }

# Prints the path of a Chromium or Chrome, or nothing. The one without windows starts and draws in half the time.
find_chromium() {
  local candidate
  for candidate in "${CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome-stable google-chrome \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    if [ -n "$candidate" ] && have "$candidate" && "$candidate" --version >/dev/null 2>&1; then
      command -v "$candidate"
      return
    fi
  done
  # The one that Playwright installed for itself, if it did.
  candidate=$(node -p 'require(process.argv[1]).chromium.executablePath()' "$root/node_modules/playwright-core" 2>/dev/null || true)
  if [ -n "$candidate" ] && [ -x "$candidate" ] && "$candidate" --version >/dev/null 2>&1; then printf '%s\n' "$candidate"; fi
}

# Prints the folder that holds initdb, pg_ctl and postgres, the newest version first, or nothing. Says which ones are too old.
find_postgres() {
  local folder version
  for folder in "${POSTGRES_BIN:-}" \
    $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -t / -k 5 -rn) \
    $(printf '%s\n' /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin | sort -rn) \
    /opt/homebrew/opt/postgresql/bin /usr/local/opt/postgresql/bin /usr/pgsql-*/bin \
    "$(pg_config --bindir 2>/dev/null || true)" \
    "$(dirname "$(command -v initdb 2>/dev/null || echo /none/initdb)")"; do
    if [ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
      version=$("$folder/postgres" --version 2>/dev/null | sed -n 's/^[^0-9]*\([0-9]*\).*/\1/p')
      if [ "${version:-0}" -ge "$postgres_wanted" ]; then
        printf '%s\n' "$folder"
        return
      fi
      say "leaving PostgreSQL ${version:-of unknown version} in $folder alone: $postgres_wanted or newer is needed"
    fi
  done
}
