/** A page that draws cards in the bubbles of a chat, with the open adaptivecards renderer and a Teams-like host config. */
import { hostConfigOf, PALETTES, type Theme } from './host-config.ts';
import type { GalleryState } from './states.ts';
import { forView } from './target-width.ts';

export type Width = 'desktop' | 'phone';

export const WIDTHS: readonly Width[] = ['desktop', 'phone'];

const BUBBLE = { desktop: 600, phone: 320 } as const;

/** @param script where the renderer stands, relative to the page. */
export function galleryPage(states: readonly GalleryState[], theme: Theme, width: Width, script: string): string {
  const view = width === 'desktop' ? 'standard' : 'narrow';
  const cards = states.map(({ id, content }) => ({
    id,
    card: 'card' in content ? forView(content.card, view) : undefined,
  }));
  return `<!doctype html>
<html lang="en" data-theme="${theme}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Gallery: ${theme}, ${width}</title>
<style>${styles(theme, width)}</style>
<h1>Gallery: ${theme}, ${width} (${BUBBLE[width]} px)</h1>
<p>The open renderer knows no ProgressBar and no Badge: what is drawn here is their fallback, as many clients show it.</p>
<main>${states.map(figure).join('\n')}</main>
<script src="${script}"></script>
<script>const CONFIG = ${embed(hostConfigOf(theme))}; const CARDS = ${embed(cards)};
${DRAW}</script>
</html>
`;
}

function figure({ id, title, content }: GalleryState): string {
  const text = 'text' in content ? `<p class="said">${escapeHtml(content.text)}</p>` : '';
  return `<figure id="${id}"><figcaption>${escapeHtml(title)}</figcaption><div class="bubble">${text}</div></figure>`;
}

/** Draws every card and keeps what went wrong in `window.FAULTS`. Our texts hold no Markdown but escaped characters. */
const DRAW = `
window.FAULTS = [];
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  const span = document.createElement('span');
  span.textContent = text.replace(/\\\\([\\\\\\[\\]*_\`~|])/g, '$1');
  result.outputHtml = span.innerHTML;
  result.didProcess = true;
};
for (const { id, card } of CARDS) {
  if (!card) continue;
  const drawn = new AdaptiveCards.AdaptiveCard();
  drawn.hostConfig = new AdaptiveCards.HostConfig(CONFIG);
  const context = new AdaptiveCards.SerializationContext();
  drawn.parse(card, context);
  const known = (event) => event.event !== 'UnknownElementType' && !/Unknown element type/.test(event.message);
  for (let i = 0; i < context.eventCount; i += 1) {
    const event = context.getEventAt(i);
    if (known(event)) window.FAULTS.push(id + ': ' + event.message);
  }
  for (const event of drawn.validateProperties().validationEvents) window.FAULTS.push(id + ': ' + event.message);
  document.querySelector('#' + CSS.escape(id) + ' .bubble').append(drawn.render());
}
for (const bubble of document.querySelectorAll('.bubble')) {
  const clipped = [...bubble.querySelectorAll('*')].find((one) => one.getBoundingClientRect().right > bubble.getBoundingClientRect().right + 1);
  if (clipped) window.FAULTS.push(bubble.parentElement.id + ': wider than its bubble: ' + clipped.textContent.slice(0, 40));
}
window.DRAWN = true;`;

function styles(theme: Theme, width: Width): string {
  const p = PALETTES[theme];
  const isContrast = theme === 'contrast';
  return `
body { margin: 24px; background: ${p.page}; color: ${p.text}; font: 14px 'Segoe UI', system-ui, sans-serif; }
h1 { font-size: 18px; margin: 0 0 4px; } body > p { color: ${p.subtle}; margin: 0 0 24px; }
main { display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start; }
figure { margin: 0; width: ${BUBBLE[width]}px; } figcaption { color: ${p.subtle}; font-size: 12px; margin: 0 0 6px; }
.bubble { background: ${p.bubble}; border: 1px solid ${p.border}; border-radius: 8px; overflow: hidden; }
.said { margin: 0; padding: 12px 16px; }
.ac-adaptiveCard { outline: none; }
.ac-actionSet { flex-wrap: wrap; gap: 8px; overflow: visible !important; } .ac-actionSet > :not(button) { display: none; }
.ac-pushButton { font: 600 14px 'Segoe UI', sans-serif; min-height: 32px; padding: 5px 12px; border-radius: 4px; cursor: pointer;
  background: ${p.button}; color: ${p.text}; border: 1px solid ${p.border}; max-width: 100%; white-space: normal; overflow-wrap: anywhere; text-align: center; }
.ac-pushButton.style-positive { background: ${p.primary}; color: ${p.onPrimary}; border-color: ${p.primary}; }
.ac-pushButton.style-destructive { color: ${p.attention}; }
.ac-pushButton.expandable::after { content: ' \\25BE'; }
.ac-input { box-sizing: border-box; width: 100%; font: 14px 'Segoe UI', sans-serif; padding: 6px 10px; border-radius: 4px;
  color: ${p.text}; background: ${isContrast ? p.bubble : p.boxes.emphasis}; border: 1px solid ${p.border}; color-scheme: ${theme === 'light' ? 'light' : 'dark'}; }
.ac-input::placeholder { color: ${p.subtle}; opacity: 1; }
.ac-input-container label, .ac-input-container > div:first-child { margin-bottom: 4px; }
.ac-container[style*="background-color"], .ac-columnSet > .ac-container { border-radius: 6px; }
${isContrast ? '.ac-container[style*="background-color"] { outline: 1px solid #fff; }' : ''}
.ac-horizontal-separator { opacity: ${isContrast ? 1 : 0.6}; }
`;
}

/** JSON inside a script element. */
function embed(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
