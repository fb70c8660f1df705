/** The peer: a bare botbuilder echo on restify, as the SDK's samples write it. It listens on PORT. */
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import restify from 'restify';

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  await context.sendActivity(`Echo: ${context.activity.text}`);
  await next();
});

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (req, res) => {
  // restify's request promises less in its types than botbuilder asks for; at run time it is the same object.
  await adapter.process(req as Parameters<typeof adapter.process>[0], res, (context) => bot.run(context));
});
server.get('/healthz', async (_req, res) => {
  res.send(200, 'ok');
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
