-- What lists, dashboards and exports read, laid once when a run is finished, so that no reader pays for a join.
-- Rows stand in the order in which they are listed: `rank` counts from 1 and is the key by which pages follow each other.

-- One row per flag, worst first, with every text beside it.
create table run.flag_list as
with

address as (

    select
        seen.flag_id,
        '[' || string_agg(
            to_json({file: source_file.name, sha256: source_file.sha256, place: source_row.place})::varchar, ',' order by seen.nth
        ) || ']' as seen_in
    from (select flag_id, unnest(seen_in) as source_row, generate_subscripts(seen_in, 1) as nth from run.flag) as seen
    join canon.source_row as source_row on source_row.source_row = seen.source_row
    join canon.source_file as source_file on source_file.file_key = source_row.file_key
    group by seen.flag_id

),

listed as (

    select
        flag.flag_id,
        flag.indicator,
        outcome.version,
        title.en as title_en,
        title.th as title_th,
        flag.kind as subject_kind,
        flag.subject_id,
        if(isfinite(flag.value), flag.value, null) as value,
        if(isfinite(flag.threshold), flag.threshold, null) as threshold,
        outcome.level,
        outcome.family,
        outcome.maturity,
        flag.evidence,
        coalesce(address.seen_in, '[]') as seen_in,
        process.process_id,
        contract.contract_id,
        process.title as process_title,
        buyer.party_id as buyer_id,
        buyer.name as buyer_name,
        buyer.kind as buyer_kind,
        supplier.party_id as supplier_id,
        supplier.name as supplier_name,
        supplier.kind as supplier_kind,
        flag.amount,
        flag.currency,
        flag.fiscal_year,
        process.buyer_province as province,
        process.category,
        tender.procurement_method as method,
        contract.number as contract_number,
        contract.status as contract_status,
        contract.signed_on,
        flag.buyer_key,
        flag.supplier_key
    from run.flag as flag
    join run.outcome as outcome on outcome.indicator = flag.indicator
    left join indicator_title as title on title.indicator = flag.indicator
    left join address on address.flag_id = flag.flag_id
    left join canon.process as process on process.process_key = flag.process_key
    left join canon.tender as tender on tender.process_key = flag.process_key
    left join canon.contract as contract on contract.contract_key = flag.contract_key
    left join canon.party as buyer on buyer.party_key = flag.buyer_key
    left join canon.party as supplier on supplier.party_key = flag.supplier_key

),

ranked as (

    select
        row_number() over (
            order by
                case level when 'high' then 0 when 'medium' then 1 else 2 end,
                amount desc nulls last,
                indicator,
                subject_id,
                flag_id
        )::uinteger as rank,
        *
    from listed

)

select
    rank, * exclude (rank, said), split_part(said, chr(31), 1) as says_en, split_part(said, chr(31), 2) as says_th,
    sought_in(concat_ws(' | ', process_id, process_title, buyer_name, supplier_name, contract_number)) as sought
from (select *, say_flag(indicator, evidence) as said from ranked)
order by rank;

-- One row per contract, and per process without one, whatever came of it: what every total is counted over. Keys and codes only.
create table run.subject as
select
    score.rank,
    score.process_key,
    score.contract_key,
    process.buyer_key,
    contract.supplier_key,
    process.buyer_province as province,
    process.category,
    tender.procurement_method as method,
    contract.status as contract_status,
    coalesce(process.fiscal_year, fiscal_year_of(contract.signed_on, coalesce(law_year.first_month, 1))) as fiscal_year,
    contract.signed_on,
    score.pattern,
    score.judged,
    score.flagged,
    score.amount,
    score.currency
from run.score as score
left join canon.contract as contract on contract.contract_key = score.contract_key
join canon.process as process on process.process_key = score.process_key
left join canon.tender as tender on tender.process_key = process.process_key
left join law.fiscal_year as law_year on law_year.country = process.country and contract.signed_on between law_year.from_on and law_year.to_on
order by process.buyer_key, score.rank;

-- One row per contract, and per process without one, that is flagged, in the order of review, with every text beside it.
create table run.queue_list as
select
    score.rank,
    score.kind as subject_kind,
    coalesce(contract.contract_id, process.process_id) as subject_id,
    process.process_id,
    contract.contract_id,
    process.title,
    score.score,
    score.judged,
    score.flagged,
    score.no_data,
    score.rank_low,
    score.rank_high,
    score.amount,
    score.currency,
    subject.method,
    contract.signed_on,
    contract.ends_on,
    contract.status,
    buyer.party_id as buyer_id,
    buyer.name as buyer_name,
    buyer.kind as buyer_kind,
    supplier.party_id as supplier_id,
    supplier.name as supplier_name,
    supplier.kind as supplier_kind,
    pattern.flagged as indicators,
    score.pattern,
    subject.province,
    subject.category,
    subject.fiscal_year,
    contract.number as contract_number,
    subject.process_key,
    subject.contract_key,
    subject.buyer_key,
    subject.supplier_key,
    worth.worth,
    worth.amount_times,
    worth.novelty,
    worth.time_left,
    worth.phase,
    worth.days_left,
    row_number() over (order by worth.worth desc nulls last, score.rank)::uinteger as worth_rank,
    sought_in(concat_ws(' | ', process.process_id, process.title, buyer.name, supplier.name, contract.number)) as sought
