// Who works here and which programs read: added, given another role, shut out, in the page by the verbs of the command line.
import type { Child } from "hono/jsx";
import { type Key, USER_ROLES, type User } from "../app/people.ts";
import { ACTIONS, SCOPES } from "../app/role.ts";
import { Layout } from "./layout.tsx";
import { Moment } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { Scroll } from "./scroll.tsx";

/** A secret that was just made: for whom, and what it is. It stands in this one answer and nowhere else. */
export interface Made {
  kind: "password" | "secret";
  of: string;
  secret: string;
}

interface Props {
  reader: Reader;
  users: readonly User[];
  keys: readonly Key[];
  refused?: string | undefined;
  made?: Made | undefined;
}

const RoleChoice = ({ reader, label, chosen = "viewer" }: { reader: Reader; label: string; chosen?: string }) => (
  <select name="role" aria-label={label}>
    {USER_ROLES.map((role) => (
      <option value={role} selected={role === chosen}>
        {reader.words.people.role[role]}
      </option>
    ))}
  </select>
);

const Act = ({ to, name, value, children }: { to: string; name: string; value: string; children: Child }) => (
  <form method="post" action={`/people/${to}`} class="row-form">
    <input type="hidden" name={name} value={value} />
    {children}
  </form>
);

const UserRow = ({ user, reader }: { user: User; reader: Reader }) => {
  const { words } = reader;
  const isOwn = user.name === reader.person.name;
  const about = (what: string) => `${what}: ${user.name}`;
  return (
    <tr>
      <th scope="row">
        <bdi>{user.name}</bdi>
      </th>
      <td>
        {isOwn ? (
          words.people.role[user.role]
        ) : (
          <Act to="role" name="name" value={user.name}>
            <RoleChoice reader={reader} label={about(words.people.roleHead)} chosen={user.role} />
            <button type="submit" aria-label={about(words.people.change)}>
              {words.people.change}
            </button>
          </Act>
        )}
      </td>
      <td>
        <Moment at={user.created_at} reader={reader} />
      </td>
      <td>
        {user.disabled_at && (
          <p>
            <Moment at={user.disabled_at} reader={reader} />
          </p>
        )}
        {isOwn ? (
          <span class="muted">{words.people.own}</span>
        ) : (
          <div class="buttons">
            <Act to={user.disabled_at ? "enable" : "disable"} name="name" value={user.name}>
              <button type="submit" aria-label={about(user.disabled_at ? words.people.enable : words.people.disable)}>
                {user.disabled_at ? words.people.enable : words.people.disable}
              </button>
            </Act>
            <Act to="password" name="name" value={user.name}>
              <button type="submit" aria-label={about(words.people.newPassword)}>
                {words.people.newPassword}
              </button>
            </Act>
          </div>
        )}
      </td>
    </tr>
  );
};

const Users = ({ reader, users }: Pick<Props, "reader" | "users">) => {
  const { words } = reader;
  if (!users.length) {
    return (
      <>
        <p>{words.people.firstUser}</p>
        <p>
          <code>jabta user add NAME --role admin</code>
        </p>
      </>
    );
  }
  return (
    <>
      <Scroll reader={reader} label={words.people.users}>
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
              <UserRow user={user} reader={reader} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <form method="post" action="/people/add" class="case-form narrow-form">
        <h3>{words.people.addUser}</h3>
        <label class="field">
          <span>{words.people.name}</span>
          <input name="name" required maxlength={40} pattern={"[a-z][a-z0-9._\\-]{1,39}"} autocomplete="off" autocapitalize="none" />
          <span class="hint">{words.people.nameHint}</span>
        </label>
        <div class="field">
          <span>{words.people.roleHead}</span>
          <RoleChoice reader={reader} label={words.people.roleHead} chosen="reviewer" />
        </div>
        <p class="buttons">
          <button type="submit" class="primary">
            {words.people.addUser}
          </button>
        </p>
      </form>
    </>
  );
};

const Keys = ({ reader, keys }: Pick<Props, "reader" | "keys">) => {
  const { words, language } = reader;
  return (
    <>
      {keys.length === 0 ? (
        <p class="muted">{words.people.noKeys}</p>
      ) : (
        <Scroll reader={reader} label={words.people.keys}>
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
                  <td>
                    {key.revoked_at ? (
                      <Moment at={key.revoked_at} reader={reader} />
                    ) : (
                      <Act to="keys/revoke" name="key" value={key.key_id}>
                        <button type="submit" aria-label={`${words.people.revoke}: ${key.name}`}>
                          {words.people.revoke}
                        </button>
                      </Act>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <form method="post" action="/people/keys/add" class="case-form narrow-form">
        <h3>{words.people.addKey}</h3>
        <label class="field">
          <span>{words.people.keyName}</span>
          <input name="name" required maxlength={100} autocomplete="off" />
        </label>
        <div class="field">
          <span>{words.people.roleHead}</span>
          <RoleChoice reader={reader} label={words.people.roleHead} />
        </div>
        <fieldset class="choices">
          <legend>{words.people.scopes}</legend>
          {SCOPES.map((scope) => (
            <label>
              <input type="checkbox" name="scope" value={scope} checked={scope === "read"} /> {ACTIONS[scope].says[language]}
            </label>
          ))}
        </fieldset>
        <label class="field">
          <span>{words.people.days}</span>
          <input name="days" type="number" min={1} max={366} value={90} required />
        </label>
        <p class="buttons">
          <button type="submit" class="primary">
            {words.people.addKey}
          </button>
        </p>
      </form>
    </>
  );
};

/** The page. */
export const PeoplePage = ({ reader, users, keys, refused, made }: Props) => {
  const { words } = reader;
  return (
    <Layout reader={reader} title={words.people.title}>
      <div class="page-head">
        <h1>{words.people.title}</h1>
        <p class="lead">
          {words.people.lead} <a href="/roles">{words.people.roles}</a>
        </p>
      </div>
      {refused && (
        <p class="notice" role="alert">
          {refused}
        </p>
      )}
      {made && (
        <div class="notice" role="status">
          <p>{words.people.made[made.kind](made.of)}</p>
          <p>
            <code class="secret" translate="no">
              {made.secret}
            </code>
          </p>
        </div>
      )}
      <section aria-labelledby="users">
        <h2 id="users">{words.people.users}</h2>
        <Users reader={reader} users={users} />
      </section>
      <section aria-labelledby="keys">
        <h2 id="keys">{words.people.keys}</h2>
        <Keys reader={reader} keys={keys} />
      </section>
    </Layout>
  );
};
