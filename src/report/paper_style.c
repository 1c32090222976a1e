/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One sheet in four parts: colours, words, blocks, paper. Colours are the house's (report/chart.h);
 * in the dark, ink and ground change places and hues stay.
 */
#include "report/paper_style.h"

#define COLOURS                                                                                    \
    ":root{color-scheme:light dark;--ink:#1f2328;--quiet:#57606a;--line:#d8dee4;--ground:#ffffff;" \
    "--soft:#f6f8fa;--link:#0072b2;--stop:#b00020}\n"                                              \
    "@media screen and (prefers-color-scheme:dark){:root{--ink:#e6edf3;--quiet:#9da7b3;"           \
    "--line:#3d444d;--ground:#0d1117;--soft:#161b22;--link:#56b4e9}}\n"

/* The charts are drawn for white paper: in the dark their ink, axes and ground follow, and what is
 * too deep to be seen there is lighter. */
#define CHARTS_IN_THE_DARK                           \
    "@media screen and (prefers-color-scheme:dark){" \
    ".ink-ink{color:var(--ink)}"                     \
    ".ink-quiet{color:var(--quiet)}"                 \
    ".ink-grid{color:var(--line)}"                   \
    ".ink-paper{color:var(--ground)}"                \
    ".ink-rest{color:#30363d}"                       \
    ".ink-cadence{color:#4aa3dd}"                    \
    ".ink-pain{color:#f0803c}"                       \
    ".ink-stop{color:#ff7b86}}\n"

#define WORDS                                                                                   \
    "*{box-sizing:border-box}\n"                                                                \
    "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}\n"                               \
    "body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,"          \
    "-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"DejaVu Sans\",\"Noto Sans CJK JP\","     \
    "sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}\n"                    \
    "body>header,body>nav,main,body>footer{max-width:calc(720px + 32px);margin:0 auto;"         \
    "padding:0 16px}\n"                                                                         \
    "body>header{padding-top:24px}\n"                                                           \
    "h1{font-size:28px;line-height:1.2;margin:0 0 4px}\n"                                       \
    "h2{font-size:21px;line-height:1.3;margin:40px 0 12px;padding-top:12px;"                    \
    "border-top:1px solid var(--line)}\n"                                                       \
    "h3{font-size:16px;line-height:1.4;margin:24px 0 6px}\n"                                    \
    "p,ul,dl,blockquote,figure{margin:0 0 12px}\n"                                              \
    "ul{padding-left:20px}\n"                                                                   \
    "li{margin-bottom:4px}\n"                                                                   \
    "a{color:var(--link);text-underline-offset:2px}\n"                                          \
    ":focus-visible{outline:3px solid var(--link);outline-offset:2px}\n"                        \
    ".about,.small,.why,.note,caption,body>footer{color:var(--quiet);font-size:14px}\n"         \
    ".lead{font-size:20px;line-height:1.4}\n"                                                   \
    ".strong{font-weight:600}\n"                                                                \
    "blockquote{border-left:3px solid var(--line);padding-left:12px;white-space:pre-wrap}\n"    \
    ".skip{position:absolute;left:-9999px}\n"                                                   \
    ".skip:focus{left:16px;top:8px;background:var(--ground);padding:4px 8px}\n"                 \
    "body>nav ul{list-style:none;margin:12px auto 0;padding:8px 0;display:flex;flex-wrap:wrap;" \
    "gap:4px 16px;border-top:1px solid var(--line)}\n"                                          \
    "body>nav li{margin:0}\n"                                                                   \
    "body>nav a{display:inline-block;padding:4px 0}\n"                                          \
    "main>section:first-child>h2:first-child{margin-top:12px}\n"                                \
    "body>footer{margin-top:40px;padding-top:12px;padding-bottom:40px}\n"                       \
    "body>footer p{border-top:1px solid var(--line);padding-top:12px}\n"