from run.score as score
join run.worth as worth on worth.rank = score.rank
join run.subject as subject on subject.rank = score.rank
join run.pattern as pattern on pattern.pattern = score.pattern
join canon.process as process on process.process_key = score.process_key
left join canon.contract as contract on contract.contract_key = score.contract_key
left join canon.party as buyer on buyer.party_key = subject.buyer_key
left join canon.party as supplier on supplier.party_key = subject.supplier_key
where score.flagged > 0
order by score.rank;

-- Flagged processes in the order of review. What a review is worth is that of its most worthwhile contract.
create table run.process_list as
select
    score.rank,
    'process' as subject_kind,
    process.process_id as subject_id,
    process.process_id,
    process.title,
    score.score,
    score.judged,
    score.flagged,
    score.no_data,
    score.rank_low,
    score.rank_high,
    score.indicators,
    score.contracts,
    score.amount,
    score.currency,
    tender.procurement_method as method,
    tender.status,
    process.buyer_province as province,
    process.category,
    process.fiscal_year,
    process.buyer_key,
    buyer.party_id as buyer_id,
    buyer.name as buyer_name,
    buyer.kind as buyer_kind,
    best.worth,
    best.amount_times,
    best.novelty,
    best.time_left,
    best.days_left,
    row_number() over (order by best.worth desc nulls last, score.rank)::uinteger as worth_rank,
    sought_in(concat_ws(' | ', process.process_id, process.title, buyer.name)) as sought
from run.process_score as score
join canon.process as process on process.process_key = score.process_key
left join canon.tender as tender on tender.process_key = score.process_key
left join canon.party as buyer on buyer.party_key = process.buyer_key
left join (
    select score.process_key, worth.*
    from run.score as score join run.worth as worth using (rank)
    where score.flagged > 0
    qualify row_number() over (partition by score.process_key order by worth.worth desc nulls last, score.rank) = 1
) as best on best.process_key = score.process_key
where score.flagged > 0
order by score.rank;

-- Every party's name as it is sought.
create table run.party_sought as
select party_key, party_id, sought_in(coalesce(name, '')) as sought
from canon.party
order by party_key;

-- Buyers, suppliers and projects: those that may be ranked in their order, then the others by how much of theirs is flagged.
create table run.entity_list as

with

named as (

    select party_key as entity, roles.role, party_id as id, name, party.kind as party_kind
    from canon.party as party cross join (select unnest(['buyer', 'supplier']) as role) as roles
    union all
    select project_key, 'project', project_id, title, null
    from canon.project

),

-- Over what is flagged of theirs, in one currency or none.
worth as (

    select
        own.kind,
        own.entity,
        if(count(distinct score.currency) filter (where score.amount is not null) = 1, sum(score.amount), null)::decimal(38, 2) as amount,
        if(count(distinct score.currency) filter (where score.amount is not null) = 1, min(score.currency), null) as currency,
        if(count(distinct score.currency) filter (where score.flagged > 0 and score.amount is not null) = 1, sum(score.amount) filter (where score.flagged > 0), null)::decimal(38, 2) as flagged_amount,
        -- Sums of doubles would depend on their order.
        list_sum(list(worth.amount_times order by score.rank) filter (where score.flagged > 0)) as amount_times,
        max(worth.novelty) filter (where score.flagged > 0) as novelty,
        max(worth.time_left) filter (where score.flagged > 0) as time_left,
        max(worth.days_left) filter (where score.flagged > 0) as days_left
    from run.entity_contract as own
    join run.score as score on score.rank = own.rank
    join run.worth as worth on worth.rank = own.rank
    group by own.kind, own.entity

)

select
    entity.kind,
    row_number() over (partition by entity.kind order by entity.rank nulls last, entity.k desc, entity.n, named.id)::uinteger as rank,
    entity.rank as place,
    entity.rank_low,
    entity.rank_high,
    named.id as subject_id,
    named.name as title,
    named.party_kind,
    entity.score,
    entity.k,
    entity.n,
    entity.share_low,
    entity.share_high,
    entity.shrunken_share,
    entity.contracts,
    entity.no_data,
    entity.families,
    entity.indicators,
    worth.amount,
    worth.flagged_amount,
    worth.currency,
    worth.amount_times,
    worth.novelty,
    worth.time_left,
    worth.days_left,
    entity.score * worth.amount_times * worth.novelty * worth.time_left as worth,
    row_number() over (partition by entity.kind order by if(entity.rank is null, null, entity.score * worth.amount_times * worth.novelty * worth.time_left) desc nulls last, entity.rank nulls last, named.id)::uinteger as worth_rank,
    sought_in(concat_ws(' | ', named.id, named.name)) as sought
from run.entity as entity
join named on named.role = entity.kind and named.entity = entity.entity
join worth on worth.kind = entity.kind and worth.entity = entity.entity
where entity.k > 0 or len(entity.indicators) > 0
order by entity.kind, rank;

-- Totals by everything a dashboard divides them by, as they are without any filter. Amounts of one currency only are ever added.
create table run.stat (
    dimension           varchar not null,
    rank                uinteger not null,  -- within the dimension
    key                 varchar,            -- null where the records do not say
    name                varchar,
    party_kind          varchar,
    currency            varchar,
    subjects            integer not null,
    judged              integer not null,
    flagged             integer not null,
    flagged_share       double,             -- of the judged
    amount              decimal(38, 2),
    flagged_amount      decimal(38, 2)
);

-- What each indicator answered of the records of each source; a reason where it is not applicable or lacks data.
create table run.coverage (
    indicator           varchar not null,
    source              varchar not null,
    status              varchar not null,
    reason              varchar,
    subjects            ubigint not null
);
