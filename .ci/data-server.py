"""A loopback server with mirrors that behave and mirrors that do not, for .ci/test-data.

    data-server.py FOLDER

serves FOLDER/NAME.gz as /MIRROR/NAME.gz, and prints its port.
"""

import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

folder = sys.argv[1]


class Mirror(BaseHTTPRequestHandler):
    def do_GET(self):
        mirror, name = self.path.strip("/").split("/")
        path = os.path.join(folder, name)
        if mirror == "hangs":
            time.sleep(30)
        elif mirror == "missing" or not os.path.exists(path):
            self.send_error(404)
        else:
            self.answer(mirror, path)

    def answer(self, mirror, path):
        with open(path, "rb") as file:
            body = file.read()
        if mirror == "portal":
            body = b"<html>Please log in</html>"
        elif mirror == "wrong":
            body = body[:-9] + b"x" + body[-8:]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        # The first time it breaks off; every time if it is torn.
        once = path + ".sent"
        if mirror == "torn" or (mirror == "torn-once" and not os.path.exists(once)):
            body = body[: len(body) // 2]
        open(once, "wb").close()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Mirror)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
