## account/fault.html

account-fault-nothing-was-changed = Nothing was changed
