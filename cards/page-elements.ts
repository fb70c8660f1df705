/**
 * The elements of a card as HTML, for a page that somebody opens in a browser: the words, fields and links of a question
 * are written once, for the chat and for the page. What a page cannot do without a script is left out.
 */
import { unmarked } from './text.ts';

type Piece = Readonly<Record<string, unknown>>;

/** @param prefix tells the fields of several forms on one page apart; their names stay what a press would send. */
export function elementsHtml(elements: unknown, prefix: string): string {
  return listOf(elements)
    .map((element) => elementHtml(element, prefix))
    .join('\n');
}

/** A text of a card for HTML: nothing in it is markup but what is bold in the catalogue. */
export function textHtml(text: string): string {
  const bold = escapeHtml(text).replace(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/gu, '<strong>$1</strong>');
  return unmarked(bold);
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function elementHtml(element: Piece, prefix: string): string {
  switch (element['type']) {
    case 'TextBlock':
      return paragraph(element);
    case 'RichTextBlock':
      return `<span class="mark">${listOf(element['inlines'])
        .map((run) => escapeHtml(wordOf(run, 'text')))
        .join('')}</span>`;
    case 'Container':
      return `<div class="box ${styleOf(element)}">${elementsHtml(element['items'], prefix)}</div>`;
    case 'ColumnSet':
      return `<div class="row">${elementsHtml(element['columns'], prefix)}</div>`;
    case 'Column':
      return `<div class="${element['width'] === 'stretch' ? 'wide' : 'narrow'}">${elementsHtml(element['items'], prefix)}</div>`;
    case 'FactSet':
      return `<dl>${listOf(element['facts']).map(factHtml).join('')}</dl>`;
    case 'ActionSet':
      return linksHtml(element['actions']);
    default:
      return inputHtml(element, prefix);
  }
}

function paragraph(element: Piece): string {
  const classes = [
    ...(element['weight'] === 'Bolder' ? ['bold'] : []),
    ...(element['isSubtle'] === true ? ['quiet'] : []),
    ...(element['color'] === 'Attention' ? ['attention'] : []),
  ];
  const mark = classes.length > 0 ? ` class="${classes.join(' ')}"` : '';
  return `<p${mark}>${textHtml(wordOf(element, 'text'))}</p>`;
}

const STYLES: ReadonlySet<unknown> = new Set(['emphasis', 'warning', 'attention', 'good', 'accent']);

function styleOf({ style }: Piece): string {
  return STYLES.has(style) ? String(style) : '';
}

function factHtml(fact: Piece): string {
  return `<div><dt>${textHtml(wordOf(fact, 'title'))}</dt><dd>${textHtml(wordOf(fact, 'value'))}</dd></div>`;
}

/** Addresses of the playbook; anything but https stays out. */
function linksHtml(actions: unknown): string {
  const links = listOf(actions).filter(
    (one) => one['type'] === 'Action.OpenUrl' && wordOf(one, 'url').startsWith('https://'),
  );
  if (links.length === 0) return '';
  const drawn = links.map(
    (one) =>
      `<a href="${escapeHtml(wordOf(one, 'url'))}" rel="noopener noreferrer" target="_blank">${escapeHtml(wordOf(one, 'title'))}</a>`,
  );
  return `<p class="links">${drawn.join(' ')}</p>`;
}

function inputHtml(element: Piece, prefix: string): string {
  const field = fieldHtml(element, prefix);
  if (field === '' || element['isVisible'] !== false) return field;
  return `<details><summary>${escapeHtml(wordOf(element, 'label'))}</summary>${field}</details>`;
}

function fieldHtml(element: Piece, prefix: string): string {
  const name = escapeHtml(wordOf(element, 'id'));
  const id = `${prefix}-${name}`;
  const given = element['value'];
  const value = escapeHtml(typeof given === 'number' ? String(given) : wordOf(element, 'value'));
  switch (element['type']) {
    case 'Input.Text':
      return labelled(element, id, textField(element, `id="${id}" name="${name}"`, value));
    case 'Input.Number':
      return labelled(
        element,
        id,
        `<input type="number" inputmode="numeric" min="0" id="${id}" name="${name}" value="${value}">`,
      );
    case 'Input.Date':
      return labelled(element, id, `<input type="date" id="${id}" name="${name}" value="${value}">`);
    case 'Input.Time':
      return labelled(element, id, `<input type="time" id="${id}" name="${name}" value="${value}">`);
    case 'Input.Toggle':
      return toggle(element, id, name);
    case 'Input.ChoiceSet':
      return element['style'] === 'expanded' ? radios(element, id, name) : select(element, id, name);
    default:
      return '';
  }
}

function labelled(element: Piece, id: string, field: string): string {
  return `<label for="${id}">${textHtml(wordOf(element, 'label'))}</label>${field}`;
}

function textField(element: Piece, attributes: string, value: string): string {
  const { maxLength } = element;
  const limit = typeof maxLength === 'number' ? ` maxlength="${maxLength}"` : '';
  const hint = wordOf(element, 'placeholder');
  const placeholder = hint === '' ? '' : ` placeholder="${escapeHtml(unmarked(hint))}"`;
  if (element['isMultiline'] === true)
    return `<textarea rows="4" ${attributes}${limit}${placeholder}>${value}</textarea>`;
  return `<input type="text" autocomplete="off" ${attributes}${limit}${placeholder} value="${value}">`;
}

function toggle(element: Piece, id: string, name: string): string {
  const on = wordOf(element, 'valueOn');
  const isOn = element['value'] === on ? ' checked' : '';
  const box = `<input type="checkbox" id="${id}" name="${name}" value="${escapeHtml(on)}"${isOn}>`;
  return `<label class="choice" for="${id}">${box}<span>${textHtml(wordOf(element, 'title'))}</span></label>`;
}

function radios(element: Piece, id: string, name: string): string {
  const choices = listOf(element['choices']).map((choice, index) => {
    const value = wordOf(choice, 'value');
    const isOn = element['value'] === value ? ' checked' : '';
    const box = `<input type="radio" id="${id}-${index}" name="${name}" value="${escapeHtml(value)}"${isOn}>`;
    return `<label class="choice" for="${id}-${index}">${box}<span>${textHtml(wordOf(choice, 'title'))}</span></label>`;
  });
  return `<fieldset><legend>${textHtml(wordOf(element, 'label'))}</legend>${choices.join('')}</fieldset>`;
}

function select(element: Piece, id: string, name: string): string {
  const options = listOf(element['choices']).map((choice) => {
    const value = wordOf(choice, 'value');
    const isOn = element['value'] === value ? ' selected' : '';
    return `<option value="${escapeHtml(value)}"${isOn}>${textHtml(wordOf(choice, 'title'))}</option>`;
  });
  const empty = `<option value="">${escapeHtml(unmarked(wordOf(element, 'placeholder')))}</option>`;
  return labelled(element, id, `<select id="${id}" name="${name}">${empty}${options.join('')}</select>`);
}

function listOf(value: unknown): readonly Piece[] {
  return Array.isArray(value) ? (value as readonly Piece[]) : [];
}

function wordOf(piece: Piece, field: string): string {
  const value = piece[field];
  return typeof value === 'string' ? value : '';
}
