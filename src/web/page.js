/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a script makes better of the first page; without one the form does the same.
 *
 * Files are dropped or picked and sent one by one: a bar for the upload, a bar for the analysis
 * (server-sent events, else asking each second), then the result slides in below. What goes wrong
 * is said next to the file it went wrong with.
 */
"use strict";

(function () {
    const form = document.getElementById("upload");
    if (!form)
        return;
    const drop = document.getElementById("drop");
    const input = document.getElementById("file");
    const list = document.getElementById("uploads");
    const result = document.getElementById("result");

    function make(tag, words, parent) {
        const element = document.createElement(tag);
        if (words)
            element.textContent = words;
        if (parent)
            parent.appendChild(element);
        return element;
    }

    function bar(words, parent) {
        const row = make("span", "", parent);
        make("span", words, row);
        const progress = make("progress", "", row);
        progress.max = 1;
        progress.value = 0;
        progress.setAttribute("aria-label", words);
        return progress;
    }

    /* One file on its way: its name, its two bars, and words in place of them. */
    function Row(file) {
        this.item = make("li", "", list);
        const name = make("p", "", this.item);
        make("strong", file.name, name);
        this.bars = make("div", "", this.item);
        this.bars.className = "bars";
        this.upload = bar("upload", this.bars);
        this.analysis = bar("analysis", this.bars);
    }

    Row.prototype.fail = function (words) {
        words = words.replace(/ - [^-]*`backstride .*$/, "."); /* a hint for who types commands */
        this.bars.remove();
        const line = make("p", words, this.item);
        line.className = "wrong";
        line.setAttribute("role", "alert");
        const next = make("p", "", this.item);
        make("a", "How to record", next).href = "/guide";
        ask_for(words);
    };

    /* What a complaint names as "--start" is a field here: it is shown, with what to do. */
    function ask_for(words) {
        for (const [, name] of words.matchAll(/--([a-z-]+)/g)) {
            const field = form.elements[name];
            if (!field || !field.id)
                continue;
            const around = field.closest("details");
            if (around)
                around.open = true;
            complain(field, "Tell this, then send the recording again.");
            return;
        }
    }

    Row.prototype.done = function (id, there) {
        this.bars.remove();
        const line = make("p", there ? "It was here already: " : "Done: ", this.item);
        make("a", "see how it was run", line).href = "/recordings/" + id;
    };

    function words_of(text, fallback) {
        try {
            return JSON.parse(text).error.text || fallback;
        } catch (error) {
            return fallback;
        }
    }

    /* The result of the last file of a drop, below; focus goes to it, so that it is read out. */
    async function slide_in(kept) {
        const answer =
            await fetch("/recordings/" + kept.id + (kept.there ? "?there=yes" : "?new=yes"));
        if (!answer.ok)
            return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const main = page.querySelector("main");
        if (!main)
            return;
        const title = main.querySelector("h1");
        if (title) {
            const heading = document.createElement("h2");
            heading.textContent = title.textContent;
            title.replaceWith(heading);
        }
        result.replaceChildren(...main.childNodes);
        result.focus({preventScroll: true});
        const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
        result.scrollIntoView({behavior: calm ? "auto" : "smooth", block: "start"});
    }

    /* Where a job stands; true: it has ended. */
    function took(row, job, resolve) {
        row.analysis.value = job.progress || 0;
        if (job.state === "done") {
            row.done(job.id, job.duplicate_of);
            resolve({id: job.id, there: Boolean(job.duplicate_of)});
            return true;
        }
        if (job.state === "failed") {
            row.fail((job.error && job.error.text) || "It could not be read.");
            resolve(null);
            return true;
        }
        return false;
    }

    async function poll(row, job, resolve) {
        for (;;) {
            try {
                const answer = await fetch("/api/jobs/" + job, {cache: "no-store"});
                const told = await answer.json();
                if (!answer.ok) {
                    row.fail((told.error && told.error.text) || "It is not known any more.");
                    resolve(null);
                    return;
                }
                if (took(row, told, resolve))
                    return;
            } catch (error) { /* the line was cut: ask again */
            }
            await new Promise((later) => setTimeout(later, 1000));
        }
    }

    function follow(row, job) {
        return new Promise((resolve) => {
            const events = new EventSource("/api/jobs/" + job + "/events");
            const listen = (event) => {
                if (event.data && took(row, JSON.parse(event.data), resolve))
                    events.close();
            };
            for (const name of ["message", "progress", "done", "failed"])
                events.addEventListener(name, listen);
            events.onerror = () => {
                if (events.readyState === EventSource.CLOSED && row.polled)
                    return;
                row.polled = true;
                events.close();
                poll(row, job, resolve);
            };
        });
    }

    function send(row, file) {
        return new Promise((resolve) => {
            const data = new FormData(form);
            data.delete("file");
            for (const [name, value] of [...data.entries()])
                if (value === "")
                    data.delete(name);
            data.append("file", file, file.name);
            const request = new XMLHttpRequest();
            request.open("POST", "/api/recordings");
            request.setRequestHeader("Prefer", "respond-async");
            request.setRequestHeader("X-CSRF-Token", form.elements.csrf.value);
            request.upload.onprogress = (event) => {
                if (event.lengthComputable)
                    row.upload.value = event.loaded / event.total;
            };
            request.onload = () => {
                row.upload.value = 1;
                if (request.status === 202)
                    resolve(JSON.parse(request.responseText).job);
                else {
                    row.fail(words_of(request.responseText, "The server did not take it."));
                    resolve(null);
                }
            };
            request.onerror = () => {
                row.fail("The connection was cut. Send it again: what was kept already is not kept twice.");
                resolve(null);
            };
            request.send(data);
        });
    }

    /* What has to be there before anything is sent, said where it is missing. */
    function complain(field, words) {
        const id = field.id + "-wrong";
        const old = document.getElementById(id);
        if (old)
            old.remove();
        field.removeAttribute("aria-invalid");
        if (!words)
            return false;
        const line = make("p", words);
        line.id = id;
        line.className = "wrong";
        line.setAttribute("role", "alert");
        field.after(line);
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", id);
        field.focus();
        return true;
    }

    function refused(files) {
        const runner = form.elements.runner;
        const nobody = runner && !runner.value.trim();
        const empty = complain(input, files.length ? "" : "Choose the file of the recording first.");
        return (runner &&
                complain(runner, nobody ? "Who ran? Write the name, then send it." : "")) || empty;
    }

    /* Several at once: all are sent and analysed side by side. */
    async function send_all(files) {
        if (refused(files))
            return;
        for (const field of form.querySelectorAll("[aria-invalid]"))
            complain(field, "");
        list.replaceChildren();
        result.replaceChildren();
        const ended = await Promise.all([...files].map(async (file) => {
            const row = new Row(file);
            const job = await send(row, file);
            return job ? follow(row, job) : null;
        }));
        const kept = ended.filter((one) => one);
        input.value = "";
        if (kept.length > 0)
            await slide_in(kept[kept.length - 1]);
    }

    let over = 0;
    drop.addEventListener("dragenter", (event) => {
        event.preventDefault();
        over++;
        drop.classList.add("over");
    });
    drop.addEventListener("dragleave", () => {
        over--;
        if (over <= 0)
            drop.classList.remove("over");
    });
    drop.addEventListener("dragover", (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => {
        event.preventDefault();
        over = 0;
        drop.classList.remove("over");
        const files = event.dataTransfer.files;
        if (form.elements.runner && !form.elements.runner.value.trim())
            input.files = files; /* kept until it is known who ran */
        send_all(files);
    });
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        send_all(input.files);
    });
}());
