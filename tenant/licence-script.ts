/** The dry run as a script for Microsoft Graph PowerShell: to read, and to run where people prefer their own hands. */
import type { LicenceOrder } from '../changeover/licence-reading.ts';

export interface ScriptUser {
  readonly user: string;
  readonly name: string;
  readonly login: string;
  readonly order: LicenceOrder;
}

/** What the script says to people, by key of the catalogue below `licences.script.`. */
export type ScriptWords = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/**
 * Shows what it would do unless it is called with -Run. Looks at each user first, so that it may be run again: who has what
 * the order gives and nothing of what it takes is passed over. Everything that comes from the tenant stands in single quotes.
 */
export function licenceScript(tenantId: string, users: readonly ScriptUser[], t: ScriptWords): string {
  return [
    '#Requires -Version 5.1',
    '#Requires -Modules Microsoft.Graph.Authentication, Microsoft.Graph.Users, Microsoft.Graph.Users.Actions',
    ...comment(t('intro', { count: users.length })),
    ...comment(t('how')),
    ...comment(t('again')),
    '[CmdletBinding(SupportsShouldProcess)]',
    'param([switch] $Run)',
    'Set-StrictMode -Version Latest',
    "$ErrorActionPreference = 'Stop'",
    '$isDryRun = -not $Run -or $WhatIfPreference',
    `$tenantId = ${quoted(tenantId)}`,
    '',
    '$users = @(',
    ...users.map(userLine),
    ')',
    '',
    "$scopes = @('User.Read.All')",
    "if (-not $isDryRun) { $scopes += 'LicenseAssignment.ReadWrite.All' }",
    'Connect-MgGraph -TenantId $tenantId -Scopes $scopes | Out-Null',
    ...comment(t('tenant')),
    `if ((Get-MgContext).TenantId -ne $tenantId) { throw ${quoted(t('wrongTenant'))} }`,
    '',
    '$results = foreach ($user in $users) {',
    "  $result = [pscustomobject]@{ User = $user.Login; Result = ''; Why = '' }",
    '  try {',
    '    $now = Get-MgUser -UserId $user.Id -Property Id, AssignedLicenses',
    '    $has = @($now.AssignedLicenses | ForEach-Object { [string] $_.SkuId })',
    '    $add = @($user.Add | Where-Object { $has -notcontains $_.SkuId })',
    '    $remove = @($user.Remove | Where-Object { $has -contains $_ })',
    ...comment(t('oneCall'), '    '),
    `    if ($add.Count + $remove.Count -eq 0) { $result.Result = ${quoted(t('already'))} }`,
    `    elseif ($isDryRun) { $result.Result = ${quoted(t('wouldMove'))} }`,
    '    else {',
    '      Set-MgUserLicense -UserId $user.Id -AddLicenses $add -RemoveLicenses $remove -Confirm:$false | Out-Null',
    `      $result.Result = ${quoted(t('moved'))}`,
    '    }',
    '  } catch {',
    `    $result.Result = ${quoted(t('failed'))}`,
    '    $result.Why = $_.Exception.Message',
    '  }',
    '  $result',
    '}',
    '',
    '$results | Format-Table -AutoSize',
    "$file = Join-Path (Get-Location) ('licences-{0:yyyyMMdd-HHmmss}.csv' -f (Get-Date))",
    '$results | Export-Csv -Path $file -NoTypeInformation -Encoding UTF8 -WhatIf:$false',
    `if ($isDryRun) { Write-Host ${quoted(t('nothingDone'))} }`,
    '',
  ].join('\r\n');
}

function userLine({ user, name, login, order }: ScriptUser): string {
  const add = order.add.map(
    ({ skuId, disabledPlans }) => `@{ SkuId = ${quoted(skuId)}; DisabledPlans = ${list(disabledPlans)} }`,
  );
  const fields = [
    `Id = ${quoted(user)}`,
    `Login = ${quoted(login)}`,
    `Name = ${quoted(name)}`,
    `Add = @(${add.join(', ')})`,
    `Remove = ${list(order.remove)}`,
  ];
  return `  @{ ${fields.join('; ')} }`;
}

function list(texts: readonly string[]): string {
  return `@(${texts.map(quoted).join(', ')})`;
}

/** PowerShell takes five characters for a single quote; each is doubled, and nothing else means anything between them. */
function quoted(text: string): string {
  const flat = text.replaceAll(/\p{Cc}/gu, ' ');
  return `'${flat.replaceAll(/['\u2018\u2019\u201A\u201B]/gu, '$&$&')}'`;
}

function comment(text: string, indent = ''): readonly string[] {
  return text.split(/\r?\n/u).map((line) => `${indent}# ${line}`);
}
