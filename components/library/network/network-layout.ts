/** Places of the nodes of a network, by forces; the same network always gets the same places. */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import type { CopyNetwork } from '../../../lib/report/copy-network.ts';

interface PlacedNode {
  kind: 'account' | 'text';
  id: string;
  x: number;
  y: number;
  radius: number;
}

const STEPS = 260;

/** Nodes within the given box, keyed by `account:…` and `text:…`. */
export function layOut(
  { accounts, texts, links }: CopyNetwork,
  width: number,
  height: number,
): Map<string, PlacedNode> {
  const nodes: PlacedNode[] = [
    ...texts.map(({ id, accounts: size }) => place('text', id, 5 + Math.min(9, size))),
    ...accounts.map(({ key, texts: size }) => place('account', key, 4 + Math.min(8, 1.5 * size))),
  ];
  const byKey = new Map(nodes.map((node) => [`${node.kind}:${node.id}`, node]));
  const edges = links.flatMap(({ account, text }) => {
    const [source, target] = [byKey.get(`account:${account}`), byKey.get(`text:${text}`)];
    return source && target ? [{ source, target }] : [];
  });
  forceSimulation(nodes)
    .force('link', forceLink(edges).distance(46).strength(0.5))
    .force('charge', forceManyBody().strength(-90))
    .force(
      'collide',
      forceCollide<PlacedNode>(({ radius }) => radius + 3),
    )
    .force('x', forceX(width / 2).strength((0.06 * height) / width))
    .force('y', forceY(height / 2).strength(0.06))
    .stop()
    .tick(STEPS);
  scaleInto(nodes, width, height);
  return byKey;
}

const place = (kind: PlacedNode['kind'], id: string, radius: number): PlacedNode => ({
  kind,
  id,
  radius,
  // Not a number yet: the simulation begins with places of its own.
  x: Number.NaN,
  y: Number.NaN,
});

/** Scales the positions so that all nodes are inside the box. */
function scaleInto(nodes: PlacedNode[], width: number, height: number): void {
  const range = (values: number[]) => [Math.min(...values), Math.max(...values)] as const;
  const [left, right] = range(nodes.map(({ x }) => x));
  const [top, bottom] = range(nodes.map(({ y }) => y));
  const room = 18;
  for (const node of nodes) {
    node.x = room + ((width - 2 * room) * (node.x - left)) / Math.max(1, right - left);
    node.y = room + ((height - 2 * room) * (node.y - top)) / Math.max(1, bottom - top);
  }
}
