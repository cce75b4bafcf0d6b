// Sends the one form of a page that only passes a message on. Without JavaScript, its button does.
const form = document.querySelector("form[data-submit]");
if (form) form.submit();
