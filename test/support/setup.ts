/** What mocha does once, before and after all specs of a run; its workers inherit the environment. */
import { startTestServer, type TestServer } from './postgres-server.ts';

let server: TestServer | undefined;

export async function mochaGlobalSetup(): Promise<void> {
  server = await startTestServer();
  process.env['TEST_HOME'] = server.home;
  process.env['TEST_PG'] = server.url;
}

export async function mochaGlobalTeardown(): Promise<void> {
  await server?.stop();
}
