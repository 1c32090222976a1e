# SPDX-License-Identifier: GPL-3.0-or-later
"""Chromium, driven through chromedriver: the few words of WebDriver that the tests need.

Nothing but Python's own library: the protocol is JSON over HTTP.
"""
import base64
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # how the protocol names an element
PATIENCE_S = 20
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Space": " ", "Shift": "\ue008"}


class Failed(Exception):
    """What the page should have shown and did not."""


def expect(truth, words):
    if not truth:
        raise Failed(words)


def until(ask, words, patience_s=PATIENCE_S):
    """The first answer of ask() that is one; Failed when none comes in time."""
    ends = time.monotonic() + patience_s
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > ends:
            raise Failed("in vain waited for " + words)
        time.sleep(0.02)


def ask(method, url, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        told = json.load(error)["value"]
        raise Failed(told["error"] + ": " + told["message"].split("\n")[0]) from None


class Element:
    def __init__(self, browser, told):
        self.browser, self.told = browser, told

    def _ask(self, method, what, body=None):
        return self.browser.ask(method, "/element/" + self.told[ELEMENT] + what, body)

    def click(self):
        self._ask("POST", "/click", {})

    def write(self, text):
        self._ask("POST", "/value", {"text": text})

    def text(self):
        return self._ask("GET", "/text")

    def attribute(self, name):
        return self._ask("GET", "/attribute/" + name)

    def css(self, name):
        return self._ask("GET", "/css/" + name)


class Browser:
    """One window. Downloads land in `downloads`."""

    def __init__(self, driver_url, folder, size, scripts, dark):
        self.downloads = folder
        prefs = {"download.default_directory": folder, "download.prompt_for_download": False,
                 "plugins.always_open_pdf_externally": True}
        if not scripts:
            prefs["profile.managed_default_content_settings.javascript"] = 2
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                   "--user-data-dir=" + os.path.join(folder, "profile"), "--lang=en"]
        if dark:
            options.append("--force-dark-mode")
        chrome = {"args": options, "prefs": prefs}
        told = ask("POST", driver_url + "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": chrome}}})
        self.url = driver_url + "/session/" + told["sessionId"]
        self.cdp("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1],
                 deviceScaleFactor=1, mobile=size[0] < 500)
        self.cdp("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            # what slides in is a target that moves
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    def ask(self, method, what, body=None):
        return ask(method, self.url + what, body)

    def cdp(self, command, **params):
        return self.ask("POST", "/goog/cdp/execute", {"cmd": command, "params": params})

    def open(self, url):
        self.ask("POST", "/url", {"url": url})

    def where(self):
        return self.ask("GET", "/url")

    def script(self, text, *args):
        return self.ask("POST", "/execute/sync", {"script": text, "args": list(args)})

    def later(self, text, *args):
        """Of a script that calls its last argument when it has the answer."""
        return self.ask("POST", "/execute/async", {"script": text, "args": list(args)})

    def all(self, css):
        told = self.ask("POST", "/elements", {"using": "css selector", "value": css})
        return [Element(self, one) for one in told]

    def one(self, css):
        return until(lambda: self.all(css), css)[0]

    def link(self, words):
        told = until(lambda: self.ask("POST", "/elements", {
            "using": "partial link text", "value": words}), "a link: " + words)
        return Element(self, told[0])

    def follow(self, words):
        """Clicks a link until it has led away."""
        before = self.where()

        def away():
            if self.where() == before:
                try:
                    self.link(words).click()
                except Failed:  # the page is just being left
                    pass
            return self.where() != before
        until(away, "where this leads: " + words)

    def button(self, words):
        return until(lambda: [one for one in self.all("button") if words in one.text()],
                     "a button: " + words)[0]

    def text(self, css="main"):
        return self.one(css).text()

    def sees(self, words, css="main"):
        """Waits for words on the page; a page that is being left is asked again."""
        def look():
            try:
                return any(words in one.text() for one in self.all(css))
            except Failed:
                return False
        until(look, "the words: " + words)

    def press(self, key, shift=False):
        value = KEYS.get(key, key)
        strokes = [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        if shift:
            strokes = ([{"type": "keyDown", "value": KEYS["Shift"]}] + strokes +
                       [{"type": "keyUp", "value": KEYS["Shift"]}])
        self.ask("POST", "/actions", {"actions": [
            {"type": "key", "id": "keys", "actions": strokes}]})

    def active(self):
        return Element(self, self.ask("GET", "/element/active"))

    def drop(self, css, path):
        """A file dragged from a desk and let go over an element, as the browser itself sees it."""
        box = self.script("arguments[0].scrollIntoView({block: 'center'});"
                          "return arguments[0].getBoundingClientRect().toJSON();",
                          self.one(css).told)
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2,
              "data": {"items": [], "files": [path], "dragOperationsMask": 1}}
        for step in ("dragEnter", "dragOver", "drop"):
            self.cdp("Input.dispatchDragEvent", type=step, **at)

    def slow_uploads(self, bytes_a_second):
        self.cdp("Network.enable")
        self.cdp("Network.emulateNetworkConditions", offline=False, latency=0,
                 downloadThroughput=-1, uploadThroughput=bytes_a_second)

    def picture(self, whole=False):
        """PNG bytes of the window, or of the whole page."""
        self.cdp("Emulation.setScrollbarsHidden", hidden=True)
        return base64.b64decode(self.cdp("Page.captureScreenshot", format="png",
                                         captureBeyondViewport=whole)["data"])

    def downloaded(self, ending):
        """The bytes of the file that was downloaded last."""
        def look():
            return [name for name in os.listdir(self.downloads) if name.endswith(ending)]
        name = until(look, "a download of " + ending)[0]
        path = os.path.join(self.downloads, name)
        with open(path, "rb") as file:
            data = file.read()
        os.remove(path)
        return data

    def close(self):
        self.ask("DELETE", "")


class Driver:
    """chromedriver on a free port, for as many browsers as are asked for."""

    def __init__(self, folder):
        self.folder = folder
        self.process = subprocess.Popen(
            ["chromedriver", "--port=0"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        self.url = None
        for line in self.process.stdout:
            if "started successfully on port" in line:
                port = line.strip().rstrip(".").split()[-1]
                self.url = "http://127.0.0.1:" + port
                break
        expect(self.url, "chromedriver does not start")

    @contextlib.contextmanager
    def browser(self, size=(1000, 800), scripts=True, dark=False):
        folder = tempfile.mkdtemp(dir=self.folder)
        browser = Browser(self.url, folder, size, scripts, dark)
        try:
            yield browser
        finally:
            browser.close()
            shutil.rmtree(folder, ignore_errors=True)

    def close(self):
        self.process.terminate()
        self.process.wait(20)
        self.process.stdout.close()
