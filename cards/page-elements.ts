/**
 * The elements of a card as HTML, for a page that somebody opens in a browser: the words, fields and links of a question
 * are written once, for the chat and for the page. What a page cannot do without a script is left out.
 */
import { unmarked } from './text.ts';

type Piece = Readonly<Record<string, unknown>>;

/** How the fields of a form are drawn. */
export interface FormHtml {
  /** Tells the fields of several forms on one page apart; their names stay what a press would send. */
  readonly prefix: string;
  /** What was typed into a form that could not be taken, by the names of its fields. */
  readonly typed?: Readonly<Record<string, string>>;
  /** Names of the fields that are at fault; what is wrong stands in the element with the id `<prefix>-fault`. */
  readonly faulty?: ReadonlySet<string>;
}

export function elementsHtml(elements: unknown, form: FormHtml): string {
  return listOf(elements)
    .map((element) => elementHtml(element, form))
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

function elementHtml(element: Piece, form: FormHtml): string {
  switch (element['type']) {
    case 'TextBlock':
      return paragraph(element);
    case 'RichTextBlock':
      return `<span class="mark">${listOf(element['inlines'])
        .map((run) => escapeHtml(wordOf(run, 'text')))
        .join('')}</span>`;
    case 'Container':
      return `<div class="box ${styleOf(element)}">${elementsHtml(element['items'], form)}</div>`;
    case 'ColumnSet':
      return `<div class="row">${elementsHtml(element['columns'], form)}</div>`;
    case 'Column':
      return `<div class="${element['width'] === 'stretch' ? 'wide' : 'narrow'}">${elementsHtml(element['items'], form)}</div>`;
    case 'FactSet':
      return `<dl>${listOf(element['facts']).map(factHtml).join('')}</dl>`;
    case 'ActionSet':
      return linksHtml(element['actions']);
    default:
      return inputHtml(element, form);
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

function inputHtml(element: Piece, form: FormHtml): string {
  const field = fieldHtml(element, form);
  if (field === '' || element['isVisible'] !== false) return field;
  const isOpen = form.faulty?.has(wordOf(element, 'id')) || form.typed?.[wordOf(element, 'id')];
  return `<details${isOpen ? ' open' : ''}><summary>${escapeHtml(wordOf(element, 'label'))}</summary>${field}</details>`;
}

/** What the kinds of fields have in common. */
interface Field {
  readonly element: Piece;
  readonly id: string;
  readonly name: string;
  /** As it is drawn now, not yet escaped. */
  readonly value: string;
  /** `aria-…` of a field at fault, with a space before it. */
  readonly marks: string;
}

function fieldHtml(element: Piece, { prefix, typed, faulty }: FormHtml): string {
  const name = escapeHtml(wordOf(element, 'id'));
  const id = `${prefix}-${name}`;
  const marks = faulty?.has(name) ? ` aria-invalid="true" aria-describedby="${prefix}-fault"` : '';
  const given = element['value'];
  const own = typeof given === 'number' ? String(given) : wordOf(element, 'value');
  const field = { element, id, name, value: typed === undefined ? own : (typed[name] ?? ''), marks };
  switch (element['type']) {
    case 'Input.Text':
      return labelled(field, textField(field));
    case 'Input.Number':
      return labelled(field, inputOf(field, 'number', ' inputmode="numeric" min="0"'));
    case 'Input.Date':
      return labelled(field, inputOf(field, 'date'));
    case 'Input.Time':
      return labelled(field, inputOf(field, 'time'));
    case 'Input.Toggle':
      return toggle(field);
    case 'Input.ChoiceSet':
      return element['style'] === 'expanded' ? radios(field) : select(field);
    default:
      return '';
  }
}

function labelled({ element, id }: Field, field: string): string {
  return `<label for="${id}">${textHtml(wordOf(element, 'label'))}</label>${field}`;
}

function inputOf({ id, name, value, marks }: Field, type: string, more = ''): string {
  return `<input type="${type}"${more} id="${id}" name="${name}"${marks} value="${escapeHtml(value)}">`;
}

function textField(field: Field): string {
  const { element, id, name, value, marks } = field;
  const { maxLength } = element;
  const limit = typeof maxLength === 'number' ? ` maxlength="${maxLength}"` : '';
  const hint = wordOf(element, 'placeholder');
  const more = `${limit}${hint === '' ? '' : ` placeholder="${escapeHtml(unmarked(hint))}"`}`;
  if (element['isMultiline'] !== true) return inputOf(field, 'text', ` autocomplete="off"${more}`);
  // The first line break of a text area is not part of it.
  return `<textarea rows="4" id="${id}" name="${name}"${more}${marks}>\n${escapeHtml(value)}</textarea>`;
}

function toggle({ element, id, name, value, marks }: Field): string {
  const on = wordOf(element, 'valueOn');
  const box = `<input type="checkbox" id="${id}" name="${name}" value="${escapeHtml(on)}"${value === on ? ' checked' : ''}${marks}>`;
  return `<label class="choice" for="${id}">${box}<span>${textHtml(wordOf(element, 'title'))}</span></label>`;
}

function radios({ element, id, name, value, marks }: Field): string {
  const choices = listOf(element['choices']).map((choice, index) => {
    const one = wordOf(choice, 'value');
    const isOn = value === one ? ' checked' : '';
    const box = `<input type="radio" id="${id}-${index}" name="${name}" value="${escapeHtml(one)}"${isOn}>`;
    return `<label class="choice" for="${id}-${index}">${box}<span>${textHtml(wordOf(choice, 'title'))}</span></label>`;
  });
  return `<fieldset role="radiogroup"${marks}><legend>${textHtml(wordOf(element, 'label'))}</legend>${choices.join('')}</fieldset>`;
}

function select(field: Field): string {
  const { element, id, name, value, marks } = field;
  const options = listOf(element['choices']).map((choice) => {
    const one = wordOf(choice, 'value');
    const isOn = value === one ? ' selected' : '';
    return `<option value="${escapeHtml(one)}"${isOn}>${textHtml(wordOf(choice, 'title'))}</option>`;
  });
  const empty = `<option value="">${escapeHtml(unmarked(wordOf(element, 'placeholder')))}</option>`;
  return labelled(field, `<select id="${id}" name="${name}"${marks}>${empty}${options.join('')}</select>`);
}

function listOf(value: unknown): readonly Piece[] {
  return Array.isArray(value) ? (value as readonly Piece[]) : [];
}

function wordOf(piece: Piece, field: string): string {
  const value = piece[field];
  return typeof value === 'string' ? value : '';
}
