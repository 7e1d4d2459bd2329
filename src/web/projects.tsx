// The list of infrastructure projects: budget, contracts, payments and final value side by side, and how much was disclosed.
import type { Manifest } from "../app/run.ts";
import { labelOf } from "../text/codelist.ts";
import { fieldLabel } from "../text/words.ts";
import { Layout } from "./layout.tsx";
import { subjectHref } from "./links.ts";
import { Mark } from "./marks.tsx";
import { Amount, Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

export interface ProjectItem {
  id: string;
  title: string | null;
  status: string | null;
  budget_amount: string | null;
  currency: string | null;
  contracts_amount: string | null;
  contracts_currency: string | null;
  paid_amount: string | null;
  final_amount: string | null;
  final_currency: string | null;
  due: number;
  disclosed: number;
  flags: number;
  quality_flags: number;
}

const Money = ({ amount, currency, reader }: { amount: string | null; currency: string | null; reader: Reader }) =>
  amount === null ? (
    <span class="muted">{reader.words.subject.unknown}</span>
  ) : (
    <Amount amount={amount} currency={currency} reader={reader} />
  );

/** The page. */
export const ProjectsPage = ({ reader, manifest, items }: { reader: Reader; manifest: Manifest; items: readonly ProjectItem[] }) => {
  const { words, language } = reader;
  return (
    <Layout reader={reader} title={words.project.listTitle} manifest={manifest}>
      <div class="page-head">
        <h1>{words.project.listTitle}</h1>
        <p class="lead">{words.project.listLead}</p>
      </div>
      {items.length === 0 ? (
        <p class="empty">{words.project.none}</p>
      ) : (
        <Scroll reader={reader} label={words.project.listTitle}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{fieldLabel("title", language)}</th>
                <th scope="col">{fieldLabel("status", language)}</th>
                <th scope="col" class="number">
                  {words.project.budget}
                </th>
                <th scope="col" class="number">
                  {words.project.contracts}
                </th>
                <th scope="col" class="number">
                  {words.project.paid}
                </th>
                <th scope="col" class="number">
                  {words.project.final}
                </th>
                <th scope="col">{words.project.disclosedOfDue}</th>
                <th scope="col">{words.project.flags}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr>
                  <th scope="row">
                    <a href={subjectHref("project", item.id)}>
                      <Printed text={item.title ?? item.id} reader={reader} most={140} listed />
                    </a>
                  </th>
                  <td class="nowrap">
                    {item.status ? labelOf("status", item.status, language) : <span class="muted">{words.subject.unknown}</span>}
                  </td>
                  <td class="number">
                    <Money amount={item.budget_amount} currency={item.currency} reader={reader} />
                  </td>
                  <td class="number">
                    <Money amount={item.contracts_amount} currency={item.contracts_currency} reader={reader} />
                  </td>
                  <td class="number">
                    <Money amount={item.paid_amount} currency={item.contracts_currency} reader={reader} />
                  </td>
                  <td class="number">
                    <Money amount={item.final_amount} currency={item.final_currency} reader={reader} />
                  </td>
                  <td class="nowrap">{words.project.ofDue(item.disclosed, item.due)}</td>
                  <td>
                    {item.flags > 0 && (
                      <>
                        <Mark name="flagged" />
                        {words.subject.flags(item.flags)}
                      </>
                    )}
                    {item.quality_flags > 0 && (
                      <span class="muted">
                        {" "}
                        {words.project.quality}: {item.quality_flags}
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Layout>
  );
};
