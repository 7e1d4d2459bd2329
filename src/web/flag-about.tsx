// What a flag is about, for readers who have no case around it: what was bought, by whom, from whom, and the amount.
import { Amount, Printed } from "./printed.tsx";
import type { Reader } from "./reader.ts";

interface FlagAboutProps {
  what: string | null;
  buyer: string | null | undefined;
  supplier: string | null | undefined;
  amount: string | null;
  currency: string | null;
  reader: Reader;
}

export const FlagAbout = ({ what, buyer, supplier, amount, currency, reader }: FlagAboutProps) => {
  const { words } = reader;
  const facts = [
    [words.queue.what, what],
    [words.party.buyer, buyer],
    [words.party.supplier, supplier],
  ] as const;
  return (
    <dl class="facts">
      {facts.map(
        ([name, value]) =>
          value && (
            <div>
              <dt>{name}</dt>
              <dd>
                <Printed text={value} reader={reader} most={500} />
              </dd>
            </div>
          ),
      )}
      {amount && (
        <div>
          <dt>{words.public.amount}</dt>
          <dd>
            <Amount amount={amount} currency={currency} reader={reader} />
          </dd>
        </div>
      )}
    </dl>
  );
};
