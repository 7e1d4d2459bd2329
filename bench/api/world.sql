-- A made-up canon and run of $contracts contracts, laid by arithmetic alone: the same every time, no chance in it.

insert into canon.source_file values (0, repeat('ab', 32), 'made-up.csv', 'made-up', 'TH', 'made-up', date '2025-09-30');
insert into canon.source_row select i, 0, (i + 2)::varchar from range($contracts) as r(i);

-- One buyer for every 250 contracts, one supplier for every 10.
insert into canon.party by name
select
    i::uinteger as party_key,
    if(i < $buyers, 'name:หน่วยงานสมมติ ' || i, 'TH-TIN:' || (1000000000000 + i * 7)) as party_id,
    if(i < $buyers, 'public', 'juristic') as kind,
    if(i < $buyers, 'กรมสมมติที่ ' || i || ' / สำนักก่อสร้าง', 'บริษัท สมมติการช่าง ' || i || ' จำกัด') as name,
    'TH' as country,
    sha256('party ' || i) as hash_id,
    date '2025-09-30' as known_from,
    0 as source_row
from range($buyers + $suppliers) as r(i);

insert into canon.process by name
select
    i::uinteger as process_key,
    (67000000000 + i)::varchar as process_id,
    'made-up' as source,
    'TH' as country,
    (i // 250)::uinteger as buyer_key,
    'จ้างก่อสร้างสมมติ ' || ['ถนนคอนกรีต', 'อาคารเรียน', 'ระบบประปา', 'เขื่อนป้องกันตลิ่ง', 'ไฟฟ้าส่องสว่าง'][i % 5 + 1] || ' สายที่ ' || i || ' ตำบลสมมติ อำเภอสมมติ' as title,
    ['works', 'goods', 'services'][i % 3 + 1] as category,
    (2020 + i % 6)::integer as fiscal_year,
    (100000 + (i * 7919) % 50000000)::decimal(18, 2) as budget_amount,
    'THB' as currency,
    'จังหวัดสมมติ ' || (i // 250) % 77 as buyer_province,
    if(i % 3 = 0, 6 + (i * 7919) % 14000 / 1000e0, null)::decimal(9, 6) as site_latitude,
    if(i % 3 = 0, 98 + (i * 104729) % 7000 / 1000e0, null)::decimal(9, 6) as site_longitude,
    date '2025-09-30' as known_from,
    i::uinteger as source_row
from range($contracts) as r(i);

insert into canon.tender by name
select i::uinteger as process_key, 'complete' as status, ['open', 'direct', 'selective', 'direct'][i % 4 + 1] as procurement_method, 0 as lots_count,
    date '2025-09-30' as known_from, i::uinteger as source_row
from range($contracts) as r(i);

insert into canon.contract by name
select
    i::uinteger as contract_key,
    (67000000000 + i) || '/สัญญา ' || i % 1000 || '/2568' as contract_id,
    i::uinteger as process_key,
    ($buyers + (i * 104729) % $suppliers)::uinteger as supplier_key,
    'สัญญา ' || i % 1000 || '/2568' as number,
    ['active', 'terminated', 'active', 'pending'][i % 4 + 1] as status,
    date '2019-10-01' + ((i * 31) % 2190)::integer as signed_on,
    date '2019-12-01' + ((i * 31) % 2190)::integer as ends_on,
    (95000 + (i * 7919) % 50000000)::decimal(18, 2) as value_amount,
    'THB' as currency,
    date '2025-09-30' as known_from,
    i::uinteger as source_row
from range($contracts) as r(i);

insert into run.outcome
select code, 1, kind, family, level, 'trial', n, $contracts - n, 0, 0, 1.0
from (values
    ('R010', 'process', 'method', 'medium', $contracts // 4),
    ('R068', 'contract', 'cost_overruns', 'high', $contracts // 20),
    ('D306', 'contract', 'time_extensions', 'low', $contracts // 5)
) as t(code, kind, family, level, n);

insert into run.flag by name
select
    left(sha256(o.indicator || i), 16) as flag_id,
    o.indicator,
    o.kind,
    c.process_key as subject,
    if(o.kind = 'process', p.process_id, c.contract_id) as subject_id,
    (i % 997) / 7.0 as value,
    30.0 as threshold,
    case o.indicator
        when 'R010' then to_json({budget_amount: p.budget_amount::varchar, limit_amount: '500000.00', currency_code: 'THB', procurement_method_code: 'direct', decided_on: c.signed_on})
        when 'R068' then to_json({paid_amount: p.budget_amount::varchar, value_amount: c.value_amount::varchar, currency_code: 'THB', difference_share: (i % 997) / 700.0, payments_count: i % 9})
        else to_json({ends_on: c.ends_on, as_of_on: date '2025-09-30', overdue_days: i % 997, status_code: 'active', extensions_count: 0})
    end::varchar as evidence,
    [i::uinteger] as seen_in,
    p.process_key, c.contract_key, p.buyer_key, c.supplier_key,
    c.value_amount as amount, c.currency, p.fiscal_year
from run.outcome as o
join range($contracts) as r(i) on i % ($contracts // o.flagged) = 0
join canon.contract as c on c.contract_key = i
join canon.process as p on p.process_key = c.process_key;

insert into run.touch select flag_id, contract_key from run.flag;

insert into run.pattern
select (row_number() over (order by codes) - 1)::integer, ['D306', 'R010', 'R068'], codes
from (select distinct codes from (select list(indicator order by indicator) as codes from run.flag group by contract_key))
union all select 99, ['D306', 'R010', 'R068'], [];

insert into run.score by name
select
    'contract' as kind, c.contract_key as subject, c.contract_key, c.process_key, coalesce(p.pattern, 99) as pattern, len(coalesce(f.codes, [])) / 3.0 as score, 3 as judged,
    len(coalesce(f.codes, [])) as flagged, 0 as no_data, c.value_amount as amount, c.currency,
    row_number() over (order by len(coalesce(f.codes, [])) desc, c.value_amount desc, c.contract_key)::uinteger as rank, 1 as rank_low, $contracts as rank_high
from canon.contract as c
left join (select contract_key, list(indicator order by indicator) as codes from run.flag group by contract_key) as f on f.contract_key = c.contract_key
left join run.pattern as p on p.flagged = f.codes;

insert into run.code select indicator, code, status, null from run.outcome, (values (0, 'flagged'), (1, 'clear')) as t(code, status);
create table run.result_R010 as
select process_key as subject, if(process_key in (select subject from run.flag where indicator = 'R010'), 0, 1)::utinyint as code from canon.process order by subject;
create table run.result_R068 as
select contract_key as subject, if(contract_key in (select subject from run.flag where indicator = 'R068'), 0, 1)::utinyint as code from canon.contract order by subject;
create table run.result_D306 as
select contract_key as subject, if(contract_key in (select subject from run.flag where indicator = 'D306'), 0, 1)::utinyint as code from canon.contract order by subject;
