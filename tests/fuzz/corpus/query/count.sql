select count(*) as n from services where plateau = 'current'
