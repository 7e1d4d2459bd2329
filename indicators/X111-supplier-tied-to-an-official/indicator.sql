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
        coalesce(win.won_on, as_of()) as won_on,
        list_distinct(person.source_rows || [office.source_row, win.source_row]) as source_rows

    from peers.win
    join canon.office on office.party_key = win.buyer_key
    join peers.part_of_bidder as part on part.party_key = win.supplier_key
    join person on person.party_key = part.part_key and person.person_key = office.person_key
    where coalesce(person.from_on <= coalesce(win.won_on, as_of()), true)
    and coalesce(person.to_on >= coalesce(win.won_on, as_of()), true)
    and coalesce(office.from_on <= coalesce(win.won_on, as_of()), true)
    and coalesce(office.to_on >= coalesce(win.won_on, as_of()), true)

),

counted as (

    select
        buyer_key, supplier_key,
        count(distinct person_key) as persons,
        count(distinct (process_key, contract_key)) as wins,
        min(position) as position,
        min(won_on) as first_on,
        list_sort(list_distinct(flatten(list(source_rows order by source_rows)))) as source_rows

    from tied
    group by buyer_key, supplier_key

),

whole as (

    select buyer_key, supplier_key, count(distinct (process_key, contract_key)) as all_wins, min(source_row) as source_row
    from peers.win
    group by buyer_key, supplier_key

),

judged as (

    select
        pair.buyer_supplier_key, persons, wins, position, first_on, all_wins,
        coalesce(counted.source_rows, [whole.source_row]) as source_rows,
        case
            when counted.buyer_key is not null then null
            when pair.buyer_key not in (select party_key from canon.office) then 'office.person_key'
            when pair.supplier_key not in (select part.party_key from peers.part_of_bidder as part join person on person.party_key = part.part_key) then 'holding.holder_key'
        end as reason

    from peers.buyer_supplier as pair
    left join counted using (buyer_key, supplier_key)
    left join whole using (buyer_key, supplier_key)

)

select
    buyer_supplier_key as subject,
    status_of(reason, coalesce(persons > 0, false)) as status,
    reason,
    coalesce(persons, 0) as value,
    1 as threshold,
    { persons_count: persons, position_code: position, first_on: first_on, wins_count: wins, all_count: all_wins } as evidence,
    source_rows as seen_in

from judged
