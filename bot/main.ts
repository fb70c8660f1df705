/** The production entry: a real bot. It needs an app id; without one `npm start` is local mode. */
import { enableCompileCache } from 'node:module';
import { runProcess } from './start-up.ts';
import type { TenantConfig } from './tenant-config.ts';
import type { WorkPorts } from './work.ts';

enableCompileCache();

await runProcess(async () => {
  const { readBotConfig } = await import('./config.ts');
  const config = readBotConfig(process.env);
  const [{ buildApp }, { createLog }, { systemClock: clock, systemRandom: random }, tenant] = await Promise.all([
    import('./app.ts'),
    import('./log.ts'),
    import('./system.ts'),
    import('../tenant/tenant-of-domain.ts'),
  ]);
  const tenantOfDomain = tenant.createTenantOfDomain({ clock });
  const { graph, tenant: reading } = config;
  // Its packages are heavy: loaded where it is configured only.
  const secondWays = graph && (await import('../tenant/open-graph-ways.ts')).openGraphWays(graph, clock);
  const tenants = reading && (await openTenants(reading));
  const app = buildApp(config, {
    clock,
    random,
    log: createLog(config.logLevel),
    tenantOfDomain,
    ...(secondWays && { secondWays }),
    ...(tenants && { tenants }),
  });
  await app.start();
  return app;
});

async function openTenants({ app, write, redirectUri }: TenantConfig): Promise<NonNullable<WorkPorts['tenants']>> {
  const [{ openTenantReader }, { createConsentLinks }, { systemWait }, { openLicenceReader, openLicences }] =
    await Promise.all([
      import('../tenant/open-reader.ts'),
      import('../tenant/consent-link.ts'),
      import('./system.ts'),
      import('../tenant/open-licences.ts'),
    ]);
  const apps = { read: app.clientId, ...(write && { write: write.clientId }) };
  const licences = write && openLicences({ read: app, write });
  return {
    reader: openTenantReader(app, systemWait),
    licenceReader: openLicenceReader(app),
    links: createConsentLinks({ ...apps, redirectUri }),
    ...(licences && { licences }),
  };
}
