## admin/key_step.html

admin-key-step-next-key = The next key
admin-key-step-switch-to-next-key = Switch to the next key
admin-key-step-make-next-key = Make a next key
admin-key-step-from-then-on-next-key = From then on the next key is used, and the one before it becomes a former one. An application that still holds metadata without the next key would refuse what it signs: it was offered once those copies are over.
admin-key-step-every-keeper-gets-it-and = Every keeper gets it, and our metadata says that it comes. It is not used until somebody switches to it.
admin-key-step-switch-to-it = Switch to it
admin-key-step-make-it = Make it
admin-key-step-leave-it-as-it-is = Leave it as it is
