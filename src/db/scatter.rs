//! Puts rows into an order that says nothing. Rows lie in a table in the order in which they came, and a dump writes them so:
//! next to a staff list whose people were invited one after another, that would tell who is who.
//!
//! Each table is put into the order of its key, which is random. First every row is written anew by one transaction, so
//! that the transactions' numbers, which also count up, are the same for all.
//!
//! A transaction's number also joins what it wrote. An administrator's transaction writes the keyring's rows and locks or
//! writes her own, so a copy of the files would say whose account that is, by one row as well as by many. Nothing in a row
//! says whether the sweep was the last to write it, and rows that were deleted bear numbers too: the keyring's two tables, and
//! those of what administrators chose or proposed, which are tiny, are written anew each time; what is kept by it, as soon as more than one transaction, or the
//! keyring's last, wrote or locked it. Written anew by a transaction of its own, and then moved: moving alone keeps the numbers, and
//! writing alone leaves the old rows where they are.
//!
//! So does moving, where somebody might still see them: a transaction that began earlier, in any database of the cluster, if
//! only for a moment. Then the table is moved again by each sweep, until one left nothing behind.

use super::{DbError, PgConnection};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};

/// Whether the rows lie in another order than their key's, or bear numbers that tell; what writes them anew; what puts them in order. Statements
/// without values and without a result: there is nothing for the compiler to check.
const TABLES: &[(&str, &str, &str)] = &[
    (
        "select exists (select from (select id, lag(id) over (order by ctid) as before from account) as row where before > id)",
        "update account set created_on = created_on",
        "cluster account using account_pkey",
    ),
    (
        "select exists (select from (select id, lag(id) over (order by ctid) as before from way_in) as row where before > id)",
        "update way_in set lanes = lanes",
        "cluster way_in using way_in_pkey",
    ),
    (
        "select exists (select from (select way_id as id, lag(way_id) over (order by ctid) as before from root_seal) as row
         where before > id)",
        "update root_seal set sealed = sealed",
        "cluster root_seal using root_seal_pkey",
    ),
    (
        "select exists (select from (select id, lag(id) over (order by ctid) as before from factor) as row where before > id)",
        "update factor set kind = kind",
        "cluster factor using factor_pkey",
    ),
    (
        "select exists (select from (select account_id as id, lag(account_id) over (order by ctid) as before from profile) as row
         where before > id)",
        "update profile set version = version",
        "cluster profile using profile_pkey",
    ),
    (
        "select exists (select from (select id, lag(id) over (order by ctid) as before from inbox_item) as row
         where before > id)",
        "update inbox_item set sealed = sealed",
        "cluster inbox_item using inbox_item_pkey",
    ),
    (
        "select exists (select from (select locator as id, lag(locator) over (order by ctid) as before from invitation) as row
         where before > id)",
        "update invitation set expires_on = expires_on",
        "cluster invitation using invitation_pkey",
    ),
    (
        "select pg_relation_size('escrow') > 0
            and ((select count(distinct xmin::text) <> 1 from escrow)
              or exists (select from escrow where xmax::text <> '0')
              or exists (select from escrow join keyring on escrow.xmin = keyring.xmin)
              or exists (select from (select account_id as id, lag(account_id) over (order by ctid) as before from escrow) as row
                         where before > id))",
        "update escrow set epoch = epoch",
        "cluster escrow using escrow_pkey",
    ),
    (
        "select pg_relation_size('directory') > 0
            and ((select count(distinct xmin::text) <> 1 from directory)
              or exists (select from directory where xmax::text <> '0')
              or exists (select from directory join keyring on directory.xmin = keyring.xmin)
              or exists (select from (select account_id as id, lag(account_id) over (order by ctid) as before from directory) as row
                         where before > id))",
        "update directory set epoch = epoch",
        "cluster directory using directory_pkey",
    ),
    (
        "select exists (select from (select account_id as id, lag(account_id) over (order by ctid) as before from envelope_key) as row
         where before > id)",
        "update envelope_key set generation = generation",
        "cluster envelope_key using envelope_key_pkey",
    ),
    (
        "select exists (select from (select id, lag(id) over (order by ctid) as before from envelope) as row where before > id)
            or (select count(distinct xmin::text) > 1 from envelope)
            or exists (select from envelope join envelope_slip on envelope.xmin = envelope_slip.xmin)",
        "update envelope set room = room",
        "cluster envelope using envelope_pkey",
    ),
    (
        "select (select count(distinct xmin::text) > 1 from envelope_slip)
            or exists (select from (select place as id, lag(place) over (order by ctid) as before from envelope_slip) as row
                       where before > id)",
        "update envelope_slip set expires_on = expires_on",
        "cluster envelope_slip using envelope_slip_pkey",
    ),
    (
        // A sole row bears a number whoever wrote it, and so do rows that are gone: it is written anew each time, which is little.
        "select pg_relation_size('api_token') > 0
            and ((select count(distinct xmin::text) > 1 or count(*) < 2 from api_token)
                 or exists (select from api_token where xmax::text <> '0')
                 or exists (select from (select place as id, lag(place) over (order by ctid) as before from api_token) as row
                            where before > id))",
        "update api_token set expires_on = expires_on",
        "cluster api_token using api_token_pkey",
    ),
    (
        "select pg_relation_size('keyring') > 0",
        "update keyring set version = version",
        "cluster keyring using keyring_pkey",
    ),
    (
        "select pg_relation_size('session_policy') > 0",
        "update session_policy set version = version",
        "cluster session_policy using session_policy_pkey",
    ),
    (
        "select pg_relation_size('approval_policy') > 0",
        "update approval_policy set version = version",
        "cluster approval_policy using approval_policy_pkey",
    ),
    (
        "select pg_relation_size('organisation_look') > 0",
        "update organisation_look set version = version",
        "cluster organisation_look using organisation_look_pkey",
    ),
    (
        "select pg_relation_size('proposal') > 0",
        "update proposal set expires_on = expires_on",
        "cluster proposal using proposal_pkey",
    ),
    (
        "select pg_relation_size('partner_link') > 0",
        "update partner_link set expires_at = expires_at",
        "cluster partner_link using partner_link_pkey",
    ),
    (
        "select pg_relation_size('subscription') > 0",
        "update subscription set version = version",
        "cluster subscription using subscription_pkey",
    ),
    (
        "select pg_relation_size('keyring_member') > 0",
        "update keyring_member set epoch = epoch",
        "cluster keyring_member using keyring_member_pkey",
    ),
];

