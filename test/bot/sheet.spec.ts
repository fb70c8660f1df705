import assert from 'node:assert/strict';
import { MOST_FILE_BYTES, readSheet, readTable } from '../../bot/sheet.ts';
import { workbook, zipped } from '../support/workbook.ts';

const cellsOf = (bytes: Uint8Array): readonly (readonly string[])[] => readSheet(bytes).rows.map(({ cells }) => cells);
const faultOf = (bytes: Uint8Array): string | undefined => readSheet(bytes).faults[0]?.fault;
const TABLE = [
  ['name', 'price'],
  ['Bäckerei Müller', '12,50'],
];

describe('a table in a file', () => {
  const utf16 = Buffer.from('name;price\r\nBäckerei Müller;12,50\r\n', 'utf16le');
  const encodings: readonly (readonly [string, Uint8Array])[] = [
    ['UTF-8', Buffer.from('name;price\nBäckerei Müller;12,50')],
    ['UTF-8 with its mark', Buffer.from('\uFEFFname;price\nBäckerei Müller;12,50\n')],
    ['Windows-1252', Buffer.from('name;price\nBäckerei Müller;12,50', 'latin1')],
    ['UTF-16 with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['UTF-16 the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
    ['UTF-16 without a mark', utf16],
  ];
  for (const [name, bytes] of encodings) it(`is read in ${name}`, () => assert.deepEqual(cellsOf(bytes), TABLE));

  for (const separator of [',', ';', '\t', '|']) {
    it(`is read with ${JSON.stringify(separator)} between its cells, also inside quotes`, () => {
      const text = `"a${separator}b"${separator}c${separator}d\r\n1${separator}"x ""y"""${separator}3`;
      assert.deepEqual(
        readTable(text).rows.map(({ cells }) => cells),
        [
          [`a${separator}b`, 'c', 'd'],
          ['1', 'x "y"', '3'],
        ],
      );
    });
  }

  it('keeps what begins like a formula as the text that it is', () => {
    assert.deepEqual(cellsOf(Buffer.from('a,b\n=1+1,@x\n+3,-4')), [
      ['a', 'b'],
      ['=1+1', '@x'],
      ['+3', '-4'],
    ]);
  });

  it('counts its rows as the spreadsheet does, empty ones too', () => {
    assert.deepEqual(
      readTable('a,b\n\n,\n1,2').rows.map(({ number }) => number),
      [1, 4],
    );
  });

  it('is refused with a reason when it is none', () => {
    assert.equal(faultOf(Buffer.from([0, 1, 2, 3, 0, 0, 0, 9])), 'unreadable');
    assert.equal(faultOf(zipped({ 'word/document.xml': '<x/>' })), 'unreadable');
    assert.equal(faultOf(Buffer.from('PK but no archive')), 'unreadable');
    assert.equal(faultOf(new Uint8Array(MOST_FILE_BYTES + 1)), 'tooLarge');
    assert.equal(faultOf(Buffer.from('a,b\n"open,2\n3,4')), 'quotes');
  });
});

describe('a workbook', () => {
  it('is read by its first sheet: shared, inline and plain values', () => {
    assert.deepEqual(
      cellsOf(
        workbook([
          ['name', 'price'],
          ['Bäckerei & <Söhne>', 12.5],
          ['é', 46_000],
        ]),
      ),
      [
        ['name', 'price'],
        ['Bäckerei & <Söhne>', '12.5'],
        ['é', '46000'],
      ],
    );
  });

  it('is not calculated: a formula is a fault with its cell', () => {
    const { faults } = readSheet(
      workbook([
        ['a', 'b'],
        ['x', { formula: 'HYPERLINK("http://x")', value: 3 }],
      ]),
    );
    assert.deepEqual(faults, [{ row: 2, column: 'B', fault: 'formula' }]);
  });

  it('with merged cells says which', () => {
    const { faults } = readSheet(
      workbook(
        [
          ['a', 'b'],
          ['x', 1],
        ],
        ['A2:A4'],
      ),
    );
    assert.deepEqual(faults, [{ row: 2, column: 'A', fault: 'merged', params: { ref: 'A2:A4' } }]);
  });

  it('keeps empty cells in their place', () => {
    const xml =
      '<worksheet><sheetData><row r="3"><c r="A3"><v>1</v></c><c r="D3"><v>4</v></c></row></sheetData></worksheet>';
    const sheet = readSheet(zipped({ 'xl/worksheets/sheet1.xml': xml }));
    assert.deepEqual(sheet.rows, [{ number: 3, cells: ['1', '', '', '4'] }]);
  });

  it('that unpacks to more than any table is not unpacked', () => {
    const huge = zipped({ 'xl/worksheets/sheet1.xml': ' '.repeat(11 * 1024 * 1024) });
    assert.equal(huge.length < MOST_FILE_BYTES, true);
    assert.equal(faultOf(huge), 'unreadable');
  });

  it('knows no entities of its own', () => {
    const xml =
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>';
    assert.deepEqual(cellsOf(zipped({ 'xl/worksheets/sheet1.xml': xml })), [['&e;']]);
  });
});
