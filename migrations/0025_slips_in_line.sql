-- A value that lies out of line bears a number of its own, and those that one transaction writes bear numbers in a row: a copy of the
-- files would say which slips were written together, also after the sweep, which keeps such numbers. New ones are short enough to lie
-- in their row, and so does where they lie, which PostgreSQL would put out of line in their stead; those of before go with their time.
alter table envelope_slip alter column sealed set storage main;
alter table envelope_slip alter column place set storage plain;
