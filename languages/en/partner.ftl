## src/http/partner.rs

partner-link-is-over-was-ended = The link is over, was ended, or was copied a little wrong; or it does not show this. Ask whoever sent it to you for another.
partner-this-link-leads-nowhere = This link leads nowhere
