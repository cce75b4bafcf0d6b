//! Compiles the small C file between the differential target and libxmlsec1.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=src/xmlsec.c");
    let output = Command::new("pkg-config").args(["--cflags", "--libs", "xmlsec1-openssl"]).output();
    let output = output.expect("pkg-config and libxmlsec1-dev are installed");
    let flags = String::from_utf8(output.stdout).expect("flags");
    let mut build = cc::Build::new();
    build.file("src/xmlsec.c").warnings(true).extra_warnings(true);
    for flag in flags.split_whitespace() {
        match flag.strip_prefix("-l") {
            Some(library) => println!("cargo:rustc-link-lib={library}"),
            None => {
                build.flag(flag);
            }
        }
    }
    build.compile("senza_xmlsec");
}
