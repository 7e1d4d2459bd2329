-- R057 Winners take turns. One row per buyer and class.

with

contested as (

    select
        pair.buyer_class_key, prices.lot_key, lot_award.awarded_on, winner.tenderer_key as winner_key, winner.amount,
        prices.currency, prices.reason is not null as is_unpriced, prices.rate_texts,
        count(*) over (partition by pair.buyer_class_key) as lots,
        list_sort(prices.source_rows || lot_award.source_rows) as source_rows

    from peers.lot_prices as prices
    join peers.lot_bidding using (lot_key)
    join peers.lot_award using (lot_key)
    join peers.lot_market using (lot_key)
    join peers.buyer_class as pair on pair.buyer_key = lot_market.buyer_key and pair.class is not distinct from lot_market.class
    join peers.lot_bidder as winner on winner.lot_key = prices.lot_key and winner.tenderer_key = lot_award.winners[1]
    where lot_bidding.reason is null and lot_award.reason is null and not lot_award.has_stranger
    and len(lot_award.winners) = 1 and prices.bids > 1

),

-- Whoever bids for most of the lots.
regulars as (

    select buyer_class_key, lot_bidder.tenderer_key as winner_key
    from contested
    join peers.lot_bidder using (lot_key)
    group by buyer_class_key, lots, lot_bidder.tenderer_key
    having count(*)::double / lots >= $min_attendance_share

),

won as (

    select
        contested.*,
        coalesce(lag(winner_key) over (partition by buyer_class_key order by awarded_on, lot_key) = winner_key, false) as is_repeat

    from contested
    join regulars using (buyer_class_key, winner_key)

),

turns as (

    select
        buyer_class_key, count(*) as bidders, sum(wins)::bigint as won_lots, sum(repeats)::bigint as repeats,
        -- How often a winner would follow itself if the same wins were shuffled.
        (won_lots - 1) * sum(wins * (wins - 1))::double / nullif(won_lots * (won_lots - 1), 0) as expected,
        list(amount order by amount) as amounts,
        list_sum(list_sort(list_transform(amounts, lambda amount, place: (2 * place - bidders - 1) * amount)))::double
            / nullif(bidders * sum(amount), 0)::double as gini_share,
        told_rates(flatten(list(rate_texts order by rate_texts))) as rates_text

    from (
        select regulars.*, count(lot_key) as wins, count(lot_key) filter (where is_repeat) as repeats, coalesce(sum(amount), 0) as amount,
            flatten(list(rate_texts order by rate_texts)) as rate_texts
        from regulars
        left join won using (buyer_class_key, winner_key)
        group by regulars.buyer_class_key, regulars.winner_key
    )
    group by buyer_class_key

),

judged as (

    select
        pair.buyer_class_key, lots, bidders, won_lots, repeats, expected, gini_share, rates_text, source_rows,
        -- Half of G²: exp(-excess) bounds the chance of so few repeats.
        if(repeats >= expected, 0, if(repeats = 0, 0, repeats * ln(repeats / expected))
            + (won_lots - 1 - repeats) * ln((won_lots - 1 - repeats) / (won_lots - 1 - expected))) as excess,
        case
            when lots is null then 'bid.tenderer_key'
            when lots < $min_lots then 'too_few'
            when coalesce(bidders, 0) < $min_bidders or bidders > $max_bidders then 'no_regular_group'
            when has_undated then 'award.awarded_on'
            when is_unpriced then 'bid.value_amount'
            when has_mixed_currencies then 'currency_mixed'
            when expected is null then 'too_few'
        end as reason

    from peers.buyer_class as pair
    left join (
        select
            buyer_class_key, lots, bool_or(awarded_on is null) as has_undated, bool_or(is_unpriced) as is_unpriced,
            min(currency) <> max(currency) as has_mixed_currencies, flatten(list(source_rows order by source_rows)) as source_rows
        from contested
        group by buyer_class_key, lots
    ) as seen using (buyer_class_key)
    left join turns using (buyer_class_key)

)

select
    buyer_class_key as subject,
    status_of(reason, exp(-excess) <= $max_chance and gini_share < $limit_gini_share) as status,
    reason, exp(-excess) as value, $max_chance as threshold,
    { bidders_count: bidders, lots_count: lots, won_count: won_lots, repeats_count: repeats, expected_count: round(expected, 2),
        gini_share: gini_share, chance_share: exp(-excess), rates_text: rates_text } as evidence,
    coalesce(source_rows, []) as seen_in

from judged
