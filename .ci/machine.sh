# What run and test ask of the machine. Sourced by both; whatever it installs, it says so first.

say() { printf '  %s\n' "$*"; }

stop() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

# Packages by name through the system's own package manager, as root or by sudo without a password.
install_packages() {
    local why=$1
    shift
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root=(sudo -n); else
            stop "$why Please install $* (this user may not)."
        fi
    fi
    command -v apt-get >/dev/null || stop "$why Please install $* (or what your system calls it)."
    say "$why Installing $* with apt-get."
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null </dev/null ||
        say "The package lists could not be refreshed; using those that are there."
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >/dev/null </dev/null ||
        stop "Installing $* failed."
}

need_icu() {
    # Dates, numbers and sorting in Chinese come from ICU; other systems bring their own.
    [ "$(uname -s)" = Linux ] || return 0
    { ldconfig -p 2>/dev/null || true; } | grep -q libicuuc && return 0
    compgen -G '/usr/lib*/libicuuc.so*' >/dev/null && return 0
    compgen -G '/usr/lib/*/libicuuc.so*' >/dev/null && return 0
    install_packages "The ICU library, which .NET needs for Chinese, is missing." libicu-dev
}

need_sdk() {
    local wanted
    wanted=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' global.json)
    command -v dotnet >/dev/null ||
        stop "The .NET 10 SDK is missing. Install version $wanted or a later patch of it, then start again."
    dotnet --version >/dev/null 2>&1 ||
        stop "global.json asks for the .NET SDK $wanted or a later patch of it; this machine has:
$(dotnet --list-sdks 2>/dev/null || true)"
}

# build LOG PROJECT [OPTIONS]: one compiler for all projects of the build, under a name of its own so that it can be ended with the build.
# A compiler that serves several builds has failed on sound pages before; whoever fails with it is asked again without.
# It lives for one build: what the runtime does for programs that live long (counting for profiles, collecting beside the work) took half of its time.
build() {
    local log=$1 name=jiuji-$$ code=0
    local -x DOTNET_TieredPGO=0 DOTNET_gcConcurrent=0
    shift
    dotnet build "$@" -c Release --nologo -v quiet -p:UseSharedCompilation=true -p:SharedCompilationId="$name" >"$log" 2>&1 </dev/null || code=$?
    command -v pkill >/dev/null && pkill -f "pipename:$name" || true
    [ "$code" -ne 0 ] || return 0
    dotnet build "$@" -c Release --nologo -v quiet -p:UseSharedCompilation=false >"$log" 2>&1 </dev/null
}
