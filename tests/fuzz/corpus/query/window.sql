SELECT key, row_number() OVER (PARTITION BY plateau ORDER BY key) FROM services
