# SPDX-License-Identifier: GPL-3.0-or-later
"""axe-core on each page of the upload page.

    accessible.py AXE FOLDER PROGRAM MAKE_STORY SAMPLES
"""
import os
import sys
import tempfile

from browser import DESK, PASSWORD, PHONE, SAMPLE, cadence_on, sign_in, upload_by_form
from driver import Driver, expect, until
from serving import add_user, serving

GRAVE = ("serious", "critical")
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations']}).then(
    (told) => done(told.violations.flatMap((rule) => rule.nodes.map((node) => [
        rule.impact, rule.id, node.html.slice(0, 120), node.failureSummary.slice(0, 300)]))),
    (error) => done([['critical', 'axe', String(error), '']]));
"""
FAULTY = "data:text/html,<title></title><p style='color:%23aaa;background:%23fff'>pale</p><img src='data:,'>"
RUNNER = "/runners/anna-berg"


class Look:
    """One browser, and what axe says of the pages that it is shown."""

    def __init__(self, browser, axe, name):
        self.browser, self.axe, self.name = browser, axe, name
        self.bad = self.pages = 0

    def findings(self):
        self.browser.script("document.getAnimations().forEach((one) => one.finish());")
        if not self.browser.script("return typeof window.axe === 'object'"):
            self.browser.script(self.axe + ";window.axe = axe;")
        return self.browser.later(RUN)

    def page(self, words):
        """The page that is open now, in the colours that were asked for."""
        dark = self.browser.script("return matchMedia('(prefers-color-scheme: dark)').matches")
        expect(dark == self.name.endswith("dark"), "the page has other colours than were asked for")
        title = self.browser.one("h1, #result h2").text()
        found = self.findings()
        grave = [one for one in found if one[0] in GRAVE]
        self.bad += 1 if grave else 0
        self.pages += 1
        print(f"{'BAD ' if grave else 'well'} {words} {self.name}, \"{title}\": "
              f"{len(grave)} serious of {len(found)} findings", flush=True)
        for one in found:
            print("     " + " | ".join(one).replace("\n", " "))

    def at(self, url, words):
        self.browser.open(url)
        self.page(words)


def look_around(look, server, sample):
    """The pages of somebody with twelve weeks, opened to their last fold."""
    browser = look.browser
    look.at(server.url + "/", "home")
    browser.script("document.querySelectorAll('details').forEach((one) => { one.open = true; });")
    page_words = (("/guide", "guide"), ("/runners", "runners"), (RUNNER, "runner"),
                  (RUNNER + "?weeks=520", "runner, all weeks"), (RUNNER + "/diary", "diary"),
                  (RUNNER + "/profile", "profile"), ("/recordings/1", "result of the story"),
                  ("/recordings/99999", "error"))
    look.page("home, unfolded")
    browser.button("Read the recording").click()
    look.page("home, nothing chosen")
    for path, words in page_words:
        look.at(server.url + path, words)
        browser.script("document.querySelectorAll('details').forEach((one) => { one.open = true; });")
        look.page(words + ", unfolded")
    browser.open(server.url + RUNNER + "/diary")
    browser.button("Keep it").click()
    until(lambda: browser.all(".wrong"), "words about the empty diary")
    look.page("diary, nothing told")
    upload_by_form(browser, server, sample)
    cadence_on(browser)
    look.page("home, with a result")
    look.at(server.url + "/recordings/1?new=yes", "result, new")


def look_at_all(driver, world, size, dark):
    axe, folder, program, make_story, sample = world
    name = f"{size[0]} {'dark' if dark else 'light'}"
    users = os.path.join(folder, "who.txt")
    with driver.browser(size, dark=dark) as browser:
        look = Look(browser, axe, name)
        browser.open(FAULTY)
        if not look.findings():  # a check that finds nothing anywhere is found out
            print("BAD  faulty page: no findings")
            look.bad += 1
        with serving(program, folder) as server:
            look.at(server.url, "home, empty")
        with serving(program, folder, story=[make_story, "weeks12"]) as server:
            look_around(look, server, sample)
        with serving(program, folder, story=[make_story, "stop"]) as server:
            look.at(server.url + RUNNER, "STOP")
            look.at(server.url + RUNNER + "/diary", "STOP, diary")
        with serving(program, folder, "--users", users) as server:
            look.at(server.url + "/sign-in", "sign-in")
            sign_in(browser, "kim", "a wrong password")
            browser.sees("do not go together")
            look.page("sign-in, wrong")
            sign_in(browser, "kim", PASSWORD)
            browser.sees("How did you run?", "h1")
            look.page("home, signed in")
    return look


def main(axe, folder, program, make_story, samples):
    with open(axe, encoding="utf-8") as file:
        source = file.read()
    with tempfile.TemporaryDirectory(dir=folder) as own:
        own = os.path.abspath(own)
        add_user(program, os.path.join(own, "who.txt"), "kim", PASSWORD, "--role", "physio")
        driver = Driver(own)
        world = (source, own, program, make_story, os.path.join(os.path.abspath(samples), SAMPLE))
        try:
            looks = [look_at_all(driver, world, size, dark)
                     for size in (DESK, PHONE) for dark in (False, True)]
        finally:
            driver.close()
    print(f"{sum(look.pages for look in looks)} pages, {sum(look.bad for look in looks)} bad")
    return 1 if any(look.bad for look in looks) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
