/** The style of the customer's page: one column that fits a phone, light and dark as the reader's device is. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #242424; --quiet: #5c5c5c; --ground: #f5f5f5; --card: #fff; --line: #d6d6d6;
  --key: #4f52b2; --onkey: #fff; --warn: #fdf3e3; --alarm: #b10e1c; --good: #0e700e; }
@media (prefers-color-scheme: dark) { :root { --ink: #f0f0f0; --quiet: #b8b8b8; --ground: #1b1b1b; --card: #292929;
  --line: #474747; --key: #a4a7f5; --onkey: #1b1b3a; --warn: #3b2c14; --alarm: #ff8f95; --good: #7ccf7c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 "Segoe UI", system-ui, sans-serif;
  overflow-wrap: anywhere; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.15rem; line-height: 1.3; margin: 0 0 .25rem; }
p { margin: .4rem 0; }
section > :first-child, details > :first-child { margin-top: 0; }
section > :last-child { margin-bottom: 0; }
section { background: var(--card); border: solid 1px var(--line); border-radius: 10px; padding: 1rem; margin: 1rem 0; }
.bold { font-weight: 600; }
.quiet { color: var(--quiet); font-size: .92rem; }
.attention { color: var(--alarm); }
.said { border-left: solid 4px var(--good); }
.fault { border-left: solid 4px var(--alarm); }
.box.emphasis, .box.warning, .box.attention { border-radius: 8px; padding: .5rem .75rem; margin: .6rem 0; background: var(--ground); }
.box.warning, .box.attention { background: var(--warn); color: var(--ink); }
.row { display: flex; gap: .5rem; align-items: baseline; }
.row p { margin: .15rem 0; }
.narrow { flex: none; min-width: 1.4rem; }
.wide { flex: 1; min-width: 0; }
.mark { font-weight: 600; color: var(--key); }
dl { margin: .5rem 0; }
dl div { display: flex; flex-wrap: wrap; gap: 0 .75rem; }
dt { font-weight: 600; }
dd { margin: 0; }
progress { width: 100%; height: .6rem; accent-color: var(--key); }
ul { margin: .4rem 0; padding-left: 1.2rem; }
a { color: var(--key); }
.links a { display: inline-block; padding: .35rem 0; margin-right: 1rem; }
label, legend { display: block; font-weight: 600; margin: .9rem 0 .25rem; padding: 0; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.choice { display: flex; gap: .6rem; align-items: flex-start; font-weight: 400; padding: .4rem 0; margin: 0; }
.choice input { flex: none; width: 1.2rem; height: 1.2rem; margin: .15rem 0 0; accent-color: var(--key); }
input[type=text], input[type=number], input[type=date], input[type=time], select, textarea { width: 100%; font: inherit;
  color: inherit; background: var(--card); border: solid 1px var(--quiet); border-radius: 6px; padding: .55rem .6rem; }
.buttons { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: 1.1rem; }
button { font: inherit; font-weight: 600; min-height: 44px; padding: .5rem 1.1rem; border-radius: 6px; cursor: pointer;
  border: solid 1px var(--quiet); background: transparent; color: inherit; }
button.main { background: var(--key); border-color: var(--key); color: var(--onkey); }
:focus-visible { outline: solid 3px var(--key); outline-offset: 2px; }
::placeholder { color: var(--quiet); opacity: 1; }
[aria-invalid=true] { border-color: var(--alarm); outline: solid 1px var(--alarm); }
summary { cursor: pointer; padding: .3rem 0; font-weight: 600; }
summary h2 { display: inline; }
[role=alert]:focus { outline: none; }
pre { white-space: pre-wrap; font: inherit; background: var(--ground); border-radius: 8px; padding: .75rem; margin: .25rem 0; }
footer { color: var(--quiet); font-size: .88rem; }
@media print { :root { --ink: #000; --quiet: #444; --ground: #fff; --card: #fff; --line: #999; --key: #000; --alarm: #900; --warn: #fff; }
  main { max-width: none; padding: 0; } section { break-inside: avoid; }
  .buttons, .links, form label, form input, form select, form textarea, form fieldset { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; } }
`;
