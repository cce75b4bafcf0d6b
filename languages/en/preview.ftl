## src/federation/preview.rs: what an application would be told

preview-nothing = nothing
preview-name-id = NameID
preview-name-id-of = NameID ({ $format })
preview-name-id-none = none: without an e-mail address nobody is signed on there
preview-context = How they signed in
preview-context-chosen = { $context }; who signed in less strongly is asked for what is missing
preview-context-strongest = the strongest that is true of the sign-in, with when it was
