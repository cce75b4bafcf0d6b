-- Finds a person's rows of a day, for the page that shows them to that person. By day first: the rows of a day lie together,
-- so that a new one comes where the others of that day are, and not anywhere among all that ever were.
create index audit_of_subject on audit (((at at time zone 'UTC')::date), subject);
