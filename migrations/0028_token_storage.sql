-- A row that is moved out of line leaves a number of its own beside it, which counts up with every row: a token's stays whole, and
-- nothing says in which order tokens were made.
alter table api_token alter held set storage main;
alter table api_token alter label set storage main;
alter table api_token set (toast_tuple_target = 8160);
update api_token set held = held || ''::bytea, label = label || ''::bytea;
