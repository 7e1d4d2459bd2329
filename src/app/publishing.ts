// Publishing for the rooms that serve: what of a flag is shown to everybody, frozen when it is proposed.
import type { Casebook } from "../casebook/casebook.ts";
import { type Publication, propose, publications, type Reply, repliesTo } from "../casebook/publication.ts";
import { refuse } from "../casebook/refusal.ts";
import type { FlagItem } from "./flag-item.ts";
import { flagTable } from "./flag-table.ts";
import type { Generation } from "./generation.ts";
import { jsonPage } from "./page.ts";
import { seenFlags } from "./review.ts";

export {
  addReply,
  approve,
  type Publication,
  publicationOf,
  publications,
  published,
  type Reply,
  withdraw,
} from "../casebook/publication.ts";
export { type Agreement, addSecond, agreement, waitingForSecond } from "../casebook/second.ts";
export { lift, type Suppression, suppress, suppressions } from "../casebook/suppression.ts";

/** What is shown of a published flag. A natural person is not named, masked or not. */
export interface Shown {
  indicator: string;
  title: { en: string; th: string };
  says: { en: string; th: string };
  level: string;
  process_id: string | null;
  contract_id: string | null;
  process_title: string | null;
  buyer: string | null;
  supplier: string | null;
  amount: string | null;
  currency: string | null;
  as_of: string;
  /** Of how many subjects this indicator could judge, how many it flagged in the same run. */
  judged: number;
  flagged: number;
  no_data: number;
}

/** A flag of the run in force as lists give it. */
async function flagItem(generation: Generation, flagId: string, language: "en" | "th"): Promise<FlagItem | undefined> {
  const table = await flagTable(generation, {}, language);
  const one = { ...table, where: "flag_id = $flag", params: { ...table.params, flag: { type: "text" as const, value: flagId } } };
  const { items } = await jsonPage(generation.db, one, 0, 1);
  return (JSON.parse(`[${items}]`) as FlagItem[])[0];
}

/** Proposes a flag as it is shown now. */
export async function proposeFlag(
  generation: Generation,
  casebook: Casebook,
  { flag_id, reason, actor }: { flag_id: string; reason: string; actor: string },
): Promise<Publication> {
  const seen = (await seenFlags(generation, [flag_id])).get(flag_id) ?? refuse("flag-unknown");
  const [en, th] = [await flagItem(generation, flag_id, "en"), await flagItem(generation, flag_id, "th")];
  if (!en || !th) return refuse("flag-unknown");
  const outcome = generation.manifest.results.find(({ indicator }) => indicator === en.indicator)!;
  const named = (party: FlagItem["buyer"]) => (party && party.kind !== "natural" ? party.name : null);
  const shown: Shown = {
    indicator: en.indicator,
    title: { en: en.title, th: th.title },
    says: { en: en.says, th: th.says },
    level: en.level,
    process_id: en.process_id,
    contract_id: en.contract_id,
    process_title: en.process_title,
    buyer: named(en.buyer),
    supplier: named(en.supplier),
    amount: en.amount,
    currency: en.currency,
    as_of: generation.manifest.as_of,
    judged: outcome.flagged + outcome.clear,
    flagged: outcome.flagged,
    no_data: outcome.no_data,
  };
  return propose(casebook, {
    flag_id,
    evidence_hash: seen.evidence_hash,
    run_id: generation.run_id,
    shown: JSON.stringify(shown),
    reason,
    actor,
  });
}

export interface Told extends Publication {
  content: Shown;
  replies: Reply[];
  /** Whether the run in force still raises the flag on the same evidence. */
  stands: boolean;
}

/** Publications with what is shown of them, their replies, and whether they still stand. */
export async function told(
  generation: Generation,
  casebook: Casebook,
  all: readonly Publication[] = publications(casebook),
): Promise<Told[]> {
  const seen = await seenFlags(
    generation,
    all.map(({ flag_id }) => flag_id),
  );
  return all.map((it) => ({
    ...it,
    content: JSON.parse(it.shown) as Shown,
    replies: repliesTo(casebook, it.publication_id),
    stands: seen.get(it.flag_id)?.evidence_hash === it.evidence_hash,
  }));
}
