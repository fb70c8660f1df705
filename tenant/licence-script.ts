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

/** So that Windows PowerShell 5.1 reads it as UTF-8: as Windows-1252, half of an accented letter may be a closing quote. */
const MARK = '\uFEFF';
const MODULES = ['Microsoft.Graph.Authentication', 'Microsoft.Graph.Users', 'Microsoft.Graph.Users.Actions'];

/**
 * Shows what it would do unless it is called with -Run. Looks at each user first, so that it may be run again: who has what
 * the order gives and nothing of what it takes is passed over. Each result is in the log before the next user is looked at.
 * Everything that comes from the tenant stands in single quotes. Cmdlets and parameters: Microsoft Graph PowerShell 2, asOf 2026-08.
 */
export function licenceScript(tenantId: string, users: readonly ScriptUser[], t: ScriptWords): string {
  return MARK + [...head(tenantId, users, t), ...signIn(t), ...loop(t), ...summary(t), ''].join('\r\n');
}

function head(tenantId: string, users: readonly ScriptUser[], t: ScriptWords): readonly string[] {
  const modules = MODULES.map((name) => `@{ ModuleName = ${quoted(name)}; ModuleVersion = '2.0.0' }`);
  return [
    '#Requires -Version 5.1',
    `#Requires -Modules ${modules.join(', ')}`,
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
  ];
}

function signIn(t: ScriptWords): readonly string[] {
  return [
    "$scopes = @('User.Read.All')",
    "if (-not $isDryRun) { $scopes += 'LicenseAssignment.ReadWrite.All' }",
    'Connect-MgGraph -TenantId $tenantId -Scopes $scopes -ContextScope Process -NoWelcome',
    ...comment(t('tenant')),
    `if ((Get-MgContext).TenantId -ne $tenantId) { throw ${quoted(t('wrongTenant'))} }`,
    '',
    "$file = Join-Path -Path (Get-Location) -ChildPath ('licences-{0:yyyyMMdd-HHmmss}.csv' -f (Get-Date))",
    '$number = 0',
  ];
}

function loop(t: ScriptWords): readonly string[] {
  return [
    '$results = foreach ($user in $users) {',
    '  $number += 1',
    `  Write-Progress -Activity ${quoted(t('activity'))} -Status $user.Id -PercentComplete (100 * $number / $users.Count)`,
    "  $result = [pscustomobject]@{ User = $user.Login; Result = ''; Why = '' }",
    '  try {',
    "    $now = Get-MgUser -UserId $user.Id -Property 'Id', 'AssignedLicenses'",
    '    $has = @($now.AssignedLicenses | ForEach-Object { [string] $_.SkuId })',
    '    $give = @($user.Give | Where-Object { $has -notcontains $_.SkuId })',
    '    $take = @($user.Take | Where-Object { $has -contains $_ })',
    `    if ($give.Count + $take.Count -eq 0) { $result.Result = ${quoted(t('already'))} }`,
    `    elseif ($isDryRun) { $result.Result = ${quoted(t('wouldMove'))} }`,
    '    else {',
    ...comment(t('oneCall'), '      '),
    '      $body = @{ AddLicenses = $give; RemoveLicenses = $take }',
    '      Set-MgUserLicense -UserId $user.Id -BodyParameter $body -Confirm:$false | Out-Null',
    `      $result.Result = ${quoted(t('moved'))}`,
    '    }',
    '  } catch {',
    `    $result.Result = ${quoted(t('failed'))}`,
    '    $result.Why = $_.Exception.Message',
    '  }',
    '  $result | Export-Csv -Path $file -NoTypeInformation -Encoding UTF8 -Append -WhatIf:$false',
    '  $result',
    '}',
    '',
  ];
}

function summary(t: ScriptWords): readonly string[] {
  return [
    '$results | Group-Object -Property Result -NoElement | Format-Table -AutoSize',
    `$results | Where-Object { $_.Result -eq ${quoted(t('failed'))} } | Format-Table -AutoSize -Wrap`,
    `Write-Host (${quoted(t('log'))} -f $file)`,
    `if ($isDryRun) { Write-Host ${quoted(t('nothingDone'))} }`,
  ];
}

function userLine({ user, name, login, order }: ScriptUser): string {
  const add = order.add.map(
    ({ skuId, disabledPlans }) => `@{ SkuId = ${quoted(skuId)}; DisabledPlans = ${list(disabledPlans)} }`,
  );
  const fields = [
    `Id = ${quoted(user)}`,
    `Login = ${quoted(login)}`,
    `Name = ${quoted(name)}`,
    `Give = @(${add.join(', ')})`,
    `Take = ${list(order.remove)}`,
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
