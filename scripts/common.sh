# Read by the scripts beside it: one clock for all stages, and where Rust is.

STAGE_CLOCK=${STAGE_CLOCK:-$(date +%s)}
export STAGE_CLOCK

# What happens now, and how long it took to get here. Never silent for long.
stage() {
    printf '[%3ss] stage: %s\n' "$(($(date +%s) - STAGE_CLOCK))" "$*" >&2
}

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "$@"
    exit 1
}

# rustup puts Rust where a shell that was open before does not look.
command -v cargo >/dev/null 2>&1 || PATH=$PATH:$HOME/.cargo/bin
export PATH

target=${CARGO_TARGET_DIR:-target}
