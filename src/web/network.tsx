// Who is tied to whom around a subject: the table first, the drawing made from the same rows.
import type { ContactTie, HolderTie, Network } from "../app/network.ts";
import type { Manifest } from "../app/run.ts";
import { labelOf } from "../text/codelist.ts";
import { showAmount } from "../text/text.ts";
import { Layout } from "./layout.tsx";
import { partyHref } from "./links.ts";
import { Drawing, type Drawn, type DrawnTie } from "./network-drawing.tsx";
import { Printed, shorten } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

/** Neighbours that are drawn; the table has them all. */
const DRAWN = 24;

interface Props {
  reader: Reader;
  manifest: Manifest;
  around: string;
  found: Network;
}

interface Neighbour {
  id: string;
  name: string;
  role: "buyer" | "supplier";
  contracts: number;
  flagged: number;
  processes: number;
  shared: HolderTie[];
  reached: ContactTie[];
}

/** Everybody tied to the centre, the closest first. */
function neighboursOf(found: Network): Neighbour[] {
  const centre = new Set(found.centre);
  const nodes = new Map(found.nodes.map((node) => [node.id, node]));
  const sells = new Set(
    found.ties.flatMap((tie) => (tie.kind === "contracts" ? [tie.to] : tie.kind === "reached_alike" ? [] : [tie.from, tie.to])),
  );
  const buys = new Set(found.ties.flatMap((tie) => (tie.kind === "contracts" ? [tie.from] : [])));
  const all = new Map<string, Neighbour>();
  const at = (id: string): Neighbour => {
    const known = all.get(id) ?? {
      id,
      name: nodes.get(id)?.name ?? id,
      role: !sells.has(id) && (buys.has(id) || nodes.get(id)?.kind === "public") ? ("buyer" as const) : ("supplier" as const),
      ...{ contracts: 0, flagged: 0, processes: 0, shared: [], reached: [] },
    };
    all.set(id, known);
    return known;
  };
  const other = ({ from, to }: { from: string; to: string }) => (centre.has(from) ? to : centre.has(to) ? from : undefined);
  for (const tie of found.ties) {
    const id = other(tie);
    if (id === undefined || centre.has(id)) continue;
    const one = at(id);
    if (tie.kind === "held_alike") one.shared.push(tie);
    else if (tie.kind === "reached_alike") one.reached.push(tie);
    else if (tie.kind === "bids_with") one.processes += tie.processes;
    else {
      one.contracts += tie.subjects;
      one.flagged += tie.flagged;
    }
  }
  const weight = (it: Neighbour) => (it.shared.length + it.reached.length) * 1000 + it.processes * 2 + it.contracts;
  return [...all.values()].sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
}

const Holder = ({ it, reader }: { it: HolderTie; reader: Reader }) => (
  <>
    {labelOf("holding_kind", it.holding, reader.language)}:{" "}
    {it.holder ? <Printed text={it.holder.name ?? it.holder.id} reader={reader} most={80} listed /> : reader.words.network.person}
  </>
);

const Rows = ({ list, reader }: { list: readonly Neighbour[]; reader: Reader }) => {
  const { words } = reader;
  const count = (n: number) => (n === 0 ? <span class="muted">–</span> : showAmount(String(n)));
  return (
    <Scroll reader={reader} label={words.network.table}>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col" class="number">
              {words.network.number}
            </th>
            <th scope="col">{words.party.name}</th>
            <th scope="col" class="number">
              {words.party.count}
            </th>
            <th scope="col" class="number">
              {words.party.flagged}
            </th>
            <th scope="col" class="number">
              {words.network.together}
            </th>
            <th scope="col">{words.network.owners}</th>
            <th scope="col">{words.network.contacts}</th>
          </tr>
        </thead>
        <tbody>
          {list.map((it, index) => (
            <tr>
              <td class="number">{index + 1}</td>
              <th scope="row">
                <a href={partyHref(it.role, it.id)}>
                  <Printed text={it.name} reader={reader} most={100} listed />
                </a>
              </th>
              <td class="number">{count(it.contracts)}</td>
              <td class="number">{count(it.flagged)}</td>
              <td class="number">{count(it.processes)}</td>
              <td>
                {it.shared.length === 0 ? (
                  <span class="muted">–</span>
                ) : (
                  it.shared.slice(0, 5).map((each) => (
                    <p>
                      <Holder it={each} reader={reader} />
                    </p>
                  ))
                )}
              </td>
              <td>
                {it.reached.length === 0 ? (
                  <span class="muted">–</span>
                ) : (
                  it.reached.map(({ contact, parties }) => (
                    <p>
                      {labelOf("contact", contact, reader.language)} <span class="muted">{words.network.given(parties)}</span>
                    </p>
                  ))
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};

/** The page. */
export const NetworkPage = (props: Props) => {
  const { reader, manifest, around, found } = props;
  const { words } = reader;
  const neighbours = neighboursOf(found);
  const drawn = neighbours.slice(0, DRAWN);
  const known = new Set([...found.centre, ...drawn.map(({ id }) => id)]);
  const nodes: Drawn[] = [
    ...found.centre.map((id) => ({ id, label: "", isCentre: true })),
    ...drawn.map(({ id }, index) => ({ id, label: String(index + 1), isCentre: false })),
  ];
  const ties: DrawnTie[] = found.ties.filter(({ from, to }) => known.has(from) && known.has(to));
  const names = found.nodes.filter(({ id }) => found.centre.includes(id)).map(({ name, id }) => name ?? id);
  return (
    <Layout reader={reader} title={words.network.title} at="queue" manifest={manifest}>
      <div class="page-head">
        <h1>{words.network.title}</h1>
        <p class="lead">
          {words.network.around} <Printed text={names.map((name) => shorten(name, 120).text).join(" · ") || around} reader={reader} />
        </p>
        <p class="muted">{words.network.lead}</p>
      </div>
      {neighbours.length === 0 ? (
        <p class="muted">{words.network.none}</p>
      ) : (
        <>
          <section aria-labelledby="ties">
            <h2 id="ties">{words.network.table}</h2>
            <Rows list={neighbours} reader={reader} />
            {found.cut && <p class="muted">{words.network.cut}</p>}
            {!found.ties.some(({ kind }) => kind === "held_alike") && <p class="muted">{words.network.noOwners}</p>}
            {!found.ties.some(({ kind }) => kind === "reached_alike") && <p class="muted">{words.network.noContacts}</p>}
          </section>
          <section aria-labelledby="drawing">
            <h2 id="drawing">{words.network.drawing}</h2>
            <Drawing nodes={nodes} ties={ties} reader={reader} />
          </section>
        </>
      )}
    </Layout>
  );
};
