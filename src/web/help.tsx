// Help, in one place: how to read a flag, how to review, the keys and their switch.
import type { Manifest } from "../app/run.ts";
import { Layout } from "./layout.tsx";
import { Mark } from "./marks.tsx";
import type { Reader } from "./reader.ts";

/** The page. */
export const HelpPage = ({ reader, manifest }: { reader: Reader; manifest: Manifest | undefined }) => {
  const { words, keys } = reader;
  return (
    <Layout reader={reader} title={words.help.title} at="help" manifest={manifest}>
      <div class="page-head">
        <h1>{words.help.title}</h1>
        <p class="lead">{words.disclaimerLong}</p>
      </div>
      <div class="two">
        <div>
          <h2>{words.help.marks}</h2>
          <dl class="legend">
            {(["flagged", "clear", "no_data", "not_applicable"] as const).map((status) => (
              <div>
                <dt>
                  <Mark name={status} />
                  {words.status[status]}
                </dt>
                <dd>{words.help.status[status]}</dd>
              </div>
            ))}
          </dl>
          <h2>{words.help.order}</h2>
          <p>{words.help.orderText}</p>
          <h2>{words.help.review}</h2>
          <dl class="legend">
            {(["new", "claimed", "waiting", "decided", "reopened"] as const).map((state) => (
              <div>
                <dt>
                  <Mark name={state} />
                  {words.state[state]}
                </dt>
                <dd>{words.help.state[state]}</dd>
              </div>
            ))}
          </dl>
          <p>{words.help.reviewText}</p>
        </div>
        <div>
          <h2 id="keys">{words.help.keys}</h2>
          <p>{keys ? words.help.keysOn : words.help.keysOff}</p>
          <form method="post" action="/settings">
            <input type="hidden" name="keys" value={keys ? "off" : "on"} />
            <button type="submit">{keys ? words.help.switchOff : words.help.switchOn}</button>
          </form>
          <table class="plain keys">
            <tbody>
              {words.help.keyList.map(([key, text]) => (
                <tr>
                  <th scope="row">
                    {key.split(" ").map((part) => (
                      <>
                        <kbd>{part}</kbd>{" "}
                      </>
                    ))}
                  </th>
                  <td>{text}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h2>{words.help.persons}</h2>
          <p>{words.help.personsText}</p>
          <h2>{words.help.user}</h2>
          <p>{words.localUserWhy}</p>
        </div>
      </div>
    </Layout>
  );
};
