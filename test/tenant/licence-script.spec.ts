import assert from 'node:assert/strict';
import { words } from '../../cards/text.ts';
import { licenceScript, type ScriptUser } from '../../tenant/licence-script.ts';

const w = words('en');
const TENANT = '0b6c1a52-4e6d-4f0e-9a3c-1d2f5e8b7a01';

function scriptFor(name: string): string {
  const user: ScriptUser = {
    user: '1',
    name,
    login: 'a@contoso.com',
    order: { add: [{ skuId: 'new', disabledPlans: ['p1', 'p2'] }], remove: ['old'] },
  };
  return licenceScript(TENANT, [user], (key, params) => w.t(`licences.script.${key}`, params));
}

/** As PowerShell reads it: the texts between single quotes, and what stands outside of them. */
function parsed(script: string): { readonly texts: readonly string[]; readonly outside: string } {
  const isQuote = (letter: string | undefined): boolean =>
    letter !== undefined && /['\u2018\u2019\u201A\u201B]/u.test(letter);
  const texts: string[] = [];
  let outside = '';
  for (const line of script.split('\r\n')) {
    if (line.trimStart().startsWith('#')) continue;
    for (let i = 0; i < line.length; i++) {
      if (!isQuote(line[i])) {
        outside += line[i];
        continue;
      }
      let text = '';
      for (i += 1; i < line.length; i++) {
        if (!isQuote(line[i])) text += line[i];
        else if (isQuote(line[i + 1])) text += line[i++];
        else break;
      }
      assert.ok(i < line.length, `a quote is left open: ${line}`);
      texts.push(text);
    }
    outside += '\n';
  }
  return { texts, outside };
}

describe('the script of a licence move', () => {
  for (const name of ["O'Brien", 'O’Brien', "'; Remove-MgUser -All; '", '$(Remove-Item x)', '`n"@', 'a‘b‚c‛d', "''"]) {
    it(`keeps the name ${name} a text`, () => {
      const { texts, outside } = parsed(scriptFor(name));
      assert.ok(texts.includes(name), texts.join(' | '));
      assert.equal(outside, parsed(scriptFor('plain')).outside);
    });
  }

  it('keeps a name with line ends on one line', () => {
    assert.ok(parsed(scriptFor('a\r\nRemove-MgUser')).texts.includes('a  Remove-MgUser'));
  });

  it('shows what it would do unless it is run with -Run, signs in to the one tenant, and stops in another', () => {
    const script = scriptFor('Ada');
    assert.match(script, /\$isDryRun = -not \$Run -or \$WhatIfPreference/);
    assert.match(script, new RegExp(`\\$tenantId = '${TENANT}'`));
    assert.match(script, /TenantId -ne \$tenantId\) \{ throw /);
  });

  it('asks for the right to write only when it writes', () => {
    assert.match(scriptFor('Ada'), /if \(-not \$isDryRun\) \{ \$scopes \+= 'LicenseAssignment\.ReadWrite\.All' \}/);
  });

  it('looks at the user first, and adds and removes in one call', () => {
    const script = scriptFor('Ada');
    assert.ok(script.indexOf('Get-MgUser ') < script.indexOf('Set-MgUserLicense '));
    assert.match(script, /Set-MgUserLicense -UserId \$user\.Id -AddLicenses \$add -RemoveLicenses \$remove /);
    assert.match(script, /Add = @\(@\{ SkuId = 'new'; DisabledPlans = @\('p1', 'p2'\) \}\); Remove = @\('old'\)/);
  });
});
