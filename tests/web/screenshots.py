# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the upload page for README.

    screenshots.py BUILD FOLDER SAMPLES
"""
import os
import stat
import sys
import tempfile

from browser import SAMPLE, cadence_on, upload_by_form
from driver import Driver
from serving import serving

DAY = "2026-05-01 18:00:00"  # the last of the story
DESK, PHONE = (1000, 750), (360, 740)
RUNNER = "/runners/anna-berg"


def on_that_day(program, folder):
    """The program, as if it were that day; only the calendar is another, not the clock.

    The library of faketime without its command, which would stand between us and the server."""
    path = os.path.join(folder, "backstride")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"""#!/bin/sh
export FAKETIME='@{DAY}' DONT_FAKE_MONOTONIC=1
export LD_PRELOAD='/usr/$LIB/faketime/libfaketimeMT.so.1'
exec '{program}' "$@"
""")
    os.chmod(path, stat.S_IRWXU)
    return path


def take(browser, folder, name):
    browser.script("document.getAnimations().forEach((one) => one.finish());"
                   "document.activeElement.blur();")
    path = os.path.join(folder, f"serve-{name}.png")
    with open(path, "wb") as file:
        file.write(browser.picture())
    print(path, os.path.getsize(path))


def main(build, folder, samples):
    sample = os.path.join(os.path.abspath(samples), SAMPLE)
    build = os.path.abspath(build)
    with tempfile.TemporaryDirectory() as own:
        program = on_that_day(os.path.join(build, "backstride"), own)
        story = [os.path.join(build, "tests", "make_story"), "weeks12"]
        driver = Driver(own)
        try:
            with serving(program, own, story=story) as server:
                with driver.browser(DESK) as browser:
                    browser.open(server.url)
                    take(browser, folder, "home")
                    upload_by_form(browser, server, sample)
                    cadence_on(browser)
                    result = browser.one("#uploads a").attribute("href")
                    browser.open(server.url + result)
                    take(browser, folder, "result")
                    browser.open(server.url + RUNNER)
                    take(browser, folder, "runner")
                with driver.browser(PHONE) as browser:
                    browser.open(server.url + result)
                    take(browser, folder, "phone")
        finally:
            driver.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
