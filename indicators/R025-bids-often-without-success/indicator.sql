-- R025 Bids often without success. One row per party.

with

contested as (

    select
        lot_bidder.tenderer_key as party_key, lot_bidder.process_key,
        lot_award.reason is null and not has_stranger as is_decided,
        lot_award.reason is null and has_stranger as is_open,
        coalesce(lot_award.reason <> 'no_award', false) as is_unknown,
        list_contains(lot_award.winners, lot_bidder.tenderer_key) as has_won,
        -- If any of the bidders were as likely to win as any other.
        len(lot_award.winners)::double / prices.bids as chance,
        lot_bidder.source_rows

    from peers.lot_bidder
    join peers.lot_bidding using (lot_key)
    join peers.lot_award using (lot_key)
    join peers.lot_prices as prices using (lot_key)
    -- A lone bidder cannot lose; a bid that was thrown out could not win.
    where lot_bidding.reason is null
    and not lot_bidder.is_disqualified
    and len(lot_award.winners) < prices.bids
    and prices.bids > 1

),

counted as (

    select
        party_key,
        count(*) filter (where is_decided) as lots,
        count(distinct process_key) filter (where is_decided) as processes,
        lots + count(*) filter (where is_open) as if_named,
        if_named + count(*) filter (where is_unknown) as if_known,
        count(*) filter (where is_decided and has_won) as wins,
        list_aggregate(list(chance order by chance) filter (where is_decided), 'sum') as expected,
        flatten(list(source_rows order by source_rows) filter (where is_decided)) as source_rows

    from contested
    group by party_key

),

judged as (

    select
        party.party_key, lots, processes, wins, expected,
        -- Half of G²: exp(-shortfall) is never below the chance of so few wins, though every lot has a chance of its own (Hoeffding).
        if(wins >= expected, 0, if(wins = 0, 0, wins * ln(wins / expected))
            + (lots - wins) * ln((lots - wins) / (lots - expected))) as shortfall,
        case
            when bidder.tenderer_key is null then 'not_a_bidder'
            when lots >= $min_lots then if(processes < $min_processes, 'too_few', null)
            when if_named >= $min_lots then 'winner_without_bid'
            when if_known >= $min_lots then 'award.supplier_key'
            else 'too_few'
        end as reason,
        coalesce(source_rows, []) as source_rows

    from canon.party
    left join (select distinct tenderer_key from peers.lot_bidder) as bidder on bidder.tenderer_key = party.party_key
    left join counted using (party_key)

)

select
    party_key as subject,
    status_of(reason, exp(-shortfall) <= $max_chance) as status,
    reason,
    exp(-shortfall) as value,
    $max_chance as threshold,
    { lots_count: lots, processes_count: processes, wins_count: wins, expected_count: round(expected, 2), chance_share: exp(-shortfall) } as evidence,
    source_rows as seen_in

from judged
