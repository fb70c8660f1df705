import assert from 'node:assert/strict';
import { words } from '../../cards/text.ts';
import { licenceScript, type ScriptUser } from '../../tenant/licence-script.ts';
import { callsIn, tokensOf } from '../support/powershell.ts';

const w = words('en');
const TENANT = '0b6c1a52-4e6d-4f0e-9a3c-1d2f5e8b7a01';

function scriptFor(name: string, count = 1): string {
  const user: ScriptUser = {
    user: '1',
    name,
    login: 'a@contoso.com',
    order: { add: [{ skuId: 'new', disabledPlans: ['p1', 'p2'] }], remove: ['old'] },
  };
  const users = Array.from({ length: count }, () => user);
  return licenceScript(TENANT, users, (key, params) => w.t(`licences.script.${key}`, params)).replace('\uFEFF', '');
}

const textsIn = (script: string): readonly string[] =>
  tokensOf(script).flatMap(({ kind, value }) => (kind === 'text' ? [value] : []));
const aroundTexts = (script: string): string =>
  tokensOf(script)
    .filter(({ kind }) => kind !== 'text')
    .map(({ value }) => value)
    .join(' ');

/**
 * What Microsoft documents: learn.microsoft.com/powershell/module, microsoft.graph.* (v1.0, read 2026-11-22) and
 * microsoft.powershell.* (5.1). Only what the script may need.
 */
const DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  'Connect-MgGraph': ['Scopes', 'TenantId', 'ClientId', 'ContextScope', 'Environment', 'UseDeviceCode', 'NoWelcome'],
  'Get-MgContext': [],
  'Get-MgUser': ['UserId', 'Property', 'ExpandProperty'],
  'Set-MgUserLicense': ['UserId', 'AddLicenses', 'RemoveLicenses', 'BodyParameter', 'Headers', 'WhatIf', 'Confirm'],
  'Set-StrictMode': ['Version', 'Off'],
  'Join-Path': ['Path', 'ChildPath'],
  'Get-Location': [],
  'Get-Date': [],
  'Write-Progress': ['Activity', 'Status', 'PercentComplete', 'Completed'],
  'ForEach-Object': ['Process'],
  'Where-Object': ['FilterScript'],
  'Group-Object': ['Property', 'NoElement'],
  'Export-Csv': ['Path', 'NoTypeInformation', 'Encoding', 'Append', 'WhatIf'],
  'Format-Table': ['AutoSize', 'Wrap', 'Property'],
  'Out-Null': [],
  'Write-Host': ['Object'],
};

