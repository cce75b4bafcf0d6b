// A form that ends in a file leaves the page as it stands: what it said of the try before goes when the next one is sent.
document.addEventListener("submit", () => document.querySelector(".notice.error")?.remove());
