// The contracts in scope split by something they have: a chart, and the table it is drawn from.
import { Bars } from "./chart.tsx";
import { Grid } from "./grid.tsx";
import type { View } from "./view.ts";

interface SplitProps {
  view: View;
  /** A select over `split_by`, whose first column says by what. */
  of: string;
  title: string;
  /** Bars drawn. */
  bars?: number;
  /** Rows printed. */
  most?: number;
}

export const Split = ({ view, of, title, bars = 24, most = 200 }: SplitProps) => {
  const by = view.table(of).columns[0]!.name.replace(/_(en|th)$/, "");
  return (
    <>
      <Bars view={view} of={of} title={title} label={by} total="contracts_count" part="flagged_count" most={bars} />
      <Grid
        view={view}
        of={of}
        caption={title}
        only={[by, "province", "contracts_count", "judged_count", "flagged_count", "contracts_amount", "flagged_amount"]}
        most={most}
      />
    </>
  );
};
