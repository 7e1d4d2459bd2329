-- C215 Regions won apart. One row per supplier.

with

roaming as (

    select supplier_key, country, class, sum(wins)::bigint as wins, list(province order by province) as provinces,
        list_sort(list_distinct(flatten(list(source_rows order by source_rows)))) as source_rows
    from peers.class_province
    group by supplier_key, country, class
    having sum(wins) >= $min_wins and count(*) >= $min_regions

),

market as (

    select country, class, province, sum(wins)::bigint as wins, sum(sum(wins)) over (partition by country, class)::bigint as all_wins
    from peers.class_province
    group by country, class, province

),

reach as (

    -- The part of what others won that lies in the provinces of each.
    select roaming.supplier_key, roaming.country, roaming.class,
        (sum(market.wins) - roaming.wins) / (all_wins - roaming.wins)::double as part
    from roaming
    join market on market.country is not distinct from roaming.country and market.class = roaming.class and list_contains(roaming.provinces, market.province)
    group by roaming.supplier_key, roaming.country, roaming.class, roaming.wins, all_wins

),

inside as (

    -- What each supplier of the class won in the provinces of the one.
    select one.supplier_key, other.supplier_key as other_key, one.country, one.class, sum(other.wins)::bigint as wins
    from roaming as one
    join peers.class_province as other on other.class = one.class and other.country is not distinct from one.country and list_contains(one.provinces, other.province)
    group by one.supplier_key, other.supplier_key, one.country, one.class

),

pair as (

    select
        one.supplier_key, other.supplier_key as other_key, one.country, one.class, one.wins, other.wins as other_wins, one.source_rows,
        len(one.provinces) as regions, len(other.provinces) as other_regions,
        len(list_intersect(one.provinces, other.provinces)) as shared,
        shared / (regions + other_regions - shared) as overlap,
        coalesce(inside.wins, 0) / other.wins as inside_part,
        -- exp(-excess) is never below the chance that so few of the other's wins lie there (Chernoff; drawing without replacement is no worse, Hoeffding).
        -- Where all that others won lies there, all that this one won does.
        if(inside_part < reach.part,
            other.wins * (if(inside_part > 0, inside_part * ln(inside_part / reach.part), 0)
            + (1 - inside_part) * ln((1 - inside_part) / (1 - reach.part))),
            0) as excess

    from roaming as one
    join roaming as other on other.class = one.class and other.country is not distinct from one.country and other.supplier_key <> one.supplier_key
    join reach on reach.supplier_key = one.supplier_key and reach.class = one.class and reach.country is not distinct from one.country
    left join inside on inside.supplier_key = one.supplier_key and inside.other_key = other.supplier_key
        and inside.class = one.class and inside.country is not distinct from one.country

),

ranked as (

    -- Of both directions the weaker counts; pairs stand twice, once for each supplier.
    select pair.*, least(pair.excess, back.excess) as weaker, count(*) over () as tests, count(*) over (order by least(pair.excess, back.excess) desc) as place,
        if(weaker >= ln(tests / (place * $max_false_share)), place, 0) as standing
    from pair
    join pair as back on back.supplier_key = pair.other_key and back.other_key = pair.supplier_key and back.class = pair.class
        and back.country is not distinct from pair.country

),

tested as (

    select *, overlap <= $max_overlap and place <= max(standing) over () as is_apart from ranked

),

strongest as (

    select supplier_key, arg_max(tested, (is_apart, weaker, other_key)) as found from tested group by supplier_key

),

facts as (

    select contract.supplier_key, bool_or(class_basis = 'item' and item_class is not null) as has_class, bool_or(buyer_province is not null) as has_province
    from canon.contract
    join canon.process using (process_key)
    where contract.supplier_key is not null
    group by contract.supplier_key

),

judged as (

    select facts.*, found,
        case when found is not null then null when not has_class then 'process.item_class' when not has_province then 'process.buyer_province' else 'too_few' end as reason
    from facts
    left join strongest using (supplier_key)

)

select
    supplier_key as subject,
    status_of(reason, coalesce(found.is_apart, false)) as status,
    reason, found.overlap as value, $max_overlap as threshold,
    {
        wins_count: found.wins, regions_count: found.regions, other_wins_count: found.other_wins, other_regions_count: found.other_regions,
        shared_count: found.shared, chance_share: exp(-found.weaker), tests_count: found.tests, class_code: found.class
    } as evidence,
    coalesce(found.source_rows, []) as seen_in

from judged
