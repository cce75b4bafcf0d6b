## src/federation/release.rs: what an application is told of whoever reads this

told-name-id = a NameID
told-context = how you signed in
told-context-two-factors = with two factors (REFEDS MFA), and when
told-subject-id = Subject id, the same for several
told-pairwise-id = Pairwise id, made for it alone
told-persistent-name-id = Persistent NameID, made for it alone
told-name-id-transient = a random one, new at each sign-on; if it asks for one that stays: { $persistent }
told-name-id-persistent = { $persistent }, made for it alone
told-name-id-none = none, since you have no e-mail address here: you are not signed on there

## src/federation/words.rs: what an application says that it misses

told-misses-user-name = your user name ({ $name })
told-misses-mail = your e-mail address ({ $name })
told-misses-display-name = your name ({ $name })
told-misses-given-name = your given name ({ $name })
told-misses-family-name = your family name ({ $name })
told-misses-role = your role in the organisation ({ $name })
told-misses-entitlement = what you are entitled to ({ $name })
told-misses-assurance = how well your identity was checked ({ $name })
told-misses-two-factors = two factors (REFEDS MFA)
told-misses-passphrase = a passphrase ({ $name })
told-misses-identifier = an identifier for you ({ $name })
