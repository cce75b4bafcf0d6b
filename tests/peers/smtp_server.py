"""A mail server (aiosmtpd) on loopback, as well or as badly behaved as a test wants it; told so in JSON, one object a line.

smtp_server.py FOLDER MODE, where FOLDER has cert.pem and key.pem, and MODE is implicit, starttls or plain. It answers each line with
one: {"do": "port"}; {"do": "be", "refuse": [address], "hang_up": [address], "busy": [address], "die_in": n, "close_after": n, "hold": bool},
of which "die_in" is the message in whose middle it goes away, "hang_up" refuses and closes, "busy" closes with 421, and "hold" answers no
message until it is false; {"do": "listen"} after "die_in"; {"do": "messages"} with what it took, and how many lines said more than who
greets and that TLS is to begin.
"""

import asyncio
import json
import socket
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

FOLDER, MODE = sys.argv[1], sys.argv[2]
USER = LoginPassword(b"senza", "pass word".encode())


class State:
    def __init__(self):
        self.refuse, self.hang_up, self.busy = [], [], []
        self.die_in, self.close_after, self.hold, self.kept = None, None, False, None
        self.messages, self.lines, self.live, self.port, self.server = [], 0, set(), 0, None


state = State()


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        if state.close_after is not None and getattr(session, "taken", 0) >= state.close_after:
            return "421 4.7.0 so many are enough"
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in state.busy:
            await server.push("421 4.3.2 not now")
            server.transport.close()
            return "421 4.3.2 not now"
        if address in state.hang_up:
            await server.push(f"550 5.1.1 <{address}> is unknown here")
            server.transport.close()
            return f"550 5.1.1 <{address}> is unknown here"
        if address in state.refuse:
            return f"550 5.1.1 <{address}> is unknown here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if state.die_in is not None:
            state.die_in -= 1
            if state.die_in == 0:
                state.die_in = None
                die()
                return "451 nobody hears this"
        while state.hold:
            await asyncio.sleep(0.02)
        session.taken = getattr(session, "taken", 0) + 1
        state.messages.append(
            {
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "tls": session.ssl is not None or MODE == "implicit",
                "known": bool(session.authenticated),
                "hello": session.host_name,
                "content": envelope.content.decode("ascii"),
            }
        )
        return "250 OK"


class Server(SMTP):
    def data_received(self, data):
        harmless = (b"EHLO", b"HELO", b"STARTTLS", b"QUIT")
        state.lines += sum(1 for line in data.splitlines() if not line.upper().startswith(harmless))
        super().data_received(data)

    def connection_made(self, transport):
        state.live.add(transport)
        super().connection_made(transport)


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=data == USER, handled=False)


def context():
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(FOLDER + "/cert.pem", FOLDER + "/key.pem")
    return made


def protocol():
    settings = dict(hostname="mail.example", enable_SMTPUTF8=False, loop=asyncio.get_running_loop())
    if MODE == "starttls":
        settings.update(tls_context=context(), require_starttls=True, auth_required=True, authenticator=authenticate)
    elif MODE == "implicit":
        settings.update(auth_required=True, authenticator=authenticate, auth_require_tls=False)
    else:
        settings.update(authenticator=authenticate, auth_require_tls=False)
    return Server(Handler(), **settings)


def die():
    state.server.close()
    # Nobody else gets the port meanwhile, and nobody is answered there.
    state.kept = socket.socket()
    state.kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    state.kept.bind(("127.0.0.1", state.port))
    for transport in state.live:
        transport.abort()
    state.live.clear()


async def listen():
    loop = asyncio.get_running_loop()
    tls = context() if MODE == "implicit" else None
    state.server = await loop.create_server(protocol, "127.0.0.1", state.port, ssl=tls)
    state.port = state.server.sockets[0].getsockname()[1]


async def answer(asked):
    if asked["do"] == "listen":
        await listen()
    elif asked["do"] == "be":
        for name in ("refuse", "hang_up", "busy", "die_in", "close_after", "hold"):
            if name in asked:
                setattr(state, name, asked[name])
    elif asked["do"] == "messages":
        return {"messages": state.messages, "lines": state.lines}
    return {"port": state.port}


async def main():
    await listen()
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(await answer(json.loads(line))), flush=True)


asyncio.run(main())
