// At a computer that people share: covers the page once nobody has asked for another one for as long as the session lasts unused,
// and leads to where the server locks it. Without it, the page's Refresh header does the same.
const since = Date.now();
const { seconds, locked } = document.currentScript.dataset;
const left = Number(seconds) * 1000;
const cover = () => {
  if (document.body) document.body.hidden = true;
  document.title = locked;
  location.replace("/locked");
};
// Each second, and by the clock: a computer that slept runs no timers meanwhile.
const watch = setInterval(() => {
  if (Date.now() - since < left) return;
  clearInterval(watch);
  cover();
}, 1000);
// The page that the Back button brings out of the browser's memory is one of before.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
// One press covers it, before the answer is there.
document.querySelector("form[action='/lock']")?.addEventListener("submit", () => {
  document.querySelector("main").hidden = true;
});
