/** `npm start`: the real bot when the environment names one, else local mode. */
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

enableCompileCache();
if (existsSync('.env')) process.loadEnvFile('.env');

const { hasAppId } = await import('./bot/config.ts');
await (hasAppId(process.env) ? import('./bot/main.ts') : import('./sandbox/main.ts'));
