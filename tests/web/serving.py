# SPDX-License-Identifier: GPL-3.0-or-later
"""`backstride serve` for a test of its own: a free port, a history of its own, gone afterwards."""
import contextlib
import os
import subprocess
import tempfile

from driver import expect


class Serving:
    def __init__(self, program, folder, *options):
        self.folder = folder
        self.db = os.path.join(folder, "h.db")
        self.process = subprocess.Popen(
            [program, "serve", "--listen", "127.0.0.1:0", "--db", self.db, *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip().rstrip("/")
        expect(self.url.startswith("http"), "the server does not start")

    def close(self):
        self.process.terminate()
        expect(self.process.wait(30) == 0, "the server did not end well")
        self.process.stdout.close()


@contextlib.contextmanager
def serving(program, folder, *options, story=None):
    """A server; `story` makes the history that it begins with (make_story CASE)."""
    with tempfile.TemporaryDirectory(dir=folder) as own:
        if story:
            subprocess.run([*story, os.path.join(own, "h.db")], check=True,
                           stdout=subprocess.DEVNULL)
        server = Serving(program, own, *options)
        try:
            yield server
        finally:
            server.close()


def add_user(program, users, name, password, *role):
    subprocess.run([program, "serve", "--users", users, "--add-user", name, *role],
                   input=password + "\n", text=True, check=True)