/// Larger tables stay as they are: to write one anew holds it, and every sign-on waits. For slips no sign-on waits.
fn most_octets(table: &str) -> i64 {
    const MIB: i64 = 1 << 20;
    match table {
        "envelope_slip" => 128 * MIB,
        // Of 20,000 people, among whom a search goes: some 28 MiB, and as much again, several times, of what a new key or a sweep left.
        "directory" => 160 * MIB,
        _ => 16 * MIB,
    }
}

/// Puts the tables of accounts into the order of their keys, one after another; returns how many were written anew. A table
/// that has grown large stays in the order in which its rows come from then on.
///
/// # Errors
/// The database is away, or somebody else holds a table for longer than a second: the next time will do.
pub async fn scatter(db: &mut PgConnection) -> Result<u64, DbError> {
    let mut moved = 0;
    for (is_out_of_order, write_anew, put_in_order) in TABLES {
        let table = table_of(put_in_order);
        if size(db, table).await? > most_octets(table) {
            tracing::warn!(table, "a table is too large to be put in order: its rows stay as they came");
            continue;
        }
        if sqlx::query_scalar::<_, bool>(*is_out_of_order).fetch_one(&mut *db).await? {
            alone(db, write_anew).await?;
            alone(db, put_in_order).await?;
            moved += 1;
        } else if may_hold_former(db, table).await? {
            alone(db, put_in_order).await?;
        }
    }
    Ok(moved)
}

/// Whether what a table's rows were before may still lie beside them. Whoever moves a table notes in `relfrozenxid` the number
/// before which no transaction ran any more: what was deleted before that is gone. A number that all rows bear, or several, and
/// that is not below it, is of a transaction that wrote them anew and whose leavings were not taken away. And no row takes more than
/// a page: where there are more pages than rows, some hold what is gone. To move is enough for either, and to write anew would
/// leave more behind, beside transactions of others without an end.
async fn may_hold_former(db: &mut PgConnection, table: &str) -> Result<bool, DbError> {
    let query = format!(
        "select exists (select from {table}
                        where age(xmin) <= (select age(relfrozenxid) from pg_class where oid = '{table}'::regclass)
                        group by xmin::text having count(*) > 1 or count(*) = (select count(*) from {table}))
            or pg_relation_size('{table}') / current_setting('block_size')::int > (select count(*) from {table})"
    );
    // The table's name is one of those above.
    Ok(sqlx::query_scalar::<_, bool>(AssertSqlSafe(query)).fetch_one(&mut *db).await?)
}

/// The table of `cluster <table> using <index>`.
fn table_of(put_in_order: &str) -> &str {
    put_in_order.split(' ').nth(1).unwrap_or_default()
}

async fn size(db: &mut PgConnection, table: &str) -> Result<i64, DbError> {
    Ok(sqlx::query_scalar::<_, i64>("select pg_table_size($1::text::regclass)").bind(table).fetch_one(db).await?)
}

/// In a transaction of its own, which nobody waits long for.
async fn alone(db: &mut PgConnection, statement: &'static str) -> Result<(), DbError> {
    let mut transaction = db.begin().await?;
    transaction.execute("set local lock_timeout = '1s'").await?;
    transaction.execute(statement).await?;
    Ok(transaction.commit().await?)
}
