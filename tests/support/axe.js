// SPDX-License-Identifier: GPL-3.0-or-later
// axe.js CHROMIUM AXE FOLDER PAGE...: each page in a frame as wide as a desk and as a phone, axe-core
// in each frame, and what it finds as lines in the page around them.
'use strict';
const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');

const [chromium, axe, folder, ...pages] = process.argv.slice(2);
const widths = [1000, 360];
const schemes = [
    { name: 'light', options: ['--blink-settings=preferredColorScheme=1'] },
    { name: 'dark', options: ['--force-dark-mode', '--blink-settings=preferredColorScheme=0'] },
];
const grave = /^(serious|critical) /;

// A page with faults, so that a check that finds nothing anywhere is found out.
const faulty = '<!DOCTYPE html><html><head><title></title></head><body>' +
    '<p style="color:#aaa;background:#fff">pale</p><img src="data:,"/></body></html>';

function inFrame() {
    const tell = (line) => {
        const row = parent.document.createElement('li');
        row.textContent = window.name + ' ' + line;
        parent.document.body.append(row);
    };
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const wide = document.documentElement.scrollWidth > window.innerWidth;
    axe.run(document, { resultTypes: ['violations'] }).then((result) => {
        for (const rule of result.violations)
            for (const node of rule.nodes)
                tell('FINDING ' + rule.impact + ' ' + rule.id + ': ' + node.html.slice(0, 120));
        if (wide)
            tell('FINDING serious wider-than-the-window: ' + document.documentElement.scrollWidth);
        tell('DONE ' + (dark ? 'dark' : 'light') + ' ' + result.passes.length);
    }, (error) => tell('FAILED ' + error));
}

// The page's own policy would keep axe out.
function frame(name, width, html, script) {
    const open = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
    const page = open.replace('</body>', () => `<script>${script}</script></body>`);
    const text = page.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
    return `<iframe name="${name}@${width}" style="width:${width}px;height:900px" srcdoc="${text}"></iframe>`;
}

function look(scheme, sources) {
    const script = fs.readFileSync(axe, 'utf8').replace(/<\/script/g, '<\\/script') +
        `;(${inFrame})();`;
    const frames = sources.flatMap(({ name, html }) =>
        widths.map((width) => frame(name, width, html, script)));
    const around = path.join(folder, `around-${scheme.name}.html`);
    fs.writeFileSync(around, '<!DOCTYPE html><html style="color-scheme:light dark"><head>' +
        `<meta charset="utf-8"/></head><body>${frames.join('\n')}</body></html>`);
    const ran = spawnSync(chromium, ['--headless', '--no-sandbox', '--disable-gpu',
        '--disable-dev-shm-usage', '--timeout=60000', '--virtual-time-budget=60000',
        `--user-data-dir=${path.join(folder, 'chromium')}`, ...scheme.options, '--dump-dom',
        'file://' + path.resolve(around)], { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 120000 });
    const lines = [...(ran.stdout || '').matchAll(/<li>(\S+) (DONE|FINDING|FAILED) ([^<]*)<\/li>/g)];
    return lines.map(([, where, kind, what]) => ({ where, kind, what }));
}

const sources = pages.map((page) =>
    ({ name: path.basename(page, '.html'), html: fs.readFileSync(page, 'utf8') }));
sources.push({ name: 'faulty', html: faulty });
let bad = 0;
for (const scheme of schemes) {
    const lines = look(scheme, sources);
    for (const { name } of sources)
        for (const width of widths) {
            const own = lines.filter(({ where }) => where === `${name}@${width}`);
            const done = own.some(({ kind, what }) => kind === 'DONE' && what.startsWith(scheme.name));
            const findings = own.filter(({ kind }) => kind === 'FINDING').map(({ what }) => what);
            const serious = findings.filter((what) => grave.test(what));
            const wrong = !done || (name === 'faulty' ? serious.length === 0 : serious.length > 0);
            bad += wrong ? 1 : 0;
            console.log(`${wrong ? 'BAD ' : 'well'} ${name} ${width} ${scheme.name}: ` +
                (done ? `${serious.length} serious of ${findings.length} findings` : 'not looked at'));
            if (name !== 'faulty')
                for (const what of findings)
                    console.log('     ' + what);
        }
}
process.exit(bad > 0 ? 1 : 0);
