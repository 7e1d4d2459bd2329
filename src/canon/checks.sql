-- Promises the canon keeps, whatever the source. Each row names a promise and how often it is broken; all must be 0.

select 'every process id stands once' as promise, count(*) - count(distinct process_id) as broken from canon.process
union all select 'process keys are dense', count(*) - coalesce(max(process_key) + 1, 0) from canon.process
union all select 'every party id stands once', count(*) - count(distinct party_id) from canon.party
union all select 'every contract id stands once', count(*) - count(distinct contract_id) from canon.contract
union all select 'contract keys are dense', count(*) - coalesce(max(contract_key) + 1, 0) from canon.contract
union all select 'every process has a lot', count(*) from canon.process where process_key not in (select process_key from canon.lot)
union all select 'every tender belongs to a process', count(*) from canon.tender where process_key not in (select process_key from canon.process)
union all select 'a process has one tender at most', count(*) - count(distinct process_key) from canon.tender
union all select 'every contract belongs to a process', count(*) from canon.contract where process_key not in (select process_key from canon.process)
union all select 'every supplier of a contract is a party', count(*) from canon.contract where supplier_key is not null and supplier_key not in (select party_key from canon.party)
union all select 'every amendment belongs to a contract', count(*) from canon.amendment where contract_key not in (select contract_key from canon.contract)
union all select 'every contract was read somewhere', count(*) from canon.contract where source_row not in (select source_row from canon.source_row)
union all select 'no natural person shows a digit', count(*) from canon.party where kind = 'natural' and regexp_matches(coalesce(name, '') || party_id || coalesce(registry_number, ''), '[0-9๐-๙]')
union all select 'every project id stands once', count(*) - count(distinct project_id) from canon.project
union all select 'project keys are dense', count(*) - coalesce(max(project_key) + 1, 0) from canon.project
union all select 'every project was read somewhere', count(*) from canon.project where source_row not in (select source_row from canon.source_row)
union all select 'a link leads to a process of the canon or to none', count(*) from canon.project_process where process_key is not null and process_key not in (select process_key from canon.process)
union all select 'a project links to a process once', count(*) - count(distinct (project_key, process_key)) from canon.project_process where process_key is not null
union all select 'an item is disclosed once', count(*) - count(distinct (project_key, coalesce(process_key, 4294967295), item)) from canon.disclosure
