-- what
 SELECT 1; /* that */ ; -- all
