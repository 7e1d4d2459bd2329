-- R023 Fixed multiples of bid prices. One row per lot; a tender without lots is one.
-- All in whole hundredths: a price is a whole per cent above the lowest when it is no further from it than rounding explains.

with

counted as (

    select
        *,
        list_transform(amounts, lambda amount: (amount * 100)::hugeint) as cents,
        -- The largest power of ten that divides every price is what the bidders rounded to; $min_unit at least.
        greatest($min_unit * 100, list_max(list_filter(
            list_transform(range(3, 18), lambda zeros: ('1' || repeat('0', zeros))::hugeint),
            lambda unit: len(list_filter(cents, lambda cent: cent % unit <> 0)) = 0))) as unit

    from peers.lot_prices

),

measured as (

    select
        *,
        cents[1] as lowest,
        50 * unit as tolerance,
        -- The nearest whole per cent of each dearer price, and how far it is missed, in hundredths of a hundredth.
        list_transform(cents, lambda cent: { percent: (200 * (cent - lowest) + lowest) // nullif(2 * lowest, 0), over: 100 * (cent - lowest) }) as gaps,
        list_filter(gaps, lambda gap: gap.percent > 0 and abs(gap.over - gap.percent * lowest) <= tolerance) as exact,
        -- How likely it is that so many of the dearer prices lie so near a whole per cent, wherever they lie; never understated.
        pow(least(1, (bids - 1) * 100 * unit / nullif(lowest, 0)::double), len(exact)) as chance,
        coalesce(reason, if(bids < $min_bids, 'too_few', null)) as why_not

    from counted

)

select
    lot_key as subject,
    status_of(why_not, len(exact) >= $min_exact and chance <= $max_chance) as status,
    why_not as reason,
    len(exact) as value,
    $min_exact as threshold,
    {
        exact_count: len(exact), dearer_count: bids - 1, lowest_amount: list_min(amounts), currency_code: currency, rates_text: rates_text,
        first_share: list_min(list_transform(exact, lambda gap: gap.percent))::double / 100,
        last_share: list_max(list_transform(exact, lambda gap: gap.percent))::double / 100,
        chance_share: chance
    } as evidence,
    source_rows as seen_in

from measured
