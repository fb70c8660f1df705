/** The whole history as one page of HTML that prints well: no script, no picture, nothing from elsewhere. */
import type { Instant } from '../changeover/changeover.ts';
import { historyEntries, type HistoryEntry, type Recorded } from './history-entries.ts';
import { customerName, partnerName, type TextOf } from './names.ts';
import { unmarked, words, type Words } from './text.ts';

/** For the page's own rule of what it may load: its style stands in it and nothing else does. */
export const HISTORY_STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 "Segoe UI", system-ui, sans-serif; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 .25rem; }
header p { margin: 0 0 .25rem; opacity: .75; }
ol { list-style: none; margin: 1.5rem 0; padding: 0; }
li { border-top: 1px solid #8884; padding: .6rem 0; break-inside: avoid; }
li p { margin: 0; }
.by { font-size: .85rem; opacity: .75; }
.evidence { padding-left: 1rem; border-left: 3px solid #8886; }
footer { border-top: 1px solid #8884; padding-top: .6rem; font-size: .85rem; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } :root { font-size: 11px; color-scheme: light; } }
`;

export function historyPage(recorded: Recorded, now: Instant): string {
  const { changeover, reader, head, rows, texts } = recorded;
  const w = words(reader.locale);
  const text: TextOf = (ref) => texts.find((one) => one.id === ref?.id)?.body;
  const title = w.t('history.pageTitle', {
    customer: customerName(changeover, text),
    partner: partnerName(changeover, text),
  });
  const asOf = w.t('history.pageAsOf', { at: w.dateTime(now, reader.zone), count: rows.length });
  return `<!doctype html>
<html lang="${w.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(title)}</title>
<style>${HISTORY_STYLE}</style>
</head>
<body>
<header>
<h1>${html(title)}</h1>
<p>${html(changeover.customer.domain)}</p>
<p>${html(asOf)}</p>
</header>
<main>
<ol reversed>
${historyEntries(recorded)
  .map((entry) => itemOf(w, entry))
  .join('\n')}
</ol>
</main>
<footer>
<p>${html(w.t('history.pageHead', { head }))}</p>
</footer>
</body>
</html>
`;
}

function itemOf(w: Words, { version, at, who, door, lines, evidence }: HistoryEntry): string {
  return [
    `<li value="${version}">`,
    `<p class="by">${html(`${version} · ${w.t('history.by', { at, who, door })}`)}</p>`,
    ...lines.map((line) => `<p>${html(line)}</p>`),
    ...evidence.map((one) => `<p class="evidence">${html(one)}</p>`),
    '</li>',
  ].join('\n');
}

/** Text for HTML, without the marks that keep it harmless in a card. */
function html(text: string): string {
  return unmarked(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
