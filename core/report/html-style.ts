/**
 * The style sheet of the reports. Colours are variables: those of VS Code where it supplies them, else our own, light or
 * dark as the reader's system is.
 */
export const htmlStyle = `
:root{color-scheme:light dark;--ink:#1f2328;--quiet:#59636e;--ground:#fff;--raised:#f6f8fa;--line:#d1d9e0;--link:#0550ae;--met:#1a7f37;--partly:#9a6700;--missing:#cf222e;--unseen:#59636e;--attested:#0550ae}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--quiet:#9198a1;--ground:#0d1117;--raised:#161b22;--line:#3d444d;--link:#58a6ff;--met:#3fb950;--partly:#d29922;--missing:#f85149;--unseen:#9198a1;--attested:#58a6ff}}
body[data-vscode-theme-kind]{--ink:var(--vscode-foreground);--quiet:var(--vscode-descriptionForeground);--ground:var(--vscode-editor-background);--raised:var(--vscode-editorWidget-background);--line:var(--vscode-widget-border,var(--vscode-contrastBorder,currentColor));--link:var(--vscode-textLink-foreground);--met:var(--vscode-charts-green);--partly:var(--vscode-charts-yellow);--missing:var(--vscode-charts-red);--unseen:var(--vscode-descriptionForeground);--attested:var(--vscode-charts-blue)}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:72rem;font:15px/1.5 var(--vscode-font-family,system-ui,sans-serif);color:var(--ink);background:var(--ground)}
body[data-vscode-theme-kind]{font-size:var(--vscode-font-size,13px)}
h1{font-size:1.7em;margin:0 0 .25rem}
h2{font-size:1.25em;margin:2rem 0 .75rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{font-size:1em;margin:0;display:inline}
p{margin:.25rem 0}
a{color:var(--link)}
body[data-vscode-theme-kind^=vscode-high-contrast] a{text-decoration:underline}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--link);outline-offset:2px}
code{color:inherit;background:none;font-family:var(--vscode-editor-font-family,ui-monospace,monospace);font-size:.9em;overflow-wrap:anywhere}
.quiet{color:var(--quiet)}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;padding:.5rem;background:var(--ground);border:1px solid var(--line)}
.overview{display:flex;flex-wrap:wrap;gap:2rem;align-items:center}
svg{max-width:100%;height:auto}
svg text{fill:var(--ink);font:14px var(--vscode-font-family,system-ui,sans-serif)}
svg .met{fill:var(--met)}svg .partly{fill:var(--partly)}svg .missing{fill:var(--missing)}svg .unseen{fill:none;stroke:var(--unseen);stroke-width:2;stroke-dasharray:3 3}svg .attested{fill:none;stroke:var(--attested);stroke-width:3}
svg .sign{fill:none;stroke:var(--ground);stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}svg .word{stroke:var(--attested)}
table{border-collapse:collapse;width:100%}
caption{text-align:left;color:var(--quiet);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
thead th{background:var(--raised)}
td.number{text-align:right;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
.steps li{margin:.5rem 0}
.items{list-style:none;margin:0;padding:0}
.items>li{padding:.6rem .75rem;margin:.5rem 0;border:1px solid var(--line);border-left-width:4px;border-radius:4px;background:var(--raised)}
.items>li.met{border-left-color:var(--met)}.items>li.partly{border-left-color:var(--partly)}.items>li.missing{border-left-color:var(--missing)}.items>li.unseen{border-left-color:var(--unseen)}.items>li.attested{border-left-color:var(--attested)}
.status{font-weight:600;margin-left:.5rem}
.status.met{color:var(--met)}.status.partly{color:var(--partly)}.status.missing{color:var(--missing)}.status.unseen{color:var(--unseen)}.status.attested{color:var(--attested)}
.status.error{color:var(--missing)}.status.warning{color:var(--partly)}.status.info{color:var(--attested)}.status.hint{color:var(--unseen)}
.items>li.error{border-left-color:var(--missing)}.items>li.warning{border-left-color:var(--partly)}.items>li.info{border-left-color:var(--attested)}.items>li.hint{border-left-color:var(--unseen)}
pre{margin:.35rem 0;padding:.35rem .6rem;overflow-x:auto;border:1px solid var(--line);border-radius:4px;background:var(--ground)}
pre code{overflow-wrap:normal}
.bad{color:var(--missing);font-weight:600}
details{margin:.25rem 0}
details ul{margin:.25rem 0;padding-left:1.25rem}
summary{cursor:pointer}
@media print{body{max-width:none}.items>li{break-inside:avoid}}
`;

/** What the policy of the page allows as its style, and nothing else; a test holds it against the text above. */
export const htmlStyleHash = 'sha256-xPnbj4RjQcCniVmMr4he6Wn7RGO4DrXnYLO/m+II2kE=';
