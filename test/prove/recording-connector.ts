/** Teams' connector as far as a proof needs it, outside of the processes that are killed: takes all and forgets nothing. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Taken {
  /** By this machine's clock. */
  readonly at: number;
  readonly isUpdate: boolean;
  readonly conversationId: string;
  readonly tenantId: string;
  /** The id that it was given, or that it names. */
  readonly activityId: string;
}

export interface RecordingConnector {
  readonly serviceUrl: string;
  readonly taken: readonly Taken[];
  close(): Promise<void>;
}

interface Body {
  readonly conversation?: { readonly id: string; readonly tenantId: string };
  readonly channelData?: { readonly channel: { readonly id: string } };
  readonly tenantId?: string;
}

/** @param answersAfterMs how long the answer takes on its way, after the message stands. */
export async function startRecordingConnector(answersAfterMs: number): Promise<RecordingConnector> {
  const taken: Taken[] = [];
  const server = createServer((request, response) => {
    const at = Date.now();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Body;
      const isUpdate = request.method === 'PUT';
      const named = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
      const activityId = isUpdate ? named : `m-${taken.length}`;
      const channelId = body.channelData?.channel.id;
      const conversationId = channelId ?? body.conversation?.id ?? '';
      taken.push({
        at,
        isUpdate,
        conversationId,
        tenantId: body.tenantId ?? body.conversation?.tenantId ?? '',
        activityId,
      });
      const answer =
        channelId === undefined ? { id: activityId } : { id: `${channelId};messageid=${activityId}`, activityId };
      setTimeout(() => {
        response.writeHead(isUpdate ? 200 : 201, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answer));
      }, answersAfterMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    serviceUrl: `http://127.0.0.1:${port}/connector/`,
    taken,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
