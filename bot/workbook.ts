/** The first sheet of an Excel workbook (Office Open XML): values alone. A formula is a fault and is never calculated. */
import { unzipSync } from 'fflate';
import { Parser } from 'htmlparser2';
import type { Sheet, SheetFault, SheetRow } from '../loop/import-ports.ts';
import { isFilled, tidy } from './sheet-cells.ts';

/** Unpacked, of one part: a small file may unpack to any size. */
const MOST_PART_BYTES = 10 * 1024 * 1024;
const MOST_ROWS = 5_000;
const MOST_COLUMNS = 200;
const PARTS = /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[\w.-]+\.xml)$/u;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** Undefined for what is no workbook. */
export function readWorkbook(bytes: Uint8Array): Sheet | undefined {
  const parts = unpacked(bytes);
  const part = (name: string): string | undefined => {
    const found = parts?.[name];
    return found && new TextDecoder().decode(found);
  };
  const sheet = part(firstSheet(part('xl/workbook.xml') ?? '', part('xl/_rels/workbook.xml.rels') ?? ''));
  return sheet === undefined ? undefined : readCells(sheet, sharedTexts(part('xl/sharedStrings.xml') ?? ''));
}

function unpacked(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> | undefined {
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => PARTS.test(name) && originalSize <= MOST_PART_BYTES,
    });
  } catch (error) {
    // What fflate throws has a number of its own; anything else is a fault of ours.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

interface Reader {
  readonly onOpen: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly onText?: (text: string) => void;
  readonly onClose?: (name: string) => void;
}

/** Names come without the prefix of their namespace. No entity but the five of XML is known to the parser. */
function readXml(xml: string, { onOpen, onText, onClose }: Reader): void {
  const bare = (name: string): string => name.split(':').at(-1) ?? name;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => onOpen(bare(name), attributes),
      ontext: (text) => onText?.(text),
      onclosetag: (name) => onClose?.(bare(name)),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
}

function firstSheet(workbook: string, rels: string): string {
  let id: string | undefined;
  readXml(workbook, { onOpen: (name, attributes) => void (name === 'sheet' && (id ??= attributes['r:id'])) });
  let target = 'worksheets/sheet1.xml';
  readXml(rels, {
    onOpen(name, attributes) {
      if (name === 'Relationship' && attributes['Id'] === id) target = attributes['Target'] ?? target;
    },
  });
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

function sharedTexts(xml: string): readonly string[] {
  const texts: string[] = [];
  let text = '';
  let isIn = false;
  readXml(xml, {
    onOpen(name) {
      if (name === 'si') text = '';
      isIn = name === 't';
    },
    onText: (part) => void (isIn && (text += part)),
    onClose(name) {
      if (name === 'si') texts.push(text);
      isIn = false;
    },
  });
  return texts;
}

interface Cell {
  readonly at: string;
  readonly type: string;
  value: string;
  hasFormula: boolean;
}

function readCells(xml: string, shared: readonly string[]): Sheet {
  const rows = new Map<number, string[]>();
  const faults: SheetFault[] = [];
  let cell: Cell | undefined;
  let within = '';
  readXml(xml, {
    onOpen(name, attributes) {
      within = name;
      if (name === 'c')
        cell = { at: attributes['r'] ?? '', type: attributes['t'] ?? 'n', value: '', hasFormula: false };
      if (name === 'f' && cell) cell.hasFormula = true;
      if (name === 'mergeCell') faults.push(...mergedIn(attributes['ref'] ?? ''));
    },
    onText: (text) => void (cell && (within === 'v' || within === 't') && (cell.value += text)),
    onClose(name) {
      within = '';
      if (name !== 'c' || cell === undefined) return;
      faults.push(...put(rows, cell, shared));
      cell = undefined;
    },
  });
  const numbered = [...rows].map(([number, cells]): SheetRow => ({
    number,
    cells: Array.from(cells, (text) => text ?? ''),
  }));
  return { rows: numbered.toSorted((one, other) => one.number - other.number).filter(isFilled), faults };
}

function put(rows: Map<number, string[]>, cell: Cell, shared: readonly string[]): readonly SheetFault[] {
  const place = placeOf(cell.at);
  if (place === undefined || place.row > MOST_ROWS || place.column > MOST_COLUMNS) return [];
  const cells = rows.get(place.row) ?? [];
  rows.set(place.row, cells);
  const value = cell.type === 's' ? (shared[Number(cell.value)] ?? '') : cell.value;
  cells[place.column - 1] = tidy(value);
  return cell.hasFormula ? [{ row: place.row, column: place.letters, fault: 'formula' }] : [];
}

/** Of merged cells the first alone has a value: the others would read as empty. */
function mergedIn(ref: string): readonly SheetFault[] {
  const place = placeOf(ref.split(':')[0] ?? '');
  return place ? [{ row: place.row, column: place.letters, fault: 'merged', params: { ref: ref.slice(0, 20) } }] : [];
}

function placeOf(at: string): { readonly row: number; readonly column: number; readonly letters: string } | undefined {
  const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/u.exec(at) ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  const column = letters.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(digits), column, letters };
}
