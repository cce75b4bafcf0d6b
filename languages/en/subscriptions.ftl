## src/federation/subscription: why a look at an address came to nothing, within a sentence

subscriptions-unreadable = why is on record, and cannot be read any more
subscriptions-broken-off = the look was broken off
subscriptions-nothing-to-compare = what is registered of it does not count, so that nothing can be compared
subscriptions-too-long = what is there is longer than 512 KiB
subscriptions-another = it describes another application, { $entity-id }
