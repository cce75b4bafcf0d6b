// Posts the page's one form (a SAML message on its way to its reader) as soon as the page is read. The form's own
// Continue button does the same for readers without JavaScript.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[method='post']");
  if (form) HTMLFormElement.prototype.submit.call(form);
});
