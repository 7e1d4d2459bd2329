-- cardinal:R038 Many bids disqualified. One row per party.
-- As Cardinal 0.0.8 computes it: tenderers and buyers are two groups, each with its fence.

with

sides as (

    select 'tenderer' as side, party_key, (status = 'disqualified')::integer as is_out from peers.cardinal_side
    union all
    -- A buyer is counted by its bids, not by its processes, whatever the name of the setting says.
    select 'buyer', decided.buyer_key, (bid.status = 'disqualified')::integer
    from peers.cardinal_bid as bid join peers.cardinal_process as decided using (process_key)
    where decided.buyer_key is not null

),

record as (

    select side, party_key, count(*) as bids, sum(is_out)::bigint as outs, sum(is_out) / count(*) as out_share
    from sides
    group by side, party_key
    having count(*) >= if(side = 'buyer', $min_processes, $min_bids)

),

bounds as (

    select
        side,
        quantile_r8(list(out_share order by out_share), 0.25e0) as q1,
        quantile_r8(list(out_share order by out_share), 0.75e0) as q3

    from record
    group by side

),

fenced as (

    select side, q3 + 1.5e0 * (q3 - q1) as fence from bounds

),

told as (

    -- Of a party that bids and buys, the side that flags, else the one with the larger share.
    select
        party_key,
        max({ flags: fence > 0 and out_share >= fence, share: out_share, fence: fence, side: side, bids: bids, outs: outs }) as it

    from record join fenced using (side)
    group by party_key

),

judged as (

    select
        party.party_key, party.source_row, told.it,
        case
            when party.party_key not in (select party_key from sides) then 'not_a_bidder'
            when told.party_key is null then 'too_few'
        end as why_not

    from canon.party as party
    left join told using (party_key)

)

select
    party_key as subject,
    status_of(why_not, it.flags) as status,
    why_not as reason,
    it.share as value,
    it.fence as threshold,
    { role_code: it.side, bids_count: it.bids, disqualified_count: it.outs, disqualified_share: it.share } as evidence,
    [source_row] as seen_in

from judged
