// Logging in, the own account, and who else works here.
import type { Key, User } from "../app/people.ts";
import { SHORTEST_PASSWORD } from "../app/people.ts";
import { Layout } from "./layout.tsx";
import { Moment } from "./printed.tsx";
import type { Reader } from "./reader.ts";

const Refused = ({ text }: { text: string | undefined }) =>
  text ? (
    <p class="notice" role="alert">
      {text}
    </p>
  ) : null;

/** The form to log in. */
export const LoginPage = ({
  reader,
  next,
  name,
  refused,
}: {
  reader: Reader;
  next: string;
  name?: string;
  refused?: string | undefined;
}) => {
  const { words } = reader;
  return (
    <Layout reader={reader} title={words.people.login}>
      <div class="page-head">
        <h1>{words.people.login}</h1>
        <p class="lead">{words.people.loginLead}</p>
      </div>
      <Refused text={refused} />
      <form method="post" action="/login" class="case-form sign-in">
        <input type="hidden" name="next" value={next} />
        <label class="field">
          <span>{words.people.name}</span>
          <input name="name" required maxlength={40} value={name} autocomplete="username" autocapitalize="none" spellcheck={false} />
        </label>
        <label class="field">
          <span>{words.people.password}</span>
          <input name="password" type="password" required maxlength={200} autocomplete="current-password" />
        </label>
        <p class="buttons">
          <button type="submit" class="primary">
            {words.people.login}
          </button>
        </p>
      </form>
      <p class="muted small">{words.people.noAccount}</p>
    </Layout>
  );
};

/** One's own account: role, another password, log-out. */
export const AccountPage = ({ reader, refused, done }: { reader: Reader; refused?: string | undefined; done?: boolean }) => {
  const { words, person } = reader;
  return (
    <Layout reader={reader} title={words.people.account}>
      <div class="page-head">
        <h1>
          <bdi>{person.name}</bdi>
        </h1>
        <p class="lead">
          {words.people.role[person.role]} · <a href="/roles">{words.people.roles}</a>
        </p>
      </div>
      <form method="post" action="/logout">
        <button type="submit">{words.people.logout}</button>
      </form>
      <h2>{words.people.newPassword}</h2>
      {done && (
        <p class="standing" role="status">
          {words.people.passwordChanged}
        </p>
      )}
      <Refused text={refused} />
      <form method="post" action="/account" class="case-form sign-in">
        <input type="text" name="username" value={person.name} autocomplete="username" hidden />
        <label class="field">
          <span>{words.people.presentPassword}</span>
          <input name="password" type="password" required maxlength={200} autocomplete="current-password" />
        </label>
        <label class="field">
          <span>{words.people.newPassword}</span>
          <input name="next" type="password" required minlength={SHORTEST_PASSWORD} maxlength={200} autocomplete="new-password" />
          <span class="hint">{words.people.passwordHint(SHORTEST_PASSWORD)}</span>
        </label>
        <p class="buttons">
          <button type="submit">{words.people.change}</button>
        </p>
      </form>
    </Layout>
  );
};

/** Users and keys as they stand; both are added and changed on the command line. */
export const PeoplePage = ({ reader, users, keys }: { reader: Reader; users: readonly User[]; keys: readonly Key[] }) => {
  const { words } = reader;
  return (
    <Layout reader={reader} title={words.people.title}>
      <div class="page-head">
        <h1>{words.people.title}</h1>
        <p class="lead">{words.people.lead}</p>
      </div>
      <h2>{words.people.users}</h2>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{words.people.name}</th>
            <th scope="col">{words.people.roleHead}</th>
            <th scope="col">{words.people.added}</th>
            <th scope="col">{words.people.disabled}</th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr>
              <th scope="row">
                <bdi>{user.name}</bdi>
              </th>
              <td>{words.people.role[user.role]}</td>
              <td>
                <Moment at={user.created_at} reader={reader} />
              </td>
              <td>{user.disabled_at && <Moment at={user.disabled_at} reader={reader} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <code>jabta user add NAME --role reviewer</code>
      </p>
      <h2>{words.people.keys}</h2>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{words.people.key}</th>
            <th scope="col">{words.people.roleHead}</th>
            <th scope="col">{words.people.scopes}</th>
            <th scope="col">{words.people.expires}</th>
            <th scope="col">{words.people.used}</th>
            <th scope="col">{words.people.revoked}</th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr>
              <th scope="row">
                <bdi>{key.name}</bdi> <code>{key.key_id}</code>
              </th>
              <td>{words.people.role[key.role]}</td>
              <td>{key.scopes}</td>
              <td>
                <Moment at={key.expires_at} reader={reader} />
              </td>
              <td>{key.used_at && <Moment at={key.used_at} reader={reader} />}</td>
              <td>{key.revoked_at && <Moment at={key.revoked_at} reader={reader} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <code>jabta key add NAME --role viewer</code>
      </p>
    </Layout>
  );
};
