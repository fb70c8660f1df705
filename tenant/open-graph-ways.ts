import type { Clock } from '../loop/ports.ts';
import type { SecondWays } from '../loop/reach-ports.ts';
import { createGraph } from './graph.ts';
import { createGraphTokens, type GraphApp } from './graph-tokens.ts';
import { graphWays, type GraphWayPorts } from './graph-ways.ts';

/** The ways to people over Microsoft's own Graph, with the application's tokens. */
export function openGraphWays(
  { app, ...parts }: Pick<GraphWayPorts, 'installs' | 'mails'> & { readonly app: GraphApp },
  clock: Clock,
): SecondWays {
  return graphWays({ graph: createGraph({ tokens: createGraphTokens(app) }), clock, ...parts });
}
