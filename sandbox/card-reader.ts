/** Reads an Adaptive Card as a person sees it in a plain client: newer elements by their fallback, hidden ones not at all. */

/** A piece of a card's JSON. */
export type Piece = Readonly<Record<string, unknown>>;

export interface Button {
  readonly title: string;
  readonly type: string;
  readonly piece: Piece;
}

export interface Input {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly isRequired: boolean;
  /** What stands in it before anybody typed. */
  readonly value: string | undefined;
  /** Of a choice: title by value. */
  readonly choices: ReadonlyMap<string, string>;
  readonly errorMessage: string | undefined;
}

/** What version 1.5 of the schema has; a plain client knows no other element. */
const KNOWN = new Set([
  'AdaptiveCard',
  'ActionSet',
  'Column',
  'ColumnSet',
  'Container',
  'FactSet',
  'Image',
  'ImageSet',
  'Input.ChoiceSet',
  'Input.Date',
  'Input.Number',
  'Input.Text',
  'Input.Time',
  'Input.Toggle',
  'Media',
  'RichTextBlock',
  'Table',
  'TableCell',
  'TableRow',
  'TextBlock',
  'TextRun',
  'Action.Execute',
  'Action.OpenUrl',
  'Action.ShowCard',
  'Action.Submit',
  'Action.ToggleVisibility',
]);
/** Where a piece keeps other pieces. */
const CHILDREN = ['body', 'items', 'columns', 'rows', 'cells', 'inlines', 'facts', 'images', 'actions', 'card'];
const WORDS = ['text', 'title', 'value', 'label', 'altText', 'placeholder'];

/** Every word that stands on the card, in reading order, one line for each element. */
export function textOf(card: unknown): string {
  const lines: string[] = [];
  walk(card, (piece) => {
    const isInput = stringOf(piece, 'type')?.startsWith('Input.') ?? false;
    const words = WORDS.filter((name) => !(isInput && name === 'placeholder')).flatMap((name) => {
      const word = piece[name];
      return typeof word === 'string' && word !== '' && !(isInput && name === 'value') ? [word] : [];
    });
    if (isInput) words.push(...choicesOf(piece).values());
    if (words.length > 0) lines.push(words.join(' '));
  });
  return lines.join('\n');
}

/** Every button that can be pressed now, those behind *show* buttons included, in reading order. */
export function buttonsOf(card: unknown): readonly Button[] {
  const buttons: Button[] = [];
  walk(card, (piece) => {
    const type = stringOf(piece, 'type');
    if (type?.startsWith('Action.') && piece['isEnabled'] !== false) {
      buttons.push({ title: stringOf(piece, 'title') ?? '', type, piece });
    }
    const select = piece['selectAction'];
    if (isPiece(select)) {
      buttons.push({ title: stringOf(select, 'title') ?? '', type: stringOf(select, 'type') ?? '', piece: select });
    }
  });
  return buttons;
}

/**
 * The inputs whose values a button sends: those of its own card and of the cards around it, not those behind other
 * *show* buttons. Without a button: all.
 */
export function inputsOf(card: unknown, button?: Button): readonly Input[] {
  const inputs: Input[] = [];
  const isAside = (piece: Piece) =>
    button !== undefined && piece['type'] === 'Action.ShowCard' && !holds(piece['card'], button.piece);
  walk(
    card,
    (piece) => {
      const type = stringOf(piece, 'type');
      const id = stringOf(piece, 'id');
      if (type?.startsWith('Input.') && id) inputs.push(inputOf(piece, type, id));
    },
    isAside,
  );
  return inputs;
}

/** Shows what a toggle hides and hides what it shows. `card` is changed in place: it is the client's own copy. */
export function toggle(card: unknown, button: Button): void {
  const targets = Array.isArray(button.piece['targetElements']) ? button.piece['targetElements'] : [];
  for (const target of targets) {
    const id: unknown = isPiece(target) ? target['elementId'] : target;
    const wanted = isPiece(target) ? target['isVisible'] : undefined;
    everyPiece(card, (piece) => {
      if (piece['id'] === id) Object.assign(piece, { isVisible: wanted ?? piece['isVisible'] === false });
    });
  }
}

function inputOf(piece: Piece, type: string, id: string): Input {
  return {
    id,
    type,
    label: stringOf(piece, 'label') ?? stringOf(piece, 'title') ?? stringOf(piece, 'placeholder') ?? id,
    isRequired: piece['isRequired'] === true,
    value: initialValue(piece, type),
    choices: choicesOf(piece),
    errorMessage: stringOf(piece, 'errorMessage'),
  };
}

function holds(piece: unknown, wanted: Piece): boolean {
  let isFound = false;
  everyPiece(piece, (one) => {
    if (one === wanted) isFound = true;
  });
  return isFound;
}

function everyPiece(value: unknown, visit: (piece: Piece) => void): void {
  if (Array.isArray(value)) for (const one of value) everyPiece(one, visit);
  else if (isPiece(value)) {
    visit(value);
    for (const one of Object.values(value)) everyPiece(one, visit);
  }
}

/** True for what a JSON object is; narrows foreign JSON step by step. */
export function isPiece(value: unknown): value is Piece {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function stringOf(piece: Piece, name: string): string | undefined {
  const value = piece[name];
  return typeof value === 'string' ? value : undefined;
}

function initialValue(piece: Piece, type: string): string | undefined {
  const value = piece['value'];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return type === 'Input.Toggle' ? (stringOf(piece, 'valueOff') ?? 'false') : undefined;
}

function choicesOf(piece: Piece): ReadonlyMap<string, string> {
  const choices = Array.isArray(piece['choices']) ? piece['choices'].filter(isPiece) : [];
  return new Map(choices.map((one) => [stringOf(one, 'value') ?? '', stringOf(one, 'title') ?? '']));
}

function walk(piece: unknown, visit: (piece: Piece) => void, isAside: (piece: Piece) => boolean = () => false): void {
  if (Array.isArray(piece)) {
    for (const one of piece) walk(one, visit, isAside);
    return;
  }
  if (typeof piece === 'string') {
    visit({ text: piece });
    return;
  }
  if (!isPiece(piece) || piece['isVisible'] === false) return;
  const type = stringOf(piece, 'type');
  // Facts, table rows and columns may leave their type out.
  if (type !== undefined && !KNOWN.has(type)) {
    if (isPiece(piece['fallback'])) walk(piece['fallback'], visit, isAside);
    return;
  }
  visit(piece);
  if (isAside(piece)) return;
  for (const name of CHILDREN) walk(piece[name] ?? [], visit, isAside);
}
