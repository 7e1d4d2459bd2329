-- One buyer in one fiscal year. Reads peers.win.

create table peers.buyer_year as

select
    (row_number() over (order by buyer_key, fiscal_year nulls first) - 1)::uinteger as buyer_year_key,
    buyer_key,
    fiscal_year,
    count(distinct (process_key, contract_key)) as wins,
    count(distinct (process_key, contract_key)) filter (where method = 'direct') as direct_wins,
    list_sort(list(distinct source_row)) as source_rows

from peers.win
where buyer_key is not null
group by buyer_key, fiscal_year
