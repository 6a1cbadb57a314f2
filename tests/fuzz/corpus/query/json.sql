SELECT e.key, j.value FROM elements e, json_each(e.properties) j WHERE e.plateau = 'current'
