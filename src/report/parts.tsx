// The parts that reports are made of, handed to each report.tsx.
import { Glossary, MethodAnnex, QualityAnnex, ReproductionAnnex } from "./annex.tsx";
import { Bars } from "./chart.tsx";
import { Cover, Notice, Summary } from "./cover.tsx";
import { Grid } from "./grid.tsx";
import { Leads } from "./lead.tsx";
import { Split } from "./split.tsx";
import type { View } from "./view.ts";

/** All annexes in their order. */
const Annexes = ({ view }: { view: View }) => (
  <>
    <MethodAnnex view={view} />
    <QualityAnnex view={view} />
    <ReproductionAnnex view={view} />
    <Glossary view={view} />
  </>
);

export const parts = { Cover, Notice, Summary, Grid, Bars, Split, Leads, Annexes, MethodAnnex, QualityAnnex, ReproductionAnnex, Glossary };
export type Parts = typeof parts;
