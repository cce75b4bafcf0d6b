## src/http/given_metadata.rs: metadata that is given, or fetched; why it was not fetched stands within a sentence

fetch-either-or = Give either the metadata or its address, not both.
fetch-paste = Paste the metadata, or give its address.
fetch-not-fetched = It was not fetched: { $error }.
fetch-not-an-address = that is not an address that can be fetched; it must start with https:// and name a host
fetch-credentials = the address holds a user name or password; give it without, nothing is fetched with credentials
fetch-plain-http = the address is plain http: anyone on the way could put other keys into what is fetched. Use https, or save the metadata to a file and name the file
fetch-plain-token = the address is plain http: anyone on the way could read the token. Use https
fetch-unknown-name = the name { $name } is not known here; check its spelling
fetch-not-public = { $host } is not a public address; `senza sp add`, on the machine itself, can be told to fetch from it
fetch-unreachable = { $host } cannot be reached: { $cause }
fetch-certificate = the certificate of { $host } is not to be believed: { $reason }. Its operators have to mend that
fetch-tls = no secure connection to { $host } could be made: { $cause }
fetch-too-slow =
    { $seconds ->
        [one] fetching took longer than { $seconds } second and was given up
       *[other] fetching took longer than { $seconds } seconds and was given up
    }
fetch-redirects =
    { $most ->
        [one] the address leads on to another more than once
       *[other] the address leads on to another more than { $most } times
    }
fetch-location = the address leads on to another that is none
fetch-status = the server answered { $status } { $reason } instead of the metadata; check the address
fetch-too-large = what is there is larger than { $most } octets, which no metadata of one service provider is
fetch-compressed = the server sent its answer compressed although it was asked not to; save the metadata to a file and name the file
fetch-not-http = the server's answer is not HTTP as it should be: { $why }
fetch-broken = the connection broke before everything had come: { $cause }
fetch-web-page = there is a web page at this address, not metadata; ask the application's engineers for the address of the metadata itself
