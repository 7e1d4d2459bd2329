-- Who stands behind a party as owner, directly or through at most three others, and between which days.
-- One row per chain; share is the least along it, and null where one of its links has none. Directors own nothing and are left out.

create table peers.ownership as

with

link as (

    select
        party_key,
        holder_key,
        kind = 'shareholder' as is_equity,
        share::double as share,
        from_on,
        to_on,
        source_row

    from canon.holding
    where kind <> 'director'

),

two as (

    select
        one.party_key,
        other.holder_key,
        one.is_equity and other.is_equity as is_equity,
        if(one.share is null or other.share is null, null, least(one.share, other.share)) as share,
        greatest(one.from_on, other.from_on) as from_on,
        least(one.to_on, other.to_on) as to_on,
        list_sort([one.source_row, other.source_row]) as source_rows

    from link as one
    join link as other on other.party_key = one.holder_key
    where other.holder_key <> one.party_key

),

three as (

    select
        one.party_key,
        other.holder_key,
        one.is_equity and other.is_equity as is_equity,
        if(one.share is null or other.share is null, null, least(one.share, other.share)) as share,
        greatest(one.from_on, other.from_on) as from_on,
        least(one.to_on, other.to_on) as to_on,
        list_sort(one.source_rows || [other.source_row]) as source_rows

    from two as one
    join link as other on other.party_key = one.holder_key
    where other.holder_key <> one.party_key

),

four as (

    select
        one.party_key,
        other.holder_key,
        one.is_equity and other.is_equity as is_equity,
        if(one.share is null or other.share is null, null, least(one.share, other.share)) as share,
        greatest(one.from_on, other.from_on) as from_on,
        least(one.to_on, other.to_on) as to_on,
        list_sort(one.source_rows || other.source_rows) as source_rows

    from two as one
    join two as other on other.party_key = one.holder_key
    where other.holder_key <> one.party_key

)

select party_key, holder_key, is_equity, share, from_on, to_on, 1 as links, [source_row] as source_rows from link

union all

select party_key, holder_key, is_equity, share, from_on, to_on, 2 as links, source_rows from two

union all

select party_key, holder_key, is_equity, share, from_on, to_on, 3 as links, source_rows from three

union all

select party_key, holder_key, is_equity, share, from_on, to_on, 4 as links, source_rows from four
