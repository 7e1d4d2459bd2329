// Logging in, and the own account.
import { SHORTEST_PASSWORD } from "../app/people.ts";
import { Layout } from "./layout.tsx";
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
