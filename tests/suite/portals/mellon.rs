//! Apache httpd with mod_auth_mellon: a server of its own in a folder of its own, set up as mod_auth_mellon's README says.
//!
//! What a request asks for is set for each place in the configuration, so one server is several service providers, by
//! path. Started by root, its children run as `www-data`, as Debian's do; by anyone else, as that user.

use super::server::start;
use super::{MFA, PERSISTENT, Portal, TRANSIENT, Wish, X509};
use crate::support::browser::{Browser, Page};
use crate::support::program::folder;
use crate::support::sp::Keys;
use openssl::pkey::PKey;
use openssl::x509::X509 as Certificate;
use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const HOW_TO: &str = "install it with: scripts/bootstrap test";
const MODULES: &str = "/usr/lib/apache2/modules";
/// With a process for each request: lasso makes a request's IssueInstant with `gmtime`, and xmlsec1 the validity of a certificate,
/// which is years ahead; within one process they share its result (lasso 2.8.1 `xml/tools.c:161`, xmlsec1 1.2.37
/// `openssl/x509.c:1204`).
const LOADED: &[&str] =
    &["mpm_prefork", "authn_core", "authz_core", "authz_user", "mime", "dir", "filter", "include", "auth_mellon"];

/// A place on the server: its path, and what is asked for there.
struct Place {
    path: &'static str,
    context: Option<&'static str>,
    format: &'static str,
}

const PLACES: &[Place] = &[
    Place { path: "plain", context: None, format: TRANSIENT },
    Place { path: "mfa", context: Some(MFA), format: TRANSIENT },
    Place { path: "x509", context: Some(X509), format: TRANSIENT },
    Place { path: "persistent", context: None, format: PERSISTENT },
];

impl Place {
    fn of(wish: &Wish) -> &'static Self {
        let format = wish.format.unwrap_or(TRANSIENT);
        PLACES.iter().find(|place| place.context == wish.context && place.format == format).unwrap()
    }
}

pub struct Mellon {
    base: String,
    child: Child,
    folder: TempDir,
    keys: Keys,
}

impl Mellon {
    pub fn start(idp: &str) -> Self {
        let folder = folder();
        let files = Files(folder.path());
        files.write("idp.xml", idp);
        let keys = files.make_keys();
        files.make_site();
        let (base, child) = start("/plain/", |port| {
            files.make_metadata(&format!("http://127.0.0.1:{port}"));
            files.write("httpd.conf", &files.configuration(port));
            // It ends with this process, however that ends.
            let mut command = Command::new("setpriv");
            command.args(["--pdeathsig", "TERM", "/usr/sbin/apache2", "-D", "FOREGROUND", "-f"]);
            command.arg(files.path("httpd.conf")).stdin(Stdio::null());
            // When it stops, it stops all of its process group.
            command.process_group(0);
            command.spawn().unwrap_or_else(|error| panic!("apache2: {error}; {HOW_TO}"))
        });
        Self { base, child, folder, keys }
    }

    /// Those that answer requests.
    fn processes(&self) -> Vec<String> {
        let of = self.child.id();
        let all = fs::read_to_string(format!("/proc/{of}/task/{of}/children")).unwrap_or_default();
        all.split_whitespace().map(str::to_owned).collect()
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("error.log")).unwrap_or_default()
    }
}

/// Shows its visitor what mod_auth_mellon put into the environment.
const WHO: &str = "<!DOCTYPE html><title>Apache</title><h1>Signed on</h1><pre><!--#printenv --></pre>\n";

const WELCOME: &str = "<!DOCTYPE html><title>Apache</title><h1>Welcome</h1>\n";
/// Stand in for a place's own, until the port is known.
const ENTITY: &str = "urn:mellon:place";
const ENDPOINT: &str = "http://place.invalid/mellon";

struct Files<'a>(&'a Path);

