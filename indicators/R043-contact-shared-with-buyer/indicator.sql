-- R043 Contact shared with buyer. One row per buyer and supplier.

with

source_of as (

    -- Where the two met; of several sources the first by name.
    select win.buyer_key, win.supplier_key, min(process.source) as source
    from peers.win
    join canon.process using (process_key)
    group by win.buyer_key, win.supplier_key

),

compared as (

    select
        pair.buyer_supplier_key,
        source_of.source,
        seller.phone is not null and buyer.phone is not null or seller.address is not null and buyer.address is not null as is_known,
        list_filter([
            if(seller.phone = buyer.phone, 'phone_alike', null),
            if(seller.address = buyer.address, 'address_alike', null)
        ], lambda thing: thing is not null) as alike,
        list_filter(list_distinct([buyer.source_row, seller.source_row]), lambda row: row is not null) as seen_in

    from peers.buyer_supplier as pair
    join source_of using (buyer_key, supplier_key)
    join peers.contact as buyer on buyer.party_key = pair.buyer_key
    join peers.contact as seller on seller.party_key = pair.supplier_key

),

habits as (

    select source, count(*) as pairs, count(*) filter (where len(alike) > 0) as copied
    from compared
    where is_known
    group by source

),

judged as (

    select
        compared.*, pairs, copied,
        case
            when not is_known then 'party.phone'
            when pairs >= $min_pairs and copied / pairs > $limit_alike_share then 'contact_copied'
        end as reason

    from compared
    left join habits on habits.source is not distinct from compared.source

)

select
    buyer_supplier_key as subject,
    status_of(reason, len(alike) > 0) as status,
    reason,
    len(alike) as value,
    1 as threshold,
    { alike_code: alike, pairs_count: pairs, copied_count: copied } as evidence,
    seen_in

from judged
