# SPDX-License-Identifier: GPL-3.0-or-later
"""What a runner does with the upload page, done in Chromium.

    browser.py PROGRAM FOLDER SAMPLES [CASE ...]
"""
import os
import subprocess
import sys
import tempfile
import traceback

from driver import Driver, Failed, expect, until
from serving import add_user, serving

DESK, PHONE = (1000, 800), (360, 740)
SAMPLE = "walk-run-30min.flac"
CADENCE = 164  # samples/MANIFEST.tsv says 164.26
NAME = "Kari Nordmann"
PASSWORD = "a long and quiet road"

WATCH = """
window.seen = {upload: [], analysis: []};
new MutationObserver((changes) => {
    for (const {target} of changes)
        if (target.tagName === 'PROGRESS')
            window.seen[target.getAttribute('aria-label')].push(target.value);
}).observe(document, {attributes: true, attributeFilter: ['value'], subtree: true});
"""


class World:
    """What every case has: the program, the samples, the driver of browsers."""

    def __init__(self, program, folder, samples):
        self.program, self.samples = program, samples
        self.folder = folder
        self.driver = Driver(folder)

    def sample(self, name=SAMPLE):
        return os.path.join(self.samples, name)

    def serving(self, *options):
        return serving(self.program, self.folder, *options)


def pdf_text(data):
    expect(data.startswith(b"%PDF"), "the download is no PDF")
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return subprocess.run(["pdftotext", file.name, "-"], check=True, capture_output=True,
                              text=True).stdout


def cadence_on(browser):
    """The cadence of the result, once it is there."""
    def look():
        try:
            return "".join(one.text() for one in browser.all("#numbers div:first-child b"))
        except Failed:  # the page is just being left
            return ""
    return float(until(look, "the cadence"))


def expect_cadence(browser):
    shown = cadence_on(browser)
    expect(abs(shown - CADENCE) <= 1, f"the cadence is {shown}, not {CADENCE}")


def expect_fits(browser):
    """Nothing is wider than the window, and no control smaller than a thumb can hit."""
    wide = browser.script("""
        const room = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth > room)
            return 'the page: ' + document.documentElement.scrollWidth;
        for (const one of document.querySelectorAll('main *')) {
            const box = one.getBoundingClientRect();
            if (box.width > 0 && box.right > room + 1 && !one.closest('.scroll, svg'))
                return one.outerHTML.slice(0, 120) + ': to ' + box.right;
        }
        return '';""")
    expect(not wide, f"wider than the window, at {browser.where()}: {wide}")


def fill_in_who(browser, name=NAME):
    field = browser.one("#runner")
    if not field.attribute("value"):
        field.write(name)


def upload_by_form(browser, server, path):
    browser.open(server.url)
    fill_in_who(browser)
    browser.one("#file").write(path)
    browser.button("Read the recording").click()


def expect_told(browser, *words):
    """What the diary has kept, as its JSON says; then back."""
    page = browser.where()
    browser.open(page.split("/diary")[0].replace("/runners/", "/api/runners/") + "/diary")
    text = browser.text("body")
    for word in words:
        expect(word in text, f"the diary has no {word}: {text[:200]}")
    browser.open(page)


def tell_diary(browser):
    browser.follow("Tell me about your back")
    browser.sees("How was your back?")
    for answer in ("waking-1", "before-1", "during-2", "symptoms-none"):
        browser.one("#" + answer).click()
    browser.button("Keep it").click()
    browser.sees("What you told")
    expect_told(browser, '"waking"', '"before"', '"during"', '"symptoms"')


def open_plan(browser):
    browser.follow("See what is next")
    browser.sees(NAME, "h1")
    browser.sees("Why this session")
    browser.one("details.alone summary").click()
    expect(browser.text(".next, .answer, #next, main") != "", "there is no next session")


def download_report(browser):
    browser.link("Form report, PDF").click()
    expect(NAME in pdf_text(browser.downloaded(".pdf")), "the report does not name the runner")


