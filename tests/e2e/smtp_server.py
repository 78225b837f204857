"""A mail server on the loopback interface for mail_by_cron.sh.

    smtp_server.py DIRECTORY [PORT]

Without PORT a free port is used. The port is written to DIRECTORY/port, and each letter to
a file in DIRECTORY/inbox. If DIRECTORY/reply exists, its content is the reply to each
letter.
"""
import os
import socket
import sys
import time

from aiosmtpd.controller import Controller

directory = sys.argv[1]


class Keeper:
    async def handle_DATA(self, server, session, envelope):
        try:
            with open(os.path.join(directory, "reply"), encoding="ascii") as reply:
                return reply.read().strip()
        except FileNotFoundError:
            pass
        inbox = os.path.join(directory, "inbox")
        name = os.path.join(inbox, "%d" % (len(os.listdir(inbox)) + 1))
        with open(name, "wb") as letter:
            letter.write(envelope.content.replace(b"\r\n", b"\n"))
        with open(os.path.join(directory, "envelopes"), "a", encoding="ascii") as envelopes:
            print(envelope.mail_from, *envelope.rcpt_tos, file=envelopes)
        return "250 taken"


os.makedirs(os.path.join(directory, "inbox"), exist_ok=True)
with socket.create_server(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) > 2 else 0)) as free:
    port = free.getsockname()[1]
controller = Controller(Keeper(), hostname="127.0.0.1", port=port)
controller.start()
with open(os.path.join(directory, "port"), "w", encoding="ascii") as file:
    file.write("%d\n" % port)
while True:
    time.sleep(60)
