// The table of roles as a page, made from the same table the gate decides by.
import { ACTIONS, type Action, RATE, ROLES, ROW_CAP } from "../app/role.ts";
import { showAmount } from "../text/text.ts";
import { Layout } from "./layout.tsx";
import type { Reader } from "./reader.ts";

const shown = (limit: number): string => (Number.isFinite(limit) ? showAmount(String(limit)) : "∞");

/** The page. */
export const RolesPage = ({ reader }: { reader: Reader }) => {
  const { words, language } = reader;
  return (
    <Layout reader={reader} title={words.people.roles}>
      <div class="page-head">
        <h1>{words.people.roles}</h1>
        <p class="lead">{words.people.rolesLead}</p>
      </div>
      <section class="scroll" aria-label={words.people.roles} tabindex={0}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{words.people.action}</th>
              {ROLES.map((role) => (
                <th scope="col">{words.people.role[role]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(Object.keys(ACTIONS) as Action[]).map((action) => (
              <tr>
                <th scope="row">
                  {ACTIONS[action].says[language]} {ACTIONS[action].scope && <code>{action}</code>}
                </th>
                {ROLES.map((role) => (
                  <td>{words.people.rule[ACTIONS[action].rules[role]]}</td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{words.people.rowCap}</th>
              {ROLES.map((role) => (
                <td>{shown(ROW_CAP[role])}</td>
              ))}
            </tr>
            <tr>
              <th scope="row">{words.people.rate}</th>
              {ROLES.map((role) => (
                <td>{shown(RATE[role])}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
      <p class="muted small">{words.people.scopesText}</p>
    </Layout>
  );
};
