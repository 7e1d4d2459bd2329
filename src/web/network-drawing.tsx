// A drawing of ties: the subject in the middle, its neighbours in a ring under the numbers they have in the table.
import type { Reader } from "./reader.ts";

export interface Drawn {
  id: string;
  label: string;
  isCentre: boolean;
}

export interface DrawnTie {
  kind: "contracts" | "bids_with" | "held_alike" | "reached_alike";
  from: string;
  to: string;
}

const WIDTH = 640;
const HEIGHT = 440;
const MIDDLE = { x: WIDTH / 2, y: HEIGHT / 2 };
const REACH = { x: 280, y: 185 };

/** Where each stands. */
function placesOf(nodes: readonly Drawn[]): Map<string, { x: number; y: number }> {
  const centre = nodes.filter(({ isCentre }) => isCentre);
  const ring = nodes.filter(({ isCentre }) => !isCentre);
  return new Map([
    ...centre.map(({ id }, index) => [id, { x: MIDDLE.x + (index - (centre.length - 1) / 2) * 60, y: MIDDLE.y }] as const),
    ...ring.map(({ id }, index) => {
      const angle = (index / ring.length) * 2 * Math.PI - Math.PI / 2;
      return [id, { x: MIDDLE.x + REACH.x * Math.cos(angle), y: MIDDLE.y + REACH.y * Math.sin(angle) }] as const;
    }),
  ]);
}

const at = (value: number): string => value.toFixed(1);
const KINDS = ["contracts", "bids_with", "held_alike", "reached_alike"] as const;

/** The drawing with its legend. */
export const Drawing = ({ nodes, ties, reader }: { nodes: readonly Drawn[]; ties: readonly DrawnTie[]; reader: Reader }) => {
  const { words } = reader;
  const places = placesOf(nodes);
  const shown = KINDS.filter((kind) => ties.some((tie) => tie.kind === kind));
  return (
    <figure class="drawing network">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.network.drawn(nodes.filter((it) => !it.isCentre).length)}>
        {ties.map(({ kind, from, to }) => {
          const [a, b] = [places.get(from)!, places.get(to)!];
          return <line x1={at(a.x)} y1={at(a.y)} x2={at(b.x)} y2={at(b.y)} class={`tie tie-${kind}`} />;
        })}
        {nodes.map(({ id, label, isCentre }) => {
          const { x, y } = places.get(id)!;
          return (
            <>
              <circle cx={at(x)} cy={at(y)} r={isCentre ? 14 : 13} class={isCentre ? "node node-centre" : "node"} />
              <text x={at(x)} y={at(y + 4.5)} text-anchor="middle" class="node-label">
                {label}
              </text>
            </>
          );
        })}
      </svg>
      <figcaption>
        {words.network.drawingText}
        <ul class="ties">
          {shown.map((kind) => (
            <li>
              <svg width="44" height="12" aria-hidden="true">
                <line x1="2" x2="42" y1="6" y2="6" class={`tie tie-${kind}`} />
              </svg>{" "}
              {words.network.tie[kind]}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
};
