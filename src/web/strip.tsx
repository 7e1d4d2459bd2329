// Strip plots: where one contract stands among those like it, and where the flags of an indicator stand beside its threshold.
import type { ValuePlace } from "../app/flag-values.ts";
import type { Similar } from "../app/similar.ts";
import { labelOf } from "../text/codelist.ts";
import { Amount } from "./printed.tsx";
import type { Tongue } from "./reader.ts";
import { decades, linear, logarithmic, percent } from "./scale.ts";
import { Scroll } from "./scroll.tsx";

const MILLION = 1e6;

/** A number beside an axis: in full up to a million, then in millions, as amounts are read aloud in both languages. */
const brief = (value: number, { words }: Tongue): string => {
  const short = (it: number) => new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 }).format(it);
  return Math.abs(value) >= MILLION ? words.subject.millions(short(value / MILLION)) : short(value);
};

const Ticks = ({ at, ticks, reader }: { at: (value: number) => number; ticks: readonly number[]; reader: Tongue }) => (
  <>
    {ticks.map((tick) => (
      <>
        <line x1={percent(at(tick))} x2={percent(at(tick))} y1="44" y2="50" class="axis" />
        <text x={percent(at(tick))} y="66" text-anchor="middle">
          {brief(tick, reader)}
        </text>
      </>
    ))}
  </>
);

/** Values on a strip as one line each, drawn as one: a page has many of them. */
const Marks = ({ at, points }: { at: (value: number) => number; points: readonly number[] }) => (
  <svg x="0" y="22" width="100%" height="20" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
    <path d={points.map((point) => `M${at(point).toFixed(2)} 0V20`).join("")} class="peer" vector-effect="non-scaling-stroke" />
  </svg>
);

/** This one among the others. */
const Own = ({ at }: { at: number }) => (
  <svg x={percent(at)} y="0" width="1" height="44" overflow="visible" aria-hidden="true">
    <path d="M0 42 L-6 30 L0 18 L6 30 Z" class="own" />
  </svg>
);

/** A scale for values, with its ticks: by powers of ten where they lie far apart. */
function scaleOf(values: readonly number[]) {
  const [from, to] = [Math.min(...values), Math.max(...values)];
  if (from > 0 && to / from > 50) return { at: logarithmic(from, to), ticks: decades(from, to) };
  return { at: linear(from, to === from ? from + 1 : to), ticks: [...new Set([from, (from + to) / 2, to])] };
}

/** One flag among all of its indicator, with the threshold; nothing where all of them are the same. */
export const PlaceStrip = ({ place, reader }: { place: ValuePlace; reader: Tongue }) => {
  const { words } = reader;
  const { value, threshold, points, count, below } = place;
  const all = [...points, value, threshold];
  if (Math.min(...all) === Math.max(...all)) return null;
  const { at, ticks } = scaleOf(all);
  const text = words.subject.valuePlace(below, count);
  return (
    <figure class="drawing place-strip">
      <svg width="100%" height="74" role="img" aria-label={`${text} ${words.subject.valueMarks}`}>
        <line x1="2%" x2="98%" y1="44" y2="44" class="axis" />
        <Marks at={at} points={points} />
        <line x1={percent(at(threshold))} x2={percent(at(threshold))} y1="10" y2="44" class="threshold" />
        <Own at={at(value)} />
        <Ticks at={at} ticks={ticks} reader={reader} />
      </svg>
      <figcaption>
        {text} {words.subject.valueMarks}
      </figcaption>
    </figure>
  );
};

/** The contract among similar ones, by amount. */
export const SimilarStrip = ({ similar, reader }: { similar: Similar; reader: Tongue }) => {
  const { words, language } = reader;
  const [least, most] = [Number(similar.smallest), Number(similar.largest)];
  const [from, to] = least === most ? [least / 2, most * 2] : [least, most];
  const at = logarithmic(from, to);
  const label = (code: string | null) => (code ? labelOf("code", code, language) : words.subject.unknown);
  const group = words.subject.group(similar.of, label(similar.category), label(similar.method));
  const place = words.subject.share(similar.below, similar.count);
  return (
    <figure class="drawing">
      <svg width="100%" height="74" role="img" aria-label={`${words.subject.peersText(similar.count, group)} ${place}.`}>
        <line x1="2%" x2="98%" y1="44" y2="44" class="axis" />
        <Marks at={at} points={similar.points} />
        <line x1={percent(at(Number(similar.median)))} x2={percent(at(Number(similar.median)))} y1="16" y2="44" class="median" />
        <Own at={at(Number(similar.own))} />
        <Ticks at={at} ticks={decades(from, to)} reader={reader} />
      </svg>
      <figcaption>{words.subject.peersText(similar.count, group)}</figcaption>
      <Scroll reader={reader} label={words.subject.peers}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{words.subject.smallest}</th>
              <th scope="col">{words.subject.median}</th>
              <th scope="col">{words.subject.largest}</th>
              <th scope="col">{words.subject.thisOne}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              {[similar.smallest, similar.median, similar.largest].map((amount) => (
                <td>
                  <Amount amount={amount} currency={similar.currency} reader={reader} />
                </td>
              ))}
              <td>
                <strong>
                  <Amount amount={similar.own} currency={similar.currency} reader={reader} />
                </strong>
                <br />
                <span class="muted">{place}</span>
              </td>
            </tr>
          </tbody>
        </table>
      </Scroll>
    </figure>
  );
};

/** All flags of an indicator at their values, with the threshold. */
export const ValueStrip = ({
  points,
  count,
  threshold,
  reader,
}: {
  points: readonly number[];
  count: number;
  threshold: number | null;
  reader: Tongue;
}) => {
  const { words } = reader;
  const { at, ticks } = scaleOf(threshold === null ? points : [...points, threshold]);
  return (
    <figure class="drawing">
      <svg width="100%" height="74" role="img" aria-label={words.indicators.valuesText(count)}>
        <line x1="2%" x2="98%" y1="44" y2="44" class="axis" />
        <Marks at={at} points={points} />
        {threshold !== null && <line x1={percent(at(threshold))} x2={percent(at(threshold))} y1="10" y2="44" class="threshold" />}
        <Ticks at={at} ticks={ticks} reader={reader} />
      </svg>
      <figcaption>
        {words.indicators.valuesText(count)} {threshold !== null && words.indicators.valuesLine(brief(threshold, reader))}
      </figcaption>
    </figure>
  );
};
