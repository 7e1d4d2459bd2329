-- X111 Supplier tied to an official. One row per buyer and supplier.

with

person as (

    -- Who runs each supplier or its members, who stands behind it, and the supplier itself where it is a person.
    select party_key, holder_key as person_key, from_on, to_on, [source_row] as source_rows from canon.holding where kind = 'director'
    union all
    select party_key, holder_key, from_on, to_on, source_rows from peers.ownership
    union all
    select party_key, party_key, null::date, null::date, [source_row] from canon.party where kind = 'natural'

),

tied as (

    select
        win.buyer_key, win.supplier_key, win.process_key, win.contract_key, person.person_key, office.position,
        -- Of what was won on a day that nobody tells, who is tied today is told.
        coalesce(win.won_on, as_of()) as day,
        person.source_rows || [office.source_row, win.source_row] as source_rows

    from peers.win
    join canon.office on office.party_key = win.buyer_key
    join peers.part_of_bidder as part on part.party_key = win.supplier_key
    join person on person.party_key = part.part_key and person.person_key = office.person_key
    where day between coalesce(person.from_on, day) and coalesce(person.to_on, day)
    and day between coalesce(office.from_on, day) and coalesce(office.to_on, day)

),

counted as (

    select
        buyer_key, supplier_key,
        count(distinct person_key) as persons,
        count(distinct (process_key, contract_key)) as wins,
        min(position) as position,
        min(day) as first_on,
        list_sort(list_distinct(flatten(list(source_rows order by source_rows)))) as source_rows

    from tied
    group by buyer_key, supplier_key

),

whole as (

    select buyer_key, supplier_key, count(distinct (process_key, contract_key)) as all_wins
    from peers.win
    group by buyer_key, supplier_key

),

judged as (

    select
        pair.buyer_supplier_key, persons, wins, position, first_on, all_wins, source_rows,
        case
            when pair.buyer_key not in (select party_key from canon.office) then 'office.person_key'
            when pair.supplier_key not in (select part.party_key from peers.part_of_bidder as part join person on person.party_key = part.part_key) then 'holding.holder_key'
        end as reason

    from peers.buyer_supplier as pair
    join whole using (buyer_key, supplier_key)
    left join counted using (buyer_key, supplier_key)

)

select
    buyer_supplier_key as subject,
    status_of(reason, persons is not null) as status,
    reason,
    coalesce(persons, 0) as value,
    1 as threshold,
    { persons_count: persons, position_code: position, first_on: first_on, wins_count: wins, all_count: all_wins } as evidence,
    coalesce(source_rows, []) as seen_in

from judged
