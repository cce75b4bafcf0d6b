//! What the rows say of accounts that are whole.

use super::struck::Struck;
use super::victims::Witness;

/// Each kind of account has exactly these rows, and no other: a line for each that has not.
const NOT_WHOLE: &str = "
    select a.state || ' account: ' || ways.n || ' passphrases, ' || ways.kits || ' kits, ' || ways.odd
           || ' roots of another epoch, ' || (select count(*) from factor f where f.account_id = a.id) || ' factors, '
           || (select count(*) from profile p where p.account_id = a.id) || ' profiles, '
           || (select count(*) from invitation i where i.account_id = a.id) || ' invitations, '
           || (select count(*) from session s where s.account_id = a.id) || ' sessions'
    from account a, lateral (
        select count(*) filter (where w.way = 'passphrase') as n, count(*) filter (where w.way = 'kit') as kits,
               count(*) filter (where s.root_epoch is distinct from p.root_epoch) as odd
        from way_in w left join root_seal s on s.way_id = w.id left join profile p on p.account_id = w.account_id
        where w.account_id = a.id) ways
    where not case a.state
        when 'active' then ways.n = 1 and ways.kits < 2 and ways.odd = 0
             and (select count(*) from factor f where f.account_id = a.id) = 1
             and (select count(*) from profile p where p.account_id = a.id) = 1
             and not exists (select from invitation i where i.account_id = a.id)
        when 'invited' then ways.n + ways.kits = 0
             and not exists (select from profile p where p.account_id = a.id)
             and not exists (select from factor f where f.account_id = a.id)
             and exists (select from invitation i where i.account_id = a.id)
        else ways.n = 1 and ways.kits < 2 and ways.odd = 0
             and (select count(*) from profile p where p.account_id = a.id) = 1
             and not exists (select from session s where s.account_id = a.id)
             and not exists (select from invitation i where i.account_id = a.id) end";

pub fn half_changed(struck: &Struck) -> Vec<String> {
    Witness::of(struck).lines(NOT_WHOLE)
}

pub fn accounts(struck: &Struck) -> i64 {
    Witness::of(struck).lines("select count(*)::text from account")[0].parse().unwrap()
}
