// Who a party deals with: the other side of its contracts, and those who bid for the same.
import type { PartyRef } from "../app/flags.ts";
import type { PartyPage as Party, Role } from "../app/party.ts";
import { CountedTable } from "./counted-table.tsx";
import { partyHref } from "./links.ts";
import { Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

/** The other side of the contracts. */
export const Others = ({ page, role, reader }: { page: Party; role: Role; reader: Reader }) => {
  const { words } = reader;
  const other = role === "buyer" ? "supplier" : "buyer";
  const rows = page.others.map(({ party, ...counted }) => ({
    ...counted,
    name: party.id ? (
      <a href={partyHref(other, party.id)}>
        <Printed text={party.name ?? party.id} reader={reader} most={100} listed />
      </a>
    ) : (
      <span class="muted">{words.subject.unknown}</span>
    ),
  }));
  return (
    <section aria-labelledby="others">
      <h2 id="others">{words.party.others[role]}</h2>
      <p class="muted">{words.party.othersText}</p>
      <CountedTable rows={rows} head={words.party.name} label={words.party.others[role]} reader={reader} />
      {page.others_count > page.others.length && <p class="muted">{words.subject.rowsCut(page.others.length, page.others_count)}</p>}
    </section>
  );
};

/** Who bid in the same processes. */
export const Together = ({ together, reader }: { together: readonly { party: PartyRef; processes: number }[]; reader: Reader }) => {
  const { words } = reader;
  return (
    <section aria-labelledby="together">
      <h2 id="together">{words.party.together}</h2>
      <p class="muted">{words.party.togetherText}</p>
      <Scroll reader={reader} label={words.party.together}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{words.party.name}</th>
              <th scope="col" class="number">
                {words.party.processes}
              </th>
            </tr>
          </thead>
          <tbody>
            {together.map(({ party, processes }) => (
              <tr>
                <th scope="row">
                  <a href={partyHref("supplier", party.id)}>
                    <Printed text={party.name ?? party.id} reader={reader} most={100} listed />
                  </a>
                </th>
                <td class="number">{processes}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
};