def walk_through(world, size):
    """From the recording to the report, each page no wider than the window."""
    with world.serving() as server, world.driver.browser(size) as browser:
        upload_by_form(browser, server, world.sample())
        expect_cadence(browser)
        expect_fits(browser)
        tell_diary(browser)
        expect_fits(browser)
        open_plan(browser)
        expect_fits(browser)
        download_report(browser)
        for path in ("/", "/guide", "/runners", "/runners/kari-nordmann/profile", "/recordings/1",
                     "/recordings/99"):
            browser.open(server.url + path)
            expect_fits(browser)


def case_desk(world):
    walk_through(world, DESK)


def case_phone(world):
    walk_through(world, PHONE)


def case_drop(world):
    """A file let go over the field: two bars that fill, then the result on the same page."""
    with world.serving() as server, world.driver.browser() as browser:
        browser.open(server.url)
        fill_in_who(browser)
        browser.script(WATCH)
        browser.slow_uploads(2_000_000)
        browser.drop("#drop", world.sample())
        browser.sees("Done:", "#uploads")
        expect_cadence(browser)
        expect(browser.where() == server.url + "/", "the result came with another page")
        expect(browser.active().attribute("id") == "result", "the focus is not at the result")
        for name, values in browser.script("return window.seen").items():
            expect(values == sorted(values), f"the bar of {name} went back")
            expect(any(0 < value < 1 for value in values), f"the bar of {name} never moved")


def case_dropped_before_the_name(world):
    """What is missing is said where it is missing, and the file is not lost."""
    with world.serving() as server, world.driver.browser() as browser:
        browser.open(server.url)
        browser.drop("#drop", world.sample())
        browser.sees("Who ran? Write the name", "#runner-wrong")
        expect(browser.active().attribute("id") == "runner", "the focus is not where to write")
        browser.active().write(NAME)
        browser.button("Read the recording").click()
        expect_cadence(browser)


def case_several(world):
    """Two at once, one of them no recording: each says its own."""
    bad = os.path.join(world.folder, "shopping.csv")
    with open(bad, "w", encoding="utf-8") as file:
        file.write("milk,eggs\n2,12\n")
    with world.serving() as server, world.driver.browser() as browser:
        upload_by_form(browser, server, world.sample() + "\n" + bad)
        browser.sees("Done:", "#uploads")
        until(lambda: browser.all("#uploads .wrong"), "words about the wrong file")
        expect_cadence(browser)


def case_without_scripts(world):
    """The main path is a form and pages."""
    with world.serving() as server, world.driver.browser(scripts=False) as browser:
        upload_by_form(browser, server, world.sample())
        expect_cadence(browser)
        expect("/recordings/1" in browser.where(), "the result is no page of its own")
        expect(not browser.all("#uploads"), "a script ran")
        tell_diary(browser)
        open_plan(browser)
        download_report(browser)


FOCUS = """
const one = document.activeElement;
if (!one || one === document.body) return null;
const shown = getComputedStyle(one).opacity === '0' ? one.nextElementSibling : one;
const style = getComputedStyle(shown);
const box = one.getBoundingClientRect();
const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
return {id: one.id, tag: one.tagName, words: (one.textContent || one.value || '').trim(),
        drawn: drawn && box.bottom > 0 && box.top < innerHeight, html: one.outerHTML.slice(0, 90)};
"""


def tab_to(browser, fits, words):
    """Presses Tab until the focus is where it should be; at each step it must be seen."""
    for _ in range(150):
        browser.press("Tab")
        at = browser.script(FOCUS)
        if at is None:
            continue
        expect(at["drawn"], f"the focus is not seen, at {browser.where()}: {at['html']}")
        if fits(at):
            return
    raise Failed(f"Tab does not come to {words}, at {browser.where()}")


def tab_to_id(browser, name):
    tab_to(browser, lambda at: at["id"] == name, name)


def tab_to_words(browser, words):
    tab_to(browser, lambda at: words in at["words"] and at["tag"] in ("A", "BUTTON", "SUMMARY"),
           words)


def type_keys(browser, text):
    for letter in text:
        browser.press(letter)


