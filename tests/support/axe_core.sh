# SPDX-License-Identifier: GPL-3.0-or-later
# Read by tests/support/axe and tests/web/axe: axe-core in $folder, once; its path is then $axe.
axe=$folder/node_modules/axe-core/axe.min.js
if [ ! -s "$axe" ]; then
    command -v npm >/dev/null || skip "there is no npm"
    timeout 120 npm install --prefix "$folder" --no-audit --no-fund --no-save --ignore-scripts \
        axe-core@4 >"$folder/npm.log" 2>&1 || skip "npm cannot give axe-core"
fi
