select s.key, s.owner from services s where plateau = 'target' and tier = 1
    and not exists (select 1 from slos o where o.plateau = s.plateau and o.service_id = s.id)
