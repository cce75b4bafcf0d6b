-- As many buckets again, for known devices: no stranger's try falls into them. Pages get room for a row's next version, so that
-- to count a try moves nothing.
insert into throttle (bucket, failures, open_at) select n, 0, 'epoch' from generate_series(16384, 32767) as n;
alter table throttle set (fillfactor = 75);
cluster throttle using throttle_pkey;
