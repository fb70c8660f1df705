/** What botbuilder needs of a connector client, on top of ours: nothing that the SDK sends goes around the thin client. */
import type { Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Connector, Exchange } from './connector.ts';

/** botbuilder's own name for it is in a package that comes with it; its shape is read off from there. */
export type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;
type ConnectorClient = Awaited<ReturnType<ConnectorFactory['create']>>;

/** The connector did not take a message that the SDK sent. */
export class NotDelivered extends Error {
  override readonly name = 'NotDelivered';
}

export function sdkConnectorFactory(connector: Connector): ConnectorFactory {
  return { create: (serviceUrl) => Promise.resolve(clientOf(connector, serviceUrl)) };
}

function clientOf(connector: Connector, serviceUrl: string): ConnectorClient {
  const run = async (one: Omit<Exchange, 'serviceUrl'>): Promise<{ id: string }> => {
    const exchanged = await connector.exchange({ ...one, serviceUrl });
    if (!exchanged.ok) throw new NotDelivered(exchanged.why);
    const { id } = exchanged.body;
    return { id: typeof id === 'string' ? id : '' };
  };
  const activities = (conversationId: string): string =>
    `v3/conversations/${encodeURIComponent(conversationId)}/activities`;
  const at = (conversationId: string, activityId: string): string =>
    `${activities(conversationId)}/${encodeURIComponent(activityId)}`;
  const whose = (conversationId: string, body: Partial<Activity>): Pick<Exchange, 'tenantId' | 'conversationId'> => {
    const tenantId = body.conversation?.tenantId;
    return { conversationId, ...(tenantId !== undefined && { tenantId }) };
  };
  const conversations = {
    sendToConversation: (conversation: string, body: Partial<Activity>) =>
      run({ method: 'POST', path: activities(conversation), body, ...whose(conversation, body) }),
    replyToActivity: (conversation: string, activity: string, body: Partial<Activity>) =>
      run({ method: 'POST', path: at(conversation, activity), body, ...whose(conversation, body) }),
    updateActivity: (conversation: string, activity: string, body: Partial<Activity>) =>
      run({ method: 'PUT', path: at(conversation, activity), body, ...whose(conversation, body) }),
    deleteActivity: (conversation: string, activity: string) =>
      run({ method: 'DELETE', path: at(conversation, activity) }),
  };
  // The SDK's class has a whole pipeline behind it; CloudAdapter calls these four of its methods.
  return { conversations } as unknown as ConnectorClient;
}