def case_keyboard(world):
    """Tab, Enter, Space, arrows and letters, from the recording to the report."""
    with world.serving() as server, world.driver.browser() as browser:
        browser.open(server.url)
        browser.press("Tab")
        expect("Skip to the content" in browser.script(FOCUS)["words"], "there is no way past the bar")
        tab_to_id(browser, "file")
        browser.active().write(world.sample())  # what the window of files gives
        tab_to_id(browser, "runner")
        type_keys(browser, NAME)
        tab_to_words(browser, "Read the recording")
        browser.press("Enter")
        expect_cadence(browser)
        until(lambda: browser.active().attribute("id") == "result", "the focus at the result")
        tab_to_words(browser, "Tell me about your back")
        browser.press("Enter")
        browser.sees("How was your back?")
        tell_diary_by_keyboard(browser)
        tab_to_words(browser, "See what is next")
        browser.press("Enter")
        browser.sees(NAME, "h1")
        tab_to_words(browser, "Why this session")
        browser.press("Space")
        expect(browser.one("details.alone").attribute("open"), "Space does not open the why")
        tab_to_words(browser, "Form report, PDF")
        browser.press("Enter")
        expect(NAME in pdf_text(browser.downloaded(".pdf")), "the report does not name the runner")


def tell_diary_by_keyboard(browser):
    tab_to(browser, lambda at: at["id"].startswith("waking-"), "the pain of the morning")
    browser.press("\ue014")  # the arrow to the right: from "not told" round to 0
    tab_to_id(browser, "symptoms-none")
    browser.press("Space")
    tab_to_words(browser, "Keep it")
    browser.press("Enter")
    browser.sees("What you told")
    expect_told(browser, '"waking"', '"symptoms"')


def case_users(world):
    """Names and passwords: who is a runner sees their own runs and nobody else's."""
    users = os.path.join(world.folder, "who.txt")
    add_user(world.program, users, "kim", PASSWORD, "--role", "physio")
    add_user(world.program, users, "ola", PASSWORD, "--role", "runner", "--for", "ola")
    with world.serving("--users", users) as server:
        with world.driver.browser() as browser:
            browser.open(server.url)
            browser.sees("Sign in", "h1")
            sign_in(browser, "kim", "a wrong password")
            browser.sees("do not go together")
            sign_in(browser, "kim", PASSWORD)
            browser.sees("How did you run?", "h1")
            upload_by_form(browser, server, world.sample())
            expect_cadence(browser)
            browser.button("Sign out").click()
            browser.sees("Sign in", "h1")
            browser.open(server.url + "/recordings/1")
            expect_refused(browser)
        with world.driver.browser() as browser:
            browser.open(server.url + "/sign-in")
            sign_in(browser, "ola", PASSWORD)
            browser.sees("How did you run?", "h1")
            for path in ("/recordings/1", "/runners/kari-nordmann", "/runners/kari-nordmann/diary",
                         "/runners/kari-nordmann/report.html", "/api/recordings/1"):
                browser.open(server.url + path)
                expect_refused(browser)
            browser.open(server.url + "/runners")
            expect_refused(browser)


def sign_in(browser, name, password):
    field = browser.one("#name")
    browser.script("arguments[0].value = ''", field.told)
    field.write(name)
    browser.one("#password").write(password)
    browser.button("Sign in").click()


def expect_refused(browser):
    text = browser.text("body")
    expect("Kari" not in text and str(CADENCE) not in text,
           f"{browser.where()} shows another runner's data")


CASES = {name[len("case_"):]: case for name, case in list(globals().items())
         if name.startswith("case_")}


def run(world, name):
    try:
        CASES[name](world)
    except (Failed, OSError, ValueError, subprocess.SubprocessError) as error:
        at = [row.name + ":" + str(row.lineno) for row in traceback.extract_tb(error.__traceback__)
              if row.filename == __file__]
        print(f"FAILED {name}: {error} ({', '.join(at)})", flush=True)
        return False
    print(f"ok {name}", flush=True)
    return True


def main(program, folder, samples, *names):
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as own:
        world = World(os.path.abspath(program), os.path.abspath(own), os.path.abspath(samples))
        try:
            well = [run(world, name) for name in names or CASES]
        finally:
            world.driver.close()
    return 0 if well and all(well) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
