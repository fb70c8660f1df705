import assert from 'node:assert/strict';
import { parseEmail, parsePhone } from '../../changeover/contact-inputs.ts';

describe('an e-mail address, as people type it', () => {
  it('is taken out of what it is pasted with, its domain in lower case and ASCII', () => {
    for (const [typed, read] of [
      ['ana@contoso.com', 'ana@contoso.com'],
      ['  Ana.Lima@Contoso.COM ', 'Ana.Lima@contoso.com'],
      ['mailto:ana@contoso.com', 'ana@contoso.com'],
      ['Ana Lima <ana+it@contoso.co.uk>', 'ana+it@contoso.co.uk'],
      ['ana@münchen.example', 'ana@xn--mnchen-3ya.example'],
      ['ana@www.contoso.com', 'ana@www.contoso.com'],
    ] as const)
      assert.deepEqual(parseEmail(typed), { ok: true, value: read }, typed);
  });

  it('is refused where it is none, or more than one', () => {
    for (const typed of [
      '',
      'ana',
      'ana@',
      '@contoso.com',
      'ana@contoso',
      'ana contoso.com',
      'ana@contoso.com, ben@contoso.com',
      'ana@con toso.com',
      'ana@contoso.com/x',
      '.ana@contoso.com',
      'a..na@contoso.com',
      `${'a'.repeat(65)}@contoso.com`,
      'ana\n@contoso.com',
    ]) {
      const read = parseEmail(typed, { field: 'contactEmail' });
      assert.ok(!read.ok, typed);
      assert.deepEqual([read.refusal.code, read.refusal.field], ['emailUnreadable', 'contactEmail'], typed);
    }
  });

  it('of the customer itself is nobody outside', () => {
    const read = parseEmail('Ana@CONTOSO.com', { customers: 'contoso.com' });
    assert.ok(!read.ok);
    assert.deepEqual([read.refusal.code, read.refusal.params], ['emailIsCustomers', { domain: 'contoso.com' }]);
    assert.ok(parseEmail('ana@it.contoso.com', { customers: 'contoso.com' }).ok);
  });
});

describe('a telephone number, as people type it', () => {
  it('stays as it was typed, in ASCII digits', () => {
    for (const [typed, read] of [
      ['+31 20 123 4567', '+31 20 123 4567'],
      [' (020)  123-4567 ', '(020) 123-4567'],
      ['+44 20 7946 0000 ext. 12', '+44 20 7946 0000 ext. 12'],
      ['٠٢٠ ١٢٣٤', '020 1234'],
    ] as const)
      assert.deepEqual(parsePhone(typed), { ok: true, value: read }, typed);
  });

  it('is refused where it is none', () => {
    for (const typed of ['call me', '1234', '+', '020 123 4567 or 8', '1'.repeat(18), '+31 <b>20</b> 12345'])
      assert.equal(parsePhone(typed).ok, false, typed);
  });
});