#define BLOCKS                                                                                   \
    ".stop{background:var(--stop);color:#ffffff;padding:16px 20px;margin:16px 0;"                \
    "border-radius:4px;white-space:pre-line}\n"                                                  \
    ".stop h2,.stop h3{font-size:24px;margin:0 0 8px;padding:0;border:0}\n"                      \
    ".stop p{margin:0;font-size:18px}\n"                                                         \
    ".two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 24px}\n"          \
    ".numbers{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px}\n" \
    ".numbers div{border-top:3px solid var(--line);padding-top:6px}\n"                           \
    ".numbers dt{color:var(--quiet);font-size:14px}\n"                                           \
    ".numbers dd{margin:0}\n"                                                                    \
    ".numbers b{font-size:28px;line-height:1.2;font-weight:600}\n"                               \
    ".scroll{overflow-x:auto;margin:0 0 16px}\n"                                                 \
    "table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.35;"                 \
    "overflow-wrap:break-word}\n" /* below: a heading says it already */                         \
    "caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\n"     \
    "th,td{padding:5px 12px 5px 0;text-align:left;vertical-align:top;"                           \
    "border-bottom:1px solid var(--line);font-weight:400;min-width:3em}\n"                       \
    "th:last-child,td:last-child{padding-right:0}\n"                                             \
    "thead th{color:var(--quiet);vertical-align:bottom;border-bottom:1px solid var(--quiet)}\n"  \
    ".n{text-align:right}\n"                                                                     \
    ".d,td.n{white-space:nowrap}\n"                                                              \
    "th.long,td.long{min-width:9em;white-space:normal}\n"                                        \
    "td.why{font-size:13px;min-width:7em}\n"                                                     \
    ".long bdi{white-space:pre-line}\n"                                                          \
    "figure{break-inside:avoid}\n"                                                               \
    "figcaption{font-weight:600;margin:16px 0 4px}\n"                                            \
    "figure .scroll{margin:0}\n"                                                                 \
    "figure svg{display:block;width:100%;height:auto;min-width:var(--least);"                    \
    "max-width:var(--most)}\n"                                                                   \
    "svg text{font-family:inherit}\n"                                                            \
    "@media (max-width:620px){.two{grid-template-columns:minmax(0,1fr)}h1{font-size:24px}"       \
    ".lead{font-size:18px}}\n"

/* The paper is the printer's own, A4 or Letter; page numbers where the browser knows margin boxes.
 * A page that shall stand alone is tighter, for a browser cannot be told to fit it. */
#define PAPER                                                                               \
    "@page{margin:14mm 15mm 16mm}\n"                                                        \
    "@page{@bottom-right{content:counter(page) \" / \" counter(pages);font:8pt sans-serif;" \
    "color:#57606a}}\n"                                                                     \
    "@media print{body{font-size:10pt;line-height:1.35}body>nav,.skip{display:none}"        \
    "body>header,main,body>footer{max-width:none;padding:0}"                                \
    "h1{font-size:16pt}h2{font-size:13pt;margin:14pt 0 6pt;padding-top:6pt}"                \
    "h3{font-size:10pt;margin:8pt 0 3pt}.lead{font-size:12pt}"                              \
    "h1,h2,h3,figcaption,caption,thead{break-after:avoid}"                                  \
    "p,ul,dl,blockquote{margin-bottom:5pt}p,li{orphans:3;widows:3}"                         \
    ".about,.small,.why,.note,caption,body>footer,.numbers dt,table{font-size:8.5pt}"       \
    "td.why{font-size:8pt}th,td{padding:2pt 7pt 2pt 0}.numbers b{font-size:20pt}"           \
    "li{margin-bottom:2pt}.numbers{gap:8pt}figcaption{margin:6pt 0 2pt}"                    \
    ".page{break-before:page}main>section:first-of-type{break-before:auto}"                 \
    ".page>h2{border:0;padding:0;margin-top:0}"                                             \
    ".two{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}"                               \
    "tr,.numbers,.stop,li{break-inside:avoid}thead{display:table-header-group}"             \
    ".scroll{overflow:visible;margin-bottom:8pt}figure svg{min-width:0;max-width:100%}"     \
    ".stop,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}"                  \
    ".stop{padding:8pt 10pt;margin:6pt 0}.stop h2,.stop h3{font-size:15pt}"                 \
    ".stop p{font-size:11pt}.fits p,.fits ul,.fits .scroll{margin-bottom:3pt}"              \
    ".fits{line-height:1.25}.fits h3{margin-top:5pt}.fits figcaption{margin-top:4pt}"       \
    "a{color:inherit;text-decoration:none}}\n"

void paper_style(FILE *out)
{
    static const char *const parts[] = {COLOURS, CHARTS_IN_THE_DARK, WORDS, BLOCKS, PAPER};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        (void)fputs(parts[i], out);
}
