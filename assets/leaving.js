// Shows how far each application is in being told, and opens the page's last form once all have answered or the wait is
// over. Without it, the page opens itself again after a while.
const show = async () => {
  const answer = await fetch(location.href, { cache: "no-store" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("states");
  if (!answer.ok || !fresh || !("waiting" in fresh.dataset)) return location.reload();
  const shown = document.getElementById("states");
  // What stays as it is keeps the focus that it may have.
  if (shown.innerHTML !== fresh.innerHTML) shown.replaceChildren(...fresh.children);
  later(600);
};
// What fails once, a network that was away for a moment, must not end the wait.
const later = (milliseconds) => setTimeout(() => show().catch(() => location.reload()), milliseconds);
later(400);
