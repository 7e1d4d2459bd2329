// The verb `rates`: how rare each flag is among those judged, and why where it is not.
import { loadProfile } from "../catalogue/profile.ts";
import { scored } from "../score/score.ts";
import type { Language } from "../text/text.ts";
import type { Generation } from "./generation.ts";

export interface Rate {
  indicator: string;
  title: string;
  subject_kind: string;
  /** Data quality is shown, never scored. */
  scored: boolean;
  judged: number;
  flagged: number;
  /** Of the judged; null when none was. */
  share: number | null;
  /** Contracts that stand under at least one of its flags. */
  contracts: number;
  /** The share it may flag: what the indicator calls ordinary, else what the profile means by rare. */
  max_share: number;
  /** Flags a larger share than that. */
  is_frequent: boolean;
  /** Why it may, as the profile says of these records, or the indicator of any. */
  because: string | null;
}

export interface Rates {
  max_share: number;
  contracts: number;
  rates: Rate[];
}

export async function rates(generation: Generation, language: Language): Promise<Rates> {
  const { rare } = loadProfile(generation.manifest.profile);
  const counting = new Set(scored([...generation.indicators.values()]).map(({ id }) => id));
  const { contracts } = await generation.db.one<{ contracts: string }>("select count(*) as contracts from canon.contract");
  const rows = await generation.db.rows<{ indicator: string; kind: string; judged: string; flagged: string; contracts: string }>(`
    select outcome.indicator, outcome.kind, outcome.flagged + outcome.clear as judged, outcome.flagged, coalesce(touched.contracts, 0) as contracts
    from run.outcome as outcome
    left join (
        select flag.indicator, count(distinct touch.contract_key) as contracts
        from run.touch as touch join run.flag as flag on flag.flag_id = touch.flag_id
        group by flag.indicator
    ) as touched on touched.indicator = outcome.indicator
    order by outcome.indicator`);
  return {
    max_share: rare.max_share,
    contracts: Number(contracts),
    rates: rows.map(({ indicator, kind, ...counts }) => {
      const [judged, flagged] = [Number(counts.judged), Number(counts.flagged)];
      const share = judged ? flagged / judged : null;
      const ordinary = generation.indicators.get(indicator)?.ordinary;
      const max_share = Math.max(rare.max_share, ordinary?.max_share ?? 0);
      return {
        indicator,
        title: generation.indicators.get(indicator)?.title[language] ?? indicator,
        subject_kind: kind,
        scored: counting.has(indicator),
        judged,
        flagged,
        share,
        contracts: Number(counts.contracts),
        max_share,
        is_frequent: counting.has(indicator) && share !== null && share > max_share,
        because: (rare.because[indicator] ?? ordinary?.because)?.[language] ?? null,
      };
    }),
  };
}
