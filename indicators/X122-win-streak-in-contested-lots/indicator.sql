-- X122 Win streak in contested lots. One row per buyer, supplier and class.
-- A consortium's bid is a bid of each of its members.

with

entered as (

    select
        lot_market.buyer_key, lot_market.class, lot_bidder.process_key, lot_bidder.lot_key, lot_bidder.tenderer_key,
        coalesce(member.member_key, lot_bidder.tenderer_key) as supplier_key,
        lot_award.awarded_on,
        list_contains(lot_award.winners, lot_bidder.tenderer_key) as has_won,
        -- If any of the bidders were as likely to win as any other.
        ln(len(lot_award.winners)::double / prices.bids) as log_chance,
        list_sort(lot_bidder.source_rows || lot_award.source_rows) as source_rows

    from peers.lot_bidder
    join peers.lot_bidding using (lot_key)
    join peers.lot_award using (lot_key)
    join peers.lot_prices as prices using (lot_key)
    join peers.lot_market using (lot_key)
    left join canon.member on member.party_key = lot_bidder.tenderer_key
    where lot_bidding.reason is null and lot_award.reason is null and not lot_award.has_stranger
    and not lot_bidder.is_disqualified
    and len(lot_award.winners) < prices.bids

),

-- Lots in a row share the difference between their place among all and their place among those alike.
placed as (

    select
        *,
        count(*) over (partition by buyer_key, supplier_key, class) as lots,
        row_number() over (partition by buyer_key, supplier_key, class order by awarded_on, lot_key, tenderer_key)
            - row_number() over (partition by buyer_key, supplier_key, class, has_won order by awarded_on, lot_key, tenderer_key) as streak

    from entered
    where awarded_on is not null

),

streaks as (

    select
        buyer_key, supplier_key, class,
        count(*) as wins,
        count(distinct process_key) as processes,
        min(awarded_on) as from_on, max(awarded_on) as to_on,
        -- A streak might have begun at any lot that leaves room for it.
        least(1, (min(lots) - wins + 1) * exp(list_aggregate(list(log_chance order by log_chance), 'sum'))) as chance,
        flatten(list(source_rows order by source_rows)) as source_rows

    from placed
    where has_won
    group by buyer_key, supplier_key, class, streak

),

best as (

    select
        buyer_key, supplier_key, class,
        min({ chance: chance, from_on: from_on, to_on: to_on, wins: wins, processes: processes, source_rows: source_rows })
            filter (where wins >= $min_wins and processes >= $min_processes) as streak

    from streaks
    group by buyer_key, supplier_key, class

),

counted as (

    select buyer_key, supplier_key, class, count(*) as lots, count(awarded_on) as dated_lots
    from entered
    group by buyer_key, supplier_key, class

),

judged as (

    select
        pair.buyer_supplier_class_key, coalesce(counted.dated_lots, 0) as lots, best.streak,
        case
            when counted.lots is null then 'bid.tenderer_key'
            when counted.dated_lots >= $min_wins then null
            when counted.lots >= $min_wins then 'award.awarded_on'
            else 'too_few'
        end as reason

    from peers.buyer_supplier_class as pair
    left join counted on counted.buyer_key = pair.buyer_key and counted.supplier_key = pair.supplier_key and counted.class is not distinct from pair.class
    left join best on best.buyer_key = pair.buyer_key and best.supplier_key = pair.supplier_key and best.class is not distinct from pair.class

)

select
    buyer_supplier_class_key as subject,
    status_of(reason, coalesce(streak.chance <= $max_chance, false)) as status,
    reason, coalesce(streak.chance, 1) as value, $max_chance as threshold,
    { wins_count: streak.wins, processes_count: streak.processes, lots_count: lots, from_on: streak.from_on, to_on: streak.to_on, chance_share: streak.chance } as evidence,
    coalesce(streak.source_rows, []) as seen_in

from judged
