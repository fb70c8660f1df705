/** The production entry: a real bot. It needs an app id; without one `npm start` is local mode. */
import { enableCompileCache } from 'node:module';
import { runProcess } from './start-up.ts';

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
  const { graph } = config;
  // Its packages are heavy: loaded where it is configured only.
  const secondWays = graph && (await import('../tenant/open-graph-ways.ts')).openGraphWays(graph, clock);
  const licences = graph?.movesLicences && (await import('../tenant/open-licences.ts')).openLicences(graph.app);
  const app = buildApp(config, {
    clock,
    random,
    log: createLog(config.logLevel),
    tenantOfDomain,
    ...(secondWays && { secondWays }),
    ...(licences && { licences }),
  });
  await app.start();
  return app;
});
