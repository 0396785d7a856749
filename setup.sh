# Brings a machine to work; sourced by ./a2f and ./test. Talks on stderr alone, so that stdout stays the program's.
# Expects $root, the repository's folder. Works with bash 3.2 and up.

program_dll="$root/artifacts/a2f/a2f.dll"
program_stamp="$root/artifacts/setup.stamp"
setup_log="$root/artifacts/setup.log"

say() { printf 'a2f: %s\n' "$*" >&2; }

# fail CODE TEXT HINT: one line in the form every room uses, then exit status 10 (a2f --help lists them all).
fail() { printf 'error %s: %s %s\n' "$1" "$2" "$3" >&2; exit 10; }

# Whether the program is there and no source is newer. Folders count too, so a removed file is seen.
program_is_built() {
    [ -f "$program_dll" ] && [ -f "$program_stamp" ] &&
        [ -z "$(cd "$root" && find core cli plugins profiles ./*.props ./*.slnf BannedSymbols.txt .editorconfig \
            -name node_modules -prune -o -newer "$program_stamp" -print -quit 2>/dev/null)" ]
}

# step TEXT COMMAND...: runs a command with its output in the log; on failure shows the log's end and returns its status.
step() {
    local text=$1 status=0 began=$SECONDS
    shift
    say "$text ..."
    printf '\n== %s\n' "$*" >>"$setup_log"
    # A sign of life; its sleep holds nothing open that somebody may wait for. Descriptor 9 is the lock.
    (while sleep 20 </dev/null >/dev/null 2>&1; do say "$text: $((SECONDS - began)) s so far"; done) 9>&- &
    local alive=$!
    # A build server that stays behind must not keep the lock.
    "$@" </dev/null >"$setup_log.step" 2>&1 9>&- || status=$?
    kill "$alive" 2>/dev/null || true
    wait "$alive" 2>/dev/null || true
    cat "$setup_log.step" >>"$setup_log"
    if [ "$status" -eq 0 ]; then
        say "$text: done in $((SECONDS - began)) s"
    else
        tail -n 30 "$setup_log.step" >&2
        say "$text: failed; the whole log is artifacts/setup.log"
    fi
    rm -f "$setup_log.step"
    return "$status"
}

# Two runs at once: the second waits for the first, then finds its work done. The lock ends with this process.
take_setup_lock() {
    mkdir -p "$root/artifacts"
    exec 9>"$root/artifacts/setup.lock"
    command -v flock >/dev/null || return 0
    flock -n 9 || { say 'another run is setting up; waiting for it'; flock 9; }
}

release_setup_lock() { exec 9>&-; }

require_sdk_and_node() {
    command -v dotnet >/dev/null ||
        fail SET01 'The .NET SDK is not installed.' "Install version 10 (Debian with Microsoft's package source: apt-get install dotnet-sdk-10.0; else the page '.NET downloads')."
    dotnet --list-sdks 2>/dev/null | grep -Eq '^[1-9][0-9]\.' ||
        fail SET02 'The .NET SDK is older than version 10.' "Install version 10 (Debian with Microsoft's package source: apt-get install dotnet-sdk-10.0; else the page '.NET downloads')."
    command -v npm >/dev/null ||
        fail SET03 'Node.js with npm is not installed.' 'Install it (Debian: apt-get install nodejs npm).'
}

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" && return
    # A fresh machine has no package lists yet, an old one may have outdated ones.
    apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# install PACKAGE...: from Debian as root; otherwise says what is missing and goes on, for most work needs none of them.
install() {
    [ $# -gt 0 ] || return 0
    local how="install them with your system's packages"
    if command -v apt-get >/dev/null; then
        how="sudo apt-get install --no-install-recommends $*"
        if [ "$(id -u)" -eq 0 ]; then step "installing from Debian: $*" apt_install "$@" && return; fi
    fi
    say "warning SET04: Not installed: $*. What needs them will say so; to have them: $how"
}

# Prints the Debian packages the program wants and this machine lacks.
missing_program_packages() {
    command -v "${A2F_FFMPEG:-/}/ffmpeg" >/dev/null || { command -v ffmpeg && command -v ffprobe; } >/dev/null || echo ffmpeg
    has_library libassimp || echo libassimp5
}

# Prints the Debian packages only tests want: what training is written with, ICU for tests under real cultures.
missing_test_packages() {
    local module
    for module in numpy scipy soundfile torch onnx; do
        /usr/bin/python3 -c "import importlib.util, sys; sys.exit(importlib.util.find_spec('$module') is None)" 2>/dev/null || echo "python3-$module"
    done
    has_library libicuuc || echo libicu-dev # the one name that is the same in every Debian
}

# Only Linux is asked; elsewhere the .NET SDK and the user's package manager see to libraries.
has_library() { [ "$(uname)" != Linux ] || compgen -G "/usr/lib/*/$1.so.*" >/dev/null; }

# install_npm FOLDER WHAT: exactly what the folder's package-lock.json pins, checked by its hashes; no package's script runs.
install_npm() {
    local folder="$root/$1"
    cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json" && return
    step "installing from npm: $2" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix "$folder" ||
        fail SET05 "npm could not install $2." "Mend what npm says above (network, registry, disk), then run again."
    cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json"
}

# build WHAT SOLUTION: restores and builds; leaves the stamp that says how new the sources were.
build() {
    touch "$program_stamp.new"
    # No server stays behind: the next run is not worth a resident process.
    step "building $1" dotnet build "$root/$2" -c Release --disable-build-servers -v quiet ||
        fail SET06 "The build failed." "Mend what the compiler or NuGet says above, then run again."
    mv -f "$program_stamp.new" "$program_stamp"
}

begin_setup() {
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
    has_library libicuuc || export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 # a bare machine has no ICU, and the build needs none
    export HOME="${HOME:-$root/artifacts/home}"               # a service account may have none, and NuGet wants one
    mkdir -p "$root/artifacts"
    : >"$setup_log"
}

set_up_program() {
    local began=$SECONDS
    require_sdk_and_node
    take_setup_lock
    if ! program_is_built; then
        begin_setup
        install $(missing_program_packages)
        install_npm core/OnnxRuntime 'ONNX Runtime'
        build 'the program' Program.slnf
        say "ready after $((SECONDS - began)) s"
    fi
    release_setup_lock
}

set_up_tests() {
    require_sdk_and_node
    take_setup_lock
    begin_setup
    install $(missing_program_packages) $(missing_test_packages)
    unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT
    install_npm core/OnnxRuntime 'ONNX Runtime'
    [ ! -f "$root/tests/third-party/package-lock.json" ] || install_npm tests/third-party 'readers and validators for tests'
    build 'the program and its tests' Audio2Face.Modkit.sln
    release_setup_lock
}
