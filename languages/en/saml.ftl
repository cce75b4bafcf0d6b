## saml/error.html

saml-error-it-asks-for = It asks for:
saml-error-what-to-do-next = What to do next
saml-error-your-applications = Your applications
saml-error-write-to = Write to { $address }
saml-error-for-whoever-helps-you = For whoever helps you
saml-error-application = Application
saml-error-what-it-reports = What it reports
saml-error-when = When
saml-error-its-number-for-it = Its number for it

## saml/post.html

saml-post-going-to = Going to { $name }
saml-post-continue = Continue
