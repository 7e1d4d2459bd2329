// An infrastructure project: its money, its contracts, progress, flags and data-quality findings, and what was and was not disclosed.
import type { Explanation, Fact } from "../app/explain.ts";
import type { Flag } from "../app/flags.ts";
import type { Manifest } from "../app/run.ts";
import { fieldLabel } from "../text/words.ts";
import { Amendments } from "./amendments.tsx";
import { AllAnswers, NotTestable } from "./answers.tsx";
import { Many } from "./fact-tables.tsx";
import { FactValue } from "./fact-value.tsx";
import { Layout } from "./layout.tsx";
import { href, indicatorHref, subjectHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import { Printed, ReadAt, shorten } from "./printed.tsx";
import { Disclosure } from "./project-disclosure.tsx";
import { Money } from "./project-money.tsx";
import type { Reader } from "./reader.ts";

const FACTS = [
  "project_id",
  "status",
  "type",
  "sector",
  "region",
  "purpose",
  "description",
  "starts_on",
  "ends_on",
  "works_start_on",
  "works_end_on",
  "budget_approved_on",
  "completed_on",
  "end_details",
  "value_details",
  "final_scope",
  "scope_details",
  "known_from",
];

/** Tables below the contracts, in the order of reading. */
const LATER = [
  "observation",
  "project_milestone",
  "milestone",
  "project_transaction",
  "transaction",
  "budget_breakdown",
  "cost_measurement",
  "document",
];

const FlagList = ({
  id,
  title,
  lead,
  flags,
  reader,
}: {
  id: string;
  title: string;
  lead?: string;
  flags: readonly Flag[];
  reader: Reader;
}) => (
  <section aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {lead && <p class="muted">{lead}</p>}
    <ul class="own-flags">
      {flags.map((flag) => (
        <li>
          <Mark name="flagged" />
          <a href={indicatorHref(flag.indicator)}>{flag.title}</a>{" "}
          {flag.subject_kind !== "project" && (
            <a href={subjectHref(flag.subject_kind, flag.subject_id)}>
              <Printed text={flag.subject_id} reader={reader} most={60} />
            </a>
          )}{" "}
          <Printed text={flag.says} reader={reader} most={600} />
          {flag.seen_in.slice(0, 3).map((address) => (
            <p class="source">
              <ReadAt address={address} reader={reader} />
            </p>
          ))}
        </li>
      ))}
    </ul>
  </section>
);

const Details = ({ project, reader }: { project: Fact; reader: Reader }) => (
  <section aria-labelledby="facts">
    <h2 id="facts">{reader.words.subject.facts}</h2>
    <dl class="facts">
      {FACTS.map((name) => (
        <div>
          <dt>{fieldLabel(name, reader.language)}</dt>
          <dd>
            <FactValue fact={project} name={name} reader={reader} />
          </dd>
        </div>
      ))}
    </dl>
    {project.seen_in && (
      <p class="source">
        {reader.words.subject.readAt} <ReadAt address={project.seen_in} reader={reader} />
      </p>
    )}
  </section>
);

/** The page. */
export const ProjectPage = ({ reader, manifest, explanation }: { reader: Reader; manifest: Manifest; explanation: Explanation }) => {
  const { words } = reader;
  const { facts, flags, answers } = explanation;
  const [project] = facts.project ?? [];
  const title = String(project?.title ?? explanation.subject_id);
  const isQuality = ({ indicator }: Flag) => answers.some((answer) => answer.indicator === indicator && answer.family === "quality");
  const quality = flags.filter(isQuality);
  const others = flags.filter((flag) => !isQuality(flag));
  return (
    <Layout reader={reader} title={shorten(title, 80).text} manifest={manifest}>
      <div class="case-head">
        <p class="kind">
          <a href="/projects">{words.project.kind}</a>
        </p>
        <h1>
          <Printed text={title} reader={reader} most={300} />
        </h1>
        <p>
          {words.project.authority}:{" "}
          {project?.public_authority_name ? (
            <Printed text={String(project.public_authority_name)} reader={reader} most={200} />
          ) : (
            <span class="muted">{words.project.noAuthority}</span>
          )}
        </p>
        <p class="standing">
          <Mark name={others.length ? "flagged" : "clear"} />
          {words.subject.flags(others.length)}
          {" · "}
          <a href={href("/queue", { project: explanation.subject_id })}>{words.project.inQueue}</a>
        </p>
      </div>
      {project && <Money project={project} contracts={facts.project_contract?.[0]} reader={reader} />}
      {quality.length > 0 && (
        <FlagList id="quality" title={words.project.quality} lead={words.project.qualityLead} flags={quality} reader={reader} />
      )}
      {others.length > 0 ? (
        <FlagList id="flags" title={words.project.flags} flags={others} reader={reader} />
      ) : (
        <p class="muted">{words.project.noFlags}</p>
      )}
      {facts.project_process && <Many table="project_process" rows={facts.project_process} reader={reader} />}
      {facts.contract && <Many table="contract" rows={facts.contract} reader={reader} />}
      {facts.amendment && <Amendments rows={facts.amendment} reader={reader} />}
      {facts.disclosure && <Disclosure facts={facts.disclosure} reader={reader} />}
      {LATER.map((table) => facts[table] && <Many table={table} rows={facts[table]} reader={reader} />)}
      {project && <Details project={project} reader={reader} />}
      <NotTestable answers={answers} reader={reader} />
      <AllAnswers answers={answers} reader={reader} />
    </Layout>
  );
};
