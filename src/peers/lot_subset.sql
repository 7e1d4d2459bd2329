-- Screens of every three and every four prices of a lot, summed up: what a partial agreement leaves behind when other firms bid too.
-- One row per lot with four to nineteen prices: beyond, the groups are more than five thousand. Reads peers.lot_prices.
-- Standard deviations are those of a sample; `above` is the share by which a price lies above the lowest of the lot.

create table peers.lot_subset as

with

price as (

    select
        lot_key,
        unnest(range(1, len(above) + 1)) as place,
        1 + unnest(above) as amount

    from peers.lot_prices
    where reason is null
    and len(above) in (select unnest(range(4, 20)))

),

three as (

    select
        one.lot_key,
        one.amount as a,
        two.amount as b,
        three.amount as c,
        (a + b + c) / 3 as mean,
        sqrt(((a - mean) * (a - mean) + (b - mean) * (b - mean) + (c - mean) * (c - mean)) / 2) / mean as variation,
        (c - a) / a as spread,
        if(c > b, (b - a) / ((c - b) / sqrt(2)), null) as distance

    from price as one
    join price as two on two.lot_key = one.lot_key and two.place > one.place
    join price as three on three.lot_key = one.lot_key and three.place > two.place

),

four as (

    select
        one.lot_key,
        one.amount as a,
        two.amount as b,
        three.amount as c,
        four.amount as d,
        (a + b + c + d) / 4 as mean,
        sqrt(((a - mean) * (a - mean) + (b - mean) * (b - mean) + (c - mean) * (c - mean) + (d - mean) * (d - mean)) / 3) / mean as variation,
        (d - a) / a as spread,
        (b + c + d) / 3 as losing_mean,
        sqrt(((b - losing_mean) * (b - losing_mean) + (c - losing_mean) * (c - losing_mean) + (d - losing_mean) * (d - losing_mean)) / 2) as losing_deviation,
        if(d > b, (b - a) / losing_deviation, null) as distance

    from price as one
    join price as two on two.lot_key = one.lot_key and two.place > one.place
    join price as three on three.lot_key = one.lot_key and three.place > two.place
    join price as four on four.lot_key = one.lot_key and four.place > three.place

),

by_three as (

    select
        lot_key,
        count(*) as groups,
        min(variation) as least_variation,
        median(variation) as middle_variation,
        list_aggregate(list(variation order by variation), 'avg') as mean_variation,
        max(variation) as most_variation,
        min(spread) as least_spread,
        median(spread) as middle_spread,
        max(spread) as most_spread,
        min(distance) as least_distance,
        median(distance) as middle_distance,
        max(distance) as most_distance

    from three
    group by lot_key

),

by_four as (

    select
        lot_key,
        count(*) as groups,
        min(variation) as least_variation,
        median(variation) as middle_variation,
        list_aggregate(list(variation order by variation), 'avg') as mean_variation,
        max(variation) as most_variation,
        min(spread) as least_spread,
        median(spread) as middle_spread,
        max(spread) as most_spread,
        min(distance) as least_distance,
        median(distance) as middle_distance,
        max(distance) as most_distance

    from four
    group by lot_key

)

select
    by_three.lot_key,
    by_three.groups + by_four.groups as groups,
    by_three.least_variation as least_variation_of_three,
    by_three.middle_variation as middle_variation_of_three,
    by_three.mean_variation as mean_variation_of_three,
    by_three.most_variation as most_variation_of_three,
    by_three.least_spread as least_spread_of_three,
    by_three.middle_spread as middle_spread_of_three,
    by_three.most_spread as most_spread_of_three,
    by_three.least_distance as least_distance_of_three,
    by_three.middle_distance as middle_distance_of_three,
    by_three.most_distance as most_distance_of_three,
    by_four.least_variation as least_variation_of_four,
    by_four.middle_variation as middle_variation_of_four,
    by_four.mean_variation as mean_variation_of_four,
    by_four.most_variation as most_variation_of_four,
    by_four.least_spread as least_spread_of_four,
    by_four.middle_spread as middle_spread_of_four,
    by_four.most_spread as most_spread_of_four,
    by_four.least_distance as least_distance_of_four,
    by_four.middle_distance as middle_distance_of_four,
    by_four.most_distance as most_distance_of_four

from by_three
join by_four using (lot_key)
