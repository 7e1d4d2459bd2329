// Several cases at once: first what they are and what it would mean, then one act with one reason, which can be taken back as one.
import type { Manifest } from "../app/run.ts";
import { type FlagStanding, isOpen } from "./case.ts";
import { Layout } from "./layout.tsx";
import { indicatorHref, subjectHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import { Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";

/** One chosen case with its flags. */
export interface Chosen {
  kind: "contract" | "process";
  id: string;
  title: string | null;
  flags: readonly { flag_id: string; indicator: string; standing: FlagStanding | undefined }[];
}

interface BulkProps {
  reader: Reader;
  manifest: Manifest;
  chosen: readonly Chosen[];
  back: string;
  titleOf: (code: string) => string;
}

const token = ({ flag_id, standing }: Chosen["flags"][number]): string =>
  `${flag_id}:${standing?.standing?.version ?? 0}:${standing?.evidence_hash ?? ""}`;

const List = ({ reader, chosen, titleOf }: BulkProps) => {
  const { words } = reader;
  return (
    <table class="plain">
      <thead>
        <tr>
          <th scope="col">{words.queue.what}</th>
          <th scope="col">{words.queue.flagged}</th>
        </tr>
      </thead>
      <tbody>
        {chosen.map((it) => (
          <tr>
            <th scope="row">
              <a href={subjectHref(it.kind, it.id)}>
                <Printed text={it.title ?? it.id} reader={reader} most={140} listed />
              </a>
            </th>
            <td>
              <ul class="inline">
                {it.flags.map((flag) => (
                  <li>
                    <Mark name={flag.standing?.state ?? "new"} />
                    <a href={indicatorHref(flag.indicator)}>{titleOf(flag.indicator)}</a>{" "}
                    <span class="muted">{words.state[flag.standing?.state ?? "new"]}</span>
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** The page. */
export const BulkPage = (page: BulkProps) => {
  const { reader, manifest, chosen, back } = page;
  const { words } = reader;
  // A flag of a buyer or supplier touches several of the cases and is decided once.
  const open = [
    ...new Map(
      chosen.flatMap(({ flags }) => flags.filter(({ standing }) => isOpen(standing))).map((flag) => [flag.flag_id, flag]),
    ).values(),
  ];
  return (
    <Layout reader={reader} title={words.bulk.title} at="queue" manifest={manifest}>
      <div class="page-head">
        <h1>{words.bulk.title}</h1>
        <p class="lead">{words.bulk.counted(chosen.length, open.length)}</p>
      </div>
      {chosen.length > 0 && <List {...page} />}
      {open.length > 0 ? (
        <form method="post" action="/review" class="case-form bulk-form">
          {open.map((flag) => (
            <input type="hidden" name="flag" value={token(flag)} />
          ))}
          <input type="hidden" name="back" value={back} />
          <label class="field">
            <span>{words.review.reason}</span>
            <textarea name="reason" rows={3} maxlength={5000} required />
            <span class="hint">{words.bulk.hint}</span>
          </label>
          <p class="buttons">
            <button type="submit" name="do" value="claim" formnovalidate>
              {words.review.do.claim}
            </button>
            <button type="submit" name="do" value="note">
              {words.review.do.note}
            </button>
            <button type="submit" name="do" value="ask">
              {words.review.do.ask}
            </button>
            <button type="submit" name="do" value="refer" class="primary">
              {words.review.do.refer}
            </button>
            <button type="submit" name="do" value="explained:other">
              {words.review.do.other}
            </button>
          </p>
        </form>
      ) : (
        <p class="muted">{words.bulk.nothing}</p>
      )}
      <p>
        <a href={back}>← {words.subject.back}</a>
      </p>
    </Layout>
  );
};
