/** Small Excel workbooks for tests, as the format has them. */
import { zipSync } from 'fflate';

/** A text, a number, or a formula with the value that it last had. */
export type TestCell = string | number | { readonly formula: string; readonly value: number };

export function workbook(rows: readonly (readonly TestCell[])[], merged: readonly string[] = []): Uint8Array {
  const shared: string[] = [];
  const data = rows.map((row, r) => {
    const cells = row.map((cell, c) => cellXml(`${String.fromCharCode(65 + c)}${r + 1}`, cell, shared));
    return `<row r="${r + 1}">${cells.join('')}</row>`;
  });
  const merges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const sheet = `<worksheet xmlns="x"><sheetData>${data.join('')}</sheetData>${merges && `<mergeCells>${merges}</mergeCells>`}</worksheet>`;
  return zipped({
    'xl/workbook.xml': '<workbook><sheets><sheet name="S" sheetId="1" r:id="rId7"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="theme.xml"/><Relationship Id="rId7" Target="worksheets/first.xml"/></Relationships>',
    'xl/sharedStrings.xml': `<sst>${shared.map((text) => `<si><r><t>${text.slice(0, 2)}</t></r><r><t>${text.slice(2)}</t></r></si>`).join('')}</sst>`,
    'xl/worksheets/first.xml': sheet,
  });
}

export function zipped(parts: Readonly<Record<string, string>>): Uint8Array {
  const encoder = new TextEncoder();
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, encoder.encode(text)])));
}

function cellXml(at: string, cell: TestCell, shared: string[]): string {
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'object') return `<c r="${at}"><f>${cell.formula}</f><v>${cell.value}</v></c>`;
  const escaped = cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  if (cell.length < 3 || escaped !== cell) return `<c r="${at}" t="inlineStr"><is><t>${escaped}</t></is></c>`;
  shared.push(cell);
  return `<c r="${at}" t="s"><v>${shared.length - 1}</v></c>`;
}
