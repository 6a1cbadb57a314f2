SELECT p.key, s.position, s.name, s.gate FROM pipelines p JOIN pipeline_stages s ON s.pipeline_id = p.id AND s.plateau = p.plateau ORDER BY 1, 2
