"""A loopback server with mirrors that behave and mirrors that do not, for .ci/test-data.

    data-server.py FOLDER LOG

serves FOLDER/NAME.gz as /MIRROR/NAME.gz, prints its port, and writes a line for each request into LOG: method, mirror, name,
range.
"""

import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

folder, log_path = sys.argv[1:]


class Mirror(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        try:
            self.answer()
        except ConnectionError:
            pass  # the other side has had enough

    do_GET = do_HEAD

    def answer(self):
        mirror, name = self.path.strip("/").split("/")
        asked = self.headers.get("Range")
        with open(log_path, "a") as log:
            print(self.command, mirror, name, asked or "-", file=log)
        self.close_connection = True
        if mirror == "hangs" or (mirror == "hangs-later" and self.command == "GET"):
            time.sleep(30)
            return
        path = os.path.join(folder, name)
        if mirror == "missing" or not os.path.exists(path):
            self.send_error(404)
            return
        with open(path, "rb") as file:
            data = file.read()
        if mirror == "portal":
            data = b"<html>Please log in</html>"
        elif mirror == "wrong":
            with open(path.replace(".gz", ".wrong.gz"), "rb") as file:
                data = file.read()

        start = int(asked[len("bytes="):].rstrip("-")) if asked and mirror != "no-ranges" else 0
        if asked and start >= len(data):
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{len(data)}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = data[start:]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        if mirror != "torn-silently":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if mirror.startswith("torn"):
            body = body[: (len(body) + 1) // 2]
        if mirror == "slow":
            half = (len(body) + 1) // 2
            self.wfile.write(body[:half])
            for byte in body[half : half + 300]:  # 15 s; then it breaks off
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(0.05)
            return
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Mirror)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