describe('the script of a licence move', () => {
  for (const name of [
    "O'Brien",
    'O’Brien',
    "'; Remove-MgUser -All; '",
    '$(Remove-Item x)',
    '`n"@',
    'a‘b‚c‛d',
    "''",
    '“Ada”',
    '#> # not a comment',
    '@( { [ ',
    'Ò Remove-MgUser',
  ]) {
    it(`keeps the name ${name} a text`, () => {
      const script = scriptFor(name);
      assert.deepEqual(callsIn(script), callsIn(scriptFor('plain')));
      assert.ok(textsIn(script).includes(name), textsIn(script).join(' | '));
      assert.equal(aroundTexts(script), aroundTexts(scriptFor('plain')));
    });
  }

  it('keeps a name with line ends and control characters on one line', () => {
    assert.ok(textsIn(scriptFor('a\r\nRemove-MgUser\u0000\u0085b')).includes('a  Remove-MgUser  b'));
  });

  it('begins with a mark, without which Windows PowerShell 5.1 would read half of an Ò as a closing quote', () => {
    const bytes = Buffer.from(
      licenceScript(TENANT, [], (key, params) => w.t(`licences.script.${key}`, { count: 0, ...params })),
    );
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    // The second byte of Ò, as Windows-1252 has it.
    assert.equal(new TextDecoder('windows-1252').decode(Buffer.from('Ò').subarray(1)), '\u2019');
  });

  it('calls nothing but documented cmdlets with documented parameters', () => {
    const calls = callsIn(scriptFor('Ada', 3));
    assert.ok(calls.length > 15);
    for (const { name, parameters, line } of calls) {
      assert.ok(DOCUMENTED[name], `line ${line}: ${name}`);
      assert.deepEqual(
        parameters.filter((one) => !DOCUMENTED[name]?.includes(one)),
        [],
        `line ${line}: ${name}`,
      );
    }
  });

  it('requires the modules that its cmdlets come from, in a version that has their parameters', () => {
    const [, requires = ''] = scriptFor('Ada').split('\r\n');
    for (const name of ['Authentication', 'Users', 'Users.Actions']) {
      assert.ok(requires.includes(`ModuleName = 'Microsoft.Graph.${name}'; ModuleVersion = '2.0.0'`), name);
    }
  });

  it('writes in one place alone, in one call for a user, and never in a dry run', () => {
    const script = scriptFor('Ada');
    const writes = callsIn(script).filter(({ name }) => /^(?:Set|Update|Remove|New|Add)-Mg/.test(name));
    assert.deepEqual(
      writes.map(({ name, parameters }) => [name, parameters]),
      [['Set-MgUserLicense', ['UserId', 'BodyParameter', 'Confirm']]],
    );
    assert.match(script, /\$body = @\{ AddLicenses = \$give; RemoveLicenses = \$take \}/);
    assert.match(script, /elseif \(\$isDryRun\) \{[^}]*\}\s+else \{[^}]*\}\s+Set-MgUserLicense/);
    assert.match(script, /\$isDryRun = -not \$Run -or \$WhatIfPreference/);
  });

  it('asks for the right to write only when it writes, for this sign-in alone', () => {
    const script = scriptFor('Ada');
    assert.match(script, /if \(-not \$isDryRun\) \{ \$scopes \+= 'LicenseAssignment\.ReadWrite\.All' \}/);
    assert.match(script, /Connect-MgGraph -TenantId \$tenantId -Scopes \$scopes -ContextScope Process -NoWelcome/);
  });

  it('signs in to the one tenant, and stops in another', () => {
    const script = scriptFor('Ada');
    assert.match(script, new RegExp(`\\$tenantId = '${TENANT}'`));
    assert.match(script, /TenantId -ne \$tenantId\) \{ throw /);
  });

  it('may be run again: it looks at each user first and leaves out what is done', () => {
    const script = scriptFor('Ada');
    assert.ok(script.indexOf('Get-MgUser ') < script.indexOf('Set-MgUserLicense '));
    assert.match(script, /\$give = @\(\$user\.Give \| Where-Object \{ \$has -notcontains \$_\.SkuId \}\)/);
    assert.match(script, /\$take = @\(\$user\.Take \| Where-Object \{ \$has -contains \$_ \}\)/);
    assert.match(script, /Give = @\(@\{ SkuId = 'new'; DisabledPlans = @\('p1', 'p2'\) \}\); Take = @\('old'\)/);
  });

  it('has written each result down before it looks at the next user', () => {
    const lines = scriptFor('Ada').split('\r\n');
    const at = (start: string): number => lines.findIndex((line) => line.startsWith(start));
    const log = at('  $result | Export-Csv ');
    assert.match(lines[log]!, / -Append -WhatIf:\$false$/);
    assert.ok(at('$results = foreach') < log && log < at('$results | Group-Object'));
  });
});

describe('the check of the script', () => {
  for (const [what, script] of [
    ['a text over a line’s end', "$a = 'b\n'"],
    ['a text that a smart quote ends too early', "'O’Brien'"],
    ['double quotes, in which variables are read', '$a = "b"'],
    ['a backtick', '$a = `'],
  ] as const) {
    it(`finds ${what}`, () => {
      assert.throws(() => tokensOf(script), /^Error: line \d/);
    });
  }

  for (const [what, script] of [
    ['a bracket that is never closed', "$a = 'b'\n@('a'"],
    ['a bracket too many', "$a = 'b'\n'a')"],
    ['brackets that cross', "$a = 'b'\n@{ (} )"],
    ['a condition without its brackets', "$a = 'b'\nif $a { Get-It }"],
    ['an operator that has nothing on its right', "$a = 'b'\n$b = 1 +\n"],
  ] as const) {
    it(`finds ${what}`, () => {
      assert.throws(() => callsIn(script), /^Error: line \d: no PowerShell/);
    });
  }

  it('takes out commands with their parameters, inside brackets and pipelines too', () => {
    assert.deepEqual(callsIn("Get-It -One (Get-That -Two 'x-Y') -Three | Out-It -Four:$false"), [
      { name: 'Get-It', line: 1, parameters: ['One', 'Three'] },
      { name: 'Get-That', line: 1, parameters: ['Two'] },
      { name: 'Out-It', line: 1, parameters: ['Four'] },
    ]);
  });
});
