// Says to the server in which zone this browser's clock is, so that the next page has its times. It stays until the browser closes.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const said = `${document.currentScript.dataset.cookie}=${zone}`;
if (/^[\w+/-]{1,64}$/.test(zone) && !document.cookie.split("; ").includes(said)) {
  document.cookie = `${said}; Path=/; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;
}
