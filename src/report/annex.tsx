// The annexes of every report: method, data quality, reproduction, glossary.
import { Grid } from "./grid.tsx";
import { records } from "./table.ts";
import type { View } from "./view.ts";
import { GLOSSARY } from "./words.ts";

/** Each indicator that judged something in scope: what it asks, on what ground, with which settings. */
export const MethodAnnex = ({ view, all }: { view: View; all?: boolean }) => {
  const asked = records(view.table(all ? "methods" : "by_indicator"));
  const versions = new Map(asked.map(({ indicator, version }) => [String(indicator), Number(version)]));
  const codes = [...versions.keys()].sort();
  const { indicators } = view.filled.ground;
  return (
    <section>
      <h2>{view.word("method")}</h2>
      <p>{view.word(all ? "methodAll" : "methodIntro")}</p>
      {codes
        .flatMap((code) => indicators.get(code) ?? [])
        .map((it) => (
          <article class="method">
            <h3>{`${it.id} ${view.text(it.title)} (${view.word("version")} ${versions.get(it.id)})`}</h3>
            {it.version !== versions.get(it.id) && <p class="small">{`${view.word("wordsOf")} ${it.version}`}</p>}
            <dl class="elements">
              <div>
                <dt>{view.word("asks")}</dt>
                <dd>{view.text(it.asks)}</dd>
              </div>
              <div>
                <dt>{view.word("requires")}</dt>
                <dd>{it.requires.join(", ") || view.word("none")}</dd>
              </div>
              <div>
                <dt>{view.word("criteria")}</dt>
                <dd>
                  {it.basis.length
                    ? it.basis
                        .map(({ law, verified }) => `${view.text(law)}${verified ? "" : ` (${view.word("unverifiedLaw")})`}`)
                        .join(" ")
                    : view.word("benchmark")}
                </dd>
              </div>
              {it.maps_to.length > 0 && (
                <div>
                  <dt>{view.word("mapsTo")}</dt>
                  <dd>{it.maps_to.map(({ system, name, match }) => `${system} ${name} (${match})`).join(", ")}</dd>
                </div>
              )}
              {it.differs && (
                <div>
                  <dt>{view.word("differs")}</dt>
                  <dd>{view.text(it.differs)}</dd>
                </div>
              )}
            </dl>
          </article>
        ))}
      <Grid
        view={view}
        of="settings"
        most={2000}
        caption={view.word("settings")}
        rows={view.table("settings").rows.filter(([code]) => codes.includes(String(code)))}
      />
    </section>
  );
};

/** Files, fill rates, and what could not be judged. */
export const QualityAnnex = ({ view }: { view: View }) => (
  <section>
    <h2>{view.word("quality")}</h2>
    <p>{view.word("sourcesIntro")}</p>
    <Grid view={view} of="sources" caption={view.word("sourcesTitle")} />
    <Grid view={view} of="fields" caption={view.word("fieldsTitle")} />
    <p>{view.word("notSeen")}</p>
    <Grid
      view={view}
      of="unjudged"
      most={1000}
      caption={view.word("unjudgedTitle")}
      only={["indicator", "title", "subject_kind", "reason", "subjects_count"]}
    />
  </section>
);

/** The words a shell needs to ask for this report again. */
export function commandOf(view: View): string {
  const { stamp } = view.filled;
  const quote = (text: string) => (/^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  const options = Object.entries(stamp.filter).map(([name, value]) => `--${name.replaceAll("_", "-")} ${quote(String(value))}`);
  const settings = Object.entries(stamp.settings).map(([name, value]) => `--set ${name}=${quote(String(value))}`);
  return [
    `jabta report ${stamp.report}`,
    ...options,
    ...settings,
    `--status ${stamp.status.replaceAll("_", "-")} --run ${stamp.run_id} --audit ${stamp.audit_seq} --format json --out report.json`,
  ].join(" ");
}

/** Hashes and commands. */
export const ReproductionAnnex = ({ view }: { view: View }) => {
  const { run } = view.filled.ground;
  const { stamp } = view.filled;
  const facts = [
    ["run", run.run_id],
    ["as_of", run.as_of],
    ["profile", run.profile],
    ["inputs_hash", run.inputs_hash],
    ["canon_hash", run.canon_hash],
    ["catalogue_hash", run.catalogue_hash],
    ["law_hash", run.law_hash],
    ["result_hash", run.result_hash],
    ["content_hash", stamp.content_hash],
    ["audit", `#${stamp.audit_seq} ${stamp.audit_hash}`],
    ...Object.entries(run.versions),
  ];
  return (
    <section>
      <h2>{view.word("reproduction")}</h2>
      <p>{view.word("reproductionIntro")}</p>
      <pre>{[`jabta verify ${run.run_id}`, commandOf(view), "jabta report-check report.json", "jabta audit verify"].join("\n")}</pre>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

/** Terms in both languages, since readers of either meet the other's. */
export const Glossary = ({ view }: { view: View }) => {
  const other = view.language === "en" ? "th" : "en";
  return (
    <section>
      <h2>{view.word("glossary")}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{view.word("term")}</th>
            <th scope="col">{view.word("otherLanguage")}</th>
            <th scope="col">{view.word("meaning")}</th>
          </tr>
        </thead>
        <tbody>
          {GLOSSARY.map(({ term, means }) => (
            <tr>
              <th scope="row">{view.text(term)}</th>
              <td lang={other}>{term[other]}</td>
              <td>{view.text(means)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