impl Files<'_> {
    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// `mellon_create_metadata` makes key, certificate and metadata.
    fn make_keys(&self) -> Keys {
        let mut command = Command::new("mellon_create_metadata");
        let made = command.args([ENTITY, ENDPOINT]).current_dir(self.0).stdout(Stdio::null()).status();
        assert!(made.is_ok_and(|status| status.success()), "mellon_create_metadata does not run; {HOW_TO}");
        Keys {
            key: PKey::private_key_from_pem(&fs::read(self.path("urn_mellon_place.key")).unwrap()).unwrap(),
            certificate: Certificate::from_pem(&fs::read(self.path("urn_mellon_place.cert")).unwrap()).unwrap(),
        }
    }

    /// Every place's metadata is the same but for its addresses, and the NameIDFormat that the README adds by hand.
    fn make_metadata(&self, base: &str) {
        let metadata = fs::read_to_string(self.path("urn_mellon_place.xml")).unwrap();
        for place in PLACES {
            let endpoint = format!("{base}/{}/mellon", place.path);
            let format = format!("<NameIDFormat>{}</NameIDFormat>\n    <AssertionConsumerService", place.format);
            let here = metadata.replace(ENTITY, &format!("{endpoint}/metadata")).replace(ENDPOINT, &endpoint).replacen(
                "<AssertionConsumerService",
                &format,
                1,
            );
            self.write(&format!("{}.xml", place.path), &here);
        }
    }

    fn make_site(&self) {
        for place in PLACES {
            fs::create_dir_all(self.path(&format!("site/{}/protected", place.path))).unwrap();
            self.write(&format!("site/{}/protected/index.shtml", place.path), WHO);
            self.write(&format!("site/{}/index.html", place.path), WELCOME);
        }
    }

    fn configuration(&self, port: u16) -> String {
        let here = self.0.display();
        let modules: String =
            LOADED.iter().map(|name| format!("LoadModule {name}_module {MODULES}/mod_{name}.so\n")).collect();
        let places: String = PLACES.iter().map(|place| self.place(place)).collect();
        format!(
            "ServerRoot {here}\nDefaultRuntimeDir {here}\nPidFile {here}/httpd.pid\nErrorLog {here}/error.log\n\
             Listen 127.0.0.1:{port}\nServerName 127.0.0.1:{port}\n{modules}\
             <IfModule unixd_module>\nUser www-data\nGroup www-data\n</IfModule>\n\
             StartServers 4\nServerLimit 16\nMaxRequestWorkers 16\nMinSpareServers 2\nMaxSpareServers 16\nKeepAlive Off\n\
             DocumentRoot {here}/site\nDirectoryIndex index.shtml index.html\nTypesConfig /dev/null\nAddType text/html .html .shtml\n\
             AddOutputFilter INCLUDES .shtml\n<Directory {here}/site>\nRequire all granted\nOptions +Includes\n</Directory>\n\
             MellonCacheSize 20\nMellonLockFile {here}/mellon.lock\n{places}"
        )
    }

    fn place(&self, place: &Place) -> String {
        let (here, path) = (self.0.display(), place.path);
        let context = place.context.map(|class| format!("MellonAuthnContextClassRef {class}\n")).unwrap_or_default();
        format!(
            "<Location /{path}>\nMellonEnable info\nMellonVariable {path}\nMellonEndpointPath /{path}/mellon\n\
             MellonSPMetadataFile {here}/{path}.xml\nMellonSPPrivateKeyFile {here}/urn_mellon_place.key\n\
             MellonSPCertFile {here}/urn_mellon_place.cert\nMellonIdPMetadataFile {here}/idp.xml\n\
             MellonSecureCookie On\nMellonCookieSameSite None\n{context}</Location>\n\
             <Location /{path}/protected>\nAuthType Mellon\nMellonEnable auth\nRequire valid-user\n</Location>\n"
        )
    }
}

impl Portal for Mellon {
    fn name(&self) -> &'static str {
        "mod_auth_mellon"
    }

    fn metadata(&self) -> Vec<String> {
        PLACES
            .iter()
            .map(|place| fs::read_to_string(self.folder.path().join(format!("{}.xml", place.path))).unwrap())
            .collect()
    }

    fn keys(&self) -> &Keys {
        &self.keys
    }

    /// As an administrator would: a graceful restart. It is over when none of the processes that had read the former is left: one
    /// that waits for a request answers it before it goes.
    fn refresh(&mut self, idp: &str) {
        let files = Files(self.folder.path());
        files.write("idp.xml", idp);
        let resumed = |log: &str| log.matches("resuming normal operations").count();
        let (before, former, begun) = (resumed(&self.log()), self.processes(), Instant::now());
        assert!(Command::new("kill").args(["-USR1", &self.child.id().to_string()]).status().unwrap().success());
        while resumed(&self.log()) == before || self.processes().iter().any(|one| former.contains(one)) {
            assert!(begun.elapsed() < Duration::from_secs(60), "{}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn sign_in(&self, wish: &Wish) -> String {
        let (path, home) = (Place::of(wish).path, self.home(wish));
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("ReturnTo", &home);
        if wish.is_passive {
            query.append_pair("IsPassive", "true");
        }
        format!("{}/{path}/mellon/login?{}", self.base, query.finish())
    }

    fn home(&self, wish: &Wish) -> String {
        format!("{}/{}/protected/", self.base, Place::of(wish).path)
    }

    fn mark(&self) -> &'static str {
        "MELLON_NAME_ID="
    }

    /// README: without MellonNoSuccessErrorPage it answers 401, and logs the status.
    fn heard(&self, end: &Page, status: &str) -> bool {
        let last = self.log().lines().rev().find(|line| line.contains("StatusCode2")).unwrap_or_default().to_owned();
        end.status == 401 && last.contains(&format!(":{status}\""))
    }

    /// Where it was told to lead when all is done.
    fn says_signed_out(&self, end: &Page) -> bool {
        end.status == 200 && end.body.contains("<h1>Welcome</h1>")
    }

    fn sign_out(&self, browser: &mut Browser) -> (String, Page) {
        let address = format!("{}/plain/mellon/logout?ReturnTo={}/plain/", self.base, self.base);
        let page = browser.get(&address);
        (address, page)
    }

    fn cannot(&self, column: &str) -> Option<&'static str> {
        (column == "ForceAuthn").then_some("auth_mellon_handler.c:3061 `request->ForceAuthn = FALSE;` (0.18.1)")
    }
}

impl Drop for Mellon {
    fn drop(&mut self) {
        // Asked, it takes its children along; killed, it would not.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("Apache said: {}", self.log());
        }
    }
}
